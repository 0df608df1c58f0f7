package org.stammkunde.catalog;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import org.stammkunde.catalog.ProductRecord.SourceStatement;
import org.stammkunde.merchant.Merchant;

/** Things that tests of the catalogue speak of. */
final class ProductFixtures {

    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final Currency EUR = Currency.getInstance("EUR");
    static final Merchant MERCHANT = new Merchant("Laden", BERLIN, EUR);

    private ProductFixtures() {}

    static SourceStatement price(String source, String at, String value) {
        return said(source, Measure.PRICE, at, value);
    }

    static SourceStatement cost(String at, String value) {
        return said("Lager", Measure.COST, at, value);
    }

    private static SourceStatement said(String source, Measure measure, String at, String value) {
        Instant time = Instant.parse(at);
        return new SourceStatement(
                source, measure, "EUR", time, time.toEpochMilli(), new BigDecimal(value));
    }

    static SoldOn sold(String day, String units, long revenueMinor) {
        return new SoldOn(
                LocalDate.parse(day), "EUR", new BigDecimal(units), revenueMinor, null, null);
    }
}
