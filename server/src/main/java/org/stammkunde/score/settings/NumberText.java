package org.stammkunde.score.settings;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Optional;

/** Numbers as people type them: with comma or point, with or without grouping. */
final class NumberText {

    private static final int DECIMALS_MAX = 6;

    private NumberText() {}

    /**
     * The number that a text means in a language; empty when it is none. A single separator of the
     * other language that cannot group thousands is taken as the decimal one.
     */
    static Optional<BigDecimal> parse(String text, Locale locale) {
        boolean german = locale.getLanguage().equals("de");
        String group = german ? "." : ",";
        String plain = text.strip().replaceAll("[\\s\\u00a0\\u202f]", "").replace('−', '-');
        if (plain.matches("-?\\d{1,3}(" + quoted(group) + "\\d{3})+([.,]\\d+)?")) {
            plain = plain.replace(group, "");
        }
        String decimal = plain.replace(',', '.');
        return decimal.matches("-?\\d{1,12}(\\.\\d{1,12})?")
                ? Optional.of(new BigDecimal(decimal))
                : Optional.empty();
    }

    /** The number for a field of a form: without grouping, so that it can be typed over. */
    static String forField(BigDecimal number, Locale locale) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setGroupingUsed(false);
        format.setMaximumFractionDigits(DECIMALS_MAX);
        return format.format(number);
    }

    private static String quoted(String separator) {
        return "\\" + separator;
    }
}
