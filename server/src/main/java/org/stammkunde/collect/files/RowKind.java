package org.stammkunde.collect.files;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What each row of a file belongs to. */
public enum RowKind {
    ORDERS,
    CUSTOMERS,
    PRODUCTS;

    /** The name in options, mapping files and keys of texts, such as {@code orders}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All kinds by their codes. */
    static Map<String, RowKind> byCode() {
        return Arrays.stream(values())
                .collect(Collectors.toMap(RowKind::code, Function.identity()));
    }
}
