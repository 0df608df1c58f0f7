package org.stammkunde.collect.files;

import java.util.Locale;

/**
 * A line of the row report: what in the file was not imported, and why.
 *
 * @param line number of the line in the file, from 1
 * @param column the column, empty if the whole row is meant
 * @param value the text as it stands in the file, shortened
 * @param reason why it was not imported
 * @param detail what more is known, such as another line; empty if nothing
 * @param effect what was not imported
 */
record Finding(
        long line, String column, String value, Reason reason, String detail, Effect effect) {
    private static final int VALUE_CHARACTERS_MAX = 200;

    Finding {
        value =
                value.length() <= VALUE_CHARACTERS_MAX
                        ? value
                        : value.substring(0, VALUE_CHARACTERS_MAX) + "…";
    }

    /** What was not imported. */
    enum Effect {
        /** The row, and with it its order unless orders may be incomplete. */
        ROW_REJECTED,
        /** The order, because of what several of its rows say. */
        ORDER_REJECTED,
        /** This value only; the order was imported without it. */
        VALUE_LEFT_OUT;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
