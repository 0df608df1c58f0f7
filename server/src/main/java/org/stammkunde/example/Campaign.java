package org.stammkunde.example;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A message to many people.
 *
 * @param name what the merchant calls it
 * @param day on which it is sent, in the morning
 * @param voucher a code for {@value #PERCENT_OFF} % off during the next days; null without one
 */
record Campaign(String id, String name, Channel channel, LocalDate day, @Nullable String voucher) {

    static final int PERCENT_OFF = 10;

    /** How it reaches people. */
    enum Channel {
        MAIL("E-Mail"),
        PUSH("App");

        private final String title;

        Channel(String title) {
            this.title = title;
        }

        /** As it stands in the merchant's files. */
        String title() {
            return title;
        }
    }
}
