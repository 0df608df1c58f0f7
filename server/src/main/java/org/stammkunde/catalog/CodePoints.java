package org.stammkunde.catalog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Compares texts as PostgreSQL does with {@code collate "C"}: by their bytes in UTF-8. */
final class CodePoints {

    private CodePoints() {}

    static int compare(String one, String other) {
        return Arrays.compareUnsigned(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
