package org.stammkunde.catalog;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.stammkunde.catalog.ProductRecord.SourceStatement;
import org.stammkunde.merchant.Merchant;

/** Things that tests of the catalogue speak of. */
final class ProductFixtures {

    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final Currency EUR = Currency.getInstance("EUR");
    static final Merchant MERCHANT = new Merchant("Laden", BERLIN, EUR);

    private ProductFixtures() {}

    static SourceStatement price(String source, String at, String value) {
        Instant time = Instant.parse(at);
        return new SourceStatement(
                source, Measure.PRICE, "EUR", time, time.toEpochMilli(), new BigDecimal(value));
    }

    /** What was said on some days, each as {@code 2026-01-20 5}. */
    static DailyValues daily(String... said) {
        NavigableMap<LocalDate, BigDecimal> values = new TreeMap<>();
        for (String one : said) {
            int end = one.indexOf(' ');
            values.put(
                    LocalDate.parse(one.substring(0, end)), new BigDecimal(one.substring(end + 1)));
        }
        return new DailyValues(values);
    }

    static SoldOn sold(String day, String units, long revenueMinor) {
        return new SoldOn(
                LocalDate.parse(day), "EUR", new BigDecimal(units), revenueMinor, null, null);
    }
}
