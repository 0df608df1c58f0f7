package org.stammkunde.score;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What other rules would change, computed without changing anything.
 *
 * @param asOf the day of the merchant's zone that all scores are of
 * @param customers how many there are
 * @param examined how many of them were counted; fewer than all when the rest is estimated
 * @param loyalBefore how many are above the threshold by the rules in force
 * @param loyalAfter how many would be
 * @param entering how many would come above the threshold
 * @param leaving how many would no longer be above it
 * @param enterers some who would come, the highest score first
 * @param leavers some who would leave, the highest score first
 * @param bins the spread of scores, from the lowest
 */
public record ScorePreview(
        LocalDate asOf,
        long customers,
        long examined,
        Estimate loyalBefore,
        Estimate loyalAfter,
        Estimate entering,
        Estimate leaving,
        List<Example> enterers,
        List<Example> leavers,
        List<Bin> bins) {

    /** Whether every customer was counted. */
    public boolean exact() {
        return examined == customers;
    }

    /**
     * A number of customers.
     *
     * @param value exact, or extrapolated from those who were examined
     * @param margin the true number is within ± this in 19 of 20 cases; 0 when it is exact
     */
    public record Estimate(long value, long margin) {

        /** The exact number. */
        static Estimate exactly(long value) {
            return new Estimate(value, 0);
        }

        /**
         * Extrapolates from a sample that was drawn without putting back (normal approximation; of
         * nobody found, the "rule of three").
         */
        static Estimate of(long found, long examined, long all) {
            if (examined == 0 || examined >= all) {
                return exactly(found);
            }
            double share = (double) found / examined;
            double left = 1 - (double) examined / all;
            double margin =
                    found == 0
                            ? 3.0 / examined
                            : 1.96 * Math.sqrt(share * (1 - share) / examined * left);
            return new Estimate(Math.round(share * all), (long) Math.ceil(margin * all));
        }
    }

    /** A customer whom the rules would move. */
    public record Example(
            long customer, @Nullable String name, ActivityPoints before, ActivityPoints after) {}

    /**
     * How many customers have a score in a range.
     *
     * @param moreThan the lower bound, itself not within; null for the lowest range
     * @param upTo the upper bound, itself within; null for the highest range
     */
    public record Bin(
            @Nullable ActivityPoints moreThan,
            @Nullable ActivityPoints upTo,
            long before,
            long after) {}
}
