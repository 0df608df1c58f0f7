package org.stammkunde.catalog;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one fact says about a product.
 *
 * @param product its number
 * @param attributes what it says in words
 * @param statements what it says in numbers
 */
record ProductFact(
        ProductNumber product, Map<Attribute, Said> attributes, List<Statement> statements) {

    /**
     * What names a product.
     *
     * @param source number of the source that speaks of it
     * @param number the article number or, of a product without one, its name
     */
    record ProductNumber(int source, String number) {}

    /**
     * Something said in words. Of two, the one with the greater rank counts; ties are broken by the
     * words, so that the order of arrival does not matter.
     */
    record Said(String value, long rank) implements Comparable<Said> {

        @Override
        public int compareTo(Said other) {
            int byRank = Long.compare(rank, other.rank);
            return byRank != 0 ? byRank : CodePoints.compare(value, other.value);
        }
    }

    /**
     * Something said in numbers.
     *
     * @param currency empty where it is no money
     * @param slot what it is said of: a moment, or the beginning of a day
     * @param saidAt when it was said, which decides what counts now
     * @param version of the fact; of statements about the same slot the highest counts
     */
    record Statement(
            Measure measure,
            String currency,
            Instant slot,
            Instant saidAt,
            long version,
            BigDecimal value) {

        /** Which of two statements about the same slot counts: the one with the higher version. */
        Statement corrected(Statement other) {
            int byVersion = Long.compare(version, other.version);
            return byVersion > 0 || (byVersion == 0 && isAfterAmongEquals(other)) ? this : other;
        }

        /** Which of two statements counts now: the one of the later moment. */
        Statement latest(Statement other) {
            int byTime = saidAt.compareTo(other.saidAt);
            return byTime > 0 || (byTime == 0 && corrected(other) == this) ? this : other;
        }

        private boolean isAfterAmongEquals(Statement other) {
            int byValue = value.compareTo(other.value);
            return byValue > 0 || (byValue == 0 && !saidAt.isBefore(other.saidAt));
        }
    }
}
