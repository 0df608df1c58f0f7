package org.stammkunde.collect.files;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a column writes decimal numbers. */
enum DecimalStyle {
    /** Comma before the decimals, full stop between thousands. */
    GERMAN(',', '.', "1.234,56"),
    /** Full stop before the decimals, comma between thousands. */
    ENGLISH('.', ',', "1,234.56");

    private static final Pattern SYMBOLS =
            Pattern.compile("(?i)^(?:EUR|CHF|USD|GBP|[€$£])|(?:EUR|CHF|USD|GBP|Fr\\.?|[€$£])$");

    private final char point;
    private final Pattern grouped;
    private final Pattern separators;
    private final String example;

    DecimalStyle(char point, char thousands, String example) {
        this.point = point;
        String group = Pattern.quote(String.valueOf(thousands));
        String decimal = Pattern.quote(String.valueOf(point));
        grouped =
                Pattern.compile(
                        "(?:\\d+|[1-9]\\d{0,2}(?:" + group + "\\d{3})+)?(?:" + decimal + "\\d*)?");
        separators = Pattern.compile(group);
        this.example = example;
    }

    /** A number as this style writes it. */
    String example() {
        return example;
    }

    /**
     * The number a text stands for, exactly; null if it is none in this style. Currency symbols,
     * signs before and after, brackets for negative numbers, blanks and Swiss apostrophes between
     * thousands are understood.
     */
    @Nullable BigDecimal parse(String text) {
        Signed number = Signed.of(text);
        boolean digits = number.digits().chars().anyMatch(each -> each >= '0' && each <= '9');
        if (!digits || !grouped.matcher(number.digits()).matches()) {
            return null;
        }
        String plain = separators.matcher(number.digits()).replaceAll("").replace(point, '.');
        BigDecimal value = new BigDecimal(plain.endsWith(".") ? plain + "0" : plain);
        return number.negative() ? value.negate() : value;
    }

    /**
     * The number in its shortest plain form, such as {@code -1234.5}; null if it is none in this
     * style. The same as by {@link #parse}, but fast for what most columns hold.
     */
    @Nullable String plain(String text) {
        if (isShortest(text)) {
            return text;
        }
        BigDecimal number = parse(text);
        if (number == null) {
            return null;
        }
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** Whether a text is in the shortest plain form already, which for decimals is English. */
    private boolean isShortest(String text) {
        int length = text.length();
        int start = length > 1 && text.charAt(0) == '-' ? 1 : 0;
        int decimals = -1;
        for (int index = start; index < length; index++) {
            char each = text.charAt(index);
            if (each == '.' && decimals < 0 && this == ENGLISH && index > start) {
                decimals = length - index - 1;
            } else if (each < '0' || each > '9') {
                return false;
            }
        }
        boolean leadingZero =
                length > start + 1 && text.charAt(start) == '0' && text.charAt(start + 1) != '.';
        boolean zero = length == start + 1 && text.charAt(start) == '0' && start == 1;
        boolean trailing = decimals == 0 || (decimals > 0 && text.charAt(length - 1) == '0');
        return length > start && !leadingZero && !zero && !trailing;
    }

    /** What the text of one number says about the style of its column. */
    static Hint hint(String text) {
        BigDecimal german = GERMAN.parse(text);
        BigDecimal english = ENGLISH.parse(text);
        if (german == null || english == null) {
            return german != null ? Hint.GERMAN : english != null ? Hint.ENGLISH : Hint.NONE;
        }
        return german.compareTo(english) == 0 ? Hint.NONE : Hint.UNCLEAR;
    }

    /** What a number says about the style. */
    enum Hint {
        NONE,
        GERMAN,
        ENGLISH,
        /** As in 1.234: a thousand in German, a little more than one in English. */
        UNCLEAR
    }

    /** A number parted into its sign and the rest. */
    private record Signed(boolean negative, String digits) {

        static Signed of(String text) {
            String bare = bare(text);
            boolean brackets = bare.startsWith("(") && bare.endsWith(")") && bare.length() > 2;
            if (brackets) {
                return new Signed(true, bare(bare.substring(1, bare.length() - 1)));
            }
            boolean before = bare.startsWith("-");
            boolean after = !before && bare.endsWith("-");
            String digits =
                    before || bare.startsWith("+")
                            ? bare.substring(1)
                            : after ? bare.substring(0, bare.length() - 1) : bare;
            return new Signed(before || after, bare(digits));
        }

        private static String bare(String text) {
            if (isPlain(text)) {
                return text;
            }
            String minus = text.replace('\u2212', '-').replace('\u2013', '-');
            String joined = minus.replaceAll("[\\s\u00a0\u202f\u2009'\u2019]", "");
            return SYMBOLS.matcher(joined).replaceAll("");
        }

        private static boolean isPlain(String text) {
            for (int index = 0; index < text.length(); index++) {
                char each = text.charAt(index);
                if (each > '9' || each < '+' || each == '/') {
                    return false;
                }
            }
            return true;
        }
    }
}
