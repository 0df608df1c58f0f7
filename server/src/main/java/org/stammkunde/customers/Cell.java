package org.stammkunde.customers;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import org.stammkunde.web.Texts;

/**
 * What stands in one place of the list, as a value, so that each kind of file writes it rightly.
 */
sealed interface Cell {

    /** As people read it. */
    String shown(Texts texts);

    /** Nothing is known. */
    record Empty() implements Cell {

        @Override
        public String shown(Texts texts) {
            return "–";
        }
    }

    /** Words. */
    record Words(String text) implements Cell {

        @Override
        public String shown(Texts texts) {
            return text;
        }
    }

    /** A number with up to the given decimal places. */
    record Number(BigDecimal value, int places) implements Cell {

        @Override
        public String shown(Texts texts) {
            return texts.decimal(value, places);
        }
    }

    /** A figure that a later module counted, with what it calls it. */
    record Counted(BigDecimal value, String shown) implements Cell {

        @Override
        public String shown(Texts texts) {
            return shown;
        }
    }

    /** An amount of money, in minor units. */
    record Money(long minor, Currency currency) implements Cell {

        BigDecimal major() {
            return Texts.major(minor, currency);
        }

        @Override
        public String shown(Texts texts) {
            return texts.money(minor, currency);
        }
    }

    /** A day of the merchant's zone. */
    record Date(LocalDate day) implements Cell {

        @Override
        public String shown(Texts texts) {
            return texts.date(day);
        }
    }

    /** The day of an instant. */
    record Day(Instant at) implements Cell {

        @Override
        public String shown(Texts texts) {
            return texts.date(at);
        }
    }
}
