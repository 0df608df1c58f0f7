package org.stammkunde.segments;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stammkunde.score.ScoreExplanation;

/**
 * Whether a customer is in a segment, and why.
 *
 * @param member whether the customer is in it
 * @param leavesAt when the customer leaves it if nothing happens; null when that is not foreseen
 * @param score what decides about it
 */
public record Membership(
        Segment segment, boolean member, @Nullable Instant leavesAt, ScoreExplanation score) {}
