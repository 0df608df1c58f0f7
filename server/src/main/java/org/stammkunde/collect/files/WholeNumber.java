package org.stammkunde.collect.files;

import java.util.regex.Pattern;

/** Numbers that name something, damaged by programs that count with them. */
final class WholeNumber {
    private static final Pattern POINT_ZERO = Pattern.compile("-?\\d{1,15}\\.0+");
    private static final Pattern SCIENTIFIC = Pattern.compile("\\d[.,]\\d+[eE]\\+?\\d{1,2}");

    private WholeNumber() {}

    /** Whether it is written as 17850.0, as pandas and other programs do. */
    static boolean hasPointZero(String text) {
        return text.endsWith("0") && POINT_ZERO.matcher(text).matches();
    }

    static String withoutPointZero(String text) {
        return hasPointZero(text) ? text.substring(0, text.indexOf('.')) : text;
    }

    /** Whether a spreadsheet has rounded it to something like 4.00638E+12. */
    static boolean isRounded(String text) {
        boolean exponent = text.indexOf('E') > 0 || text.indexOf('e') > 0;
        return exponent && SCIENTIFIC.matcher(text).matches();
    }
}
