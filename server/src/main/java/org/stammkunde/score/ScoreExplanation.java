package org.stammkunde.score;

import java.time.LocalDate;
import java.util.List;

/**
 * Why a customer has a score: the parts add up to it exactly.
 *
 * @param asOf the day of the merchant's zone that it is true for
 * @param rules the version of the rules that it was counted by
 * @param points the score
 * @param parts one for each activity that counts on that day, in the order of {@link Activity}
 */
public record ScoreExplanation(
        long customer, LocalDate asOf, RuleVersion rules, ActivityPoints points, List<Part> parts) {

    /** Whether the score is more than the threshold, strictly. */
    public boolean aboveThreshold() {
        return points.compareTo(rules.rules().threshold()) > 0;
    }

    /**
     * What one activity brings.
     *
     * @param count how often it was done on the days that count
     * @param days how many days that was
     * @param firstDay the earliest of them
     * @param lastDay the latest of them
     * @param full count × value, before caps
     * @param capped what the caps leave
     * @param points what of that has not faded: the part of the score
     */
    public record Part(
            Activity activity,
            long count,
            int days,
            LocalDate firstDay,
            LocalDate lastDay,
            ActivityPoints full,
            ActivityPoints capped,
            ActivityPoints points) {}
}
