package org.stammkunde.collect.files;

import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The currencies of ISO 4217 and the symbols that stand for one of them only. */
final class Currencies {
    private static final Set<String> CODES =
            Currency.getAvailableCurrencies().stream()
                    .map(Currency::getCurrencyCode)
                    .collect(Collectors.toUnmodifiableSet());
    private static final Map<String, String> SYMBOLS = Map.of("€", "EUR", "£", "GBP");

    private Currencies() {}

    static boolean isKnown(String code) {
        return CODES.contains(code);
    }

    /** The code that a text stands for, such as {@code eur} or {@code €}; null if for none. */
    static @Nullable String code(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        String code = SYMBOLS.getOrDefault(upper, upper);
        return isKnown(code) ? code : null;
    }

    /** The code of a currency that an amount names itself; null if it names none. */
    static @Nullable String named(String amount) {
        return amount.indexOf('€') >= 0 ? "EUR" : amount.indexOf('£') >= 0 ? "GBP" : null;
    }
}
