package org.stammkunde.merchant;

import java.time.ZoneId;
import java.util.Currency;

/**
 * What the merchant has set about itself.
 *
 * @param name the shop's name as customers know it
 * @param zone the zone whose midnights part days and months in every figure
 * @param currency the reporting currency
 */
public record Merchant(String name, ZoneId zone, Currency currency) {

    static final Merchant DEFAULT =
            new Merchant("Stammkunde", ZoneId.of("Europe/Berlin"), Currency.getInstance("EUR"));
}
