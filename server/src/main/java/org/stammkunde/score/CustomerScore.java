package org.stammkunde.score;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A customer's score.
 *
 * @param points on the day
 * @param asOf the day of the merchant's zone that it is true for
 * @param aboveThreshold whether it is more than the threshold, strictly
 * @param fallsOn the first day on which fading alone takes the points down to the threshold; null
 *     when that is not foreseen
 */
public record CustomerScore(
        long customer,
        ActivityPoints points,
        LocalDate asOf,
        boolean aboveThreshold,
        @Nullable LocalDate fallsOn) {}
