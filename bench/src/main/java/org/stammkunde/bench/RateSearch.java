package org.stammkunde.bench;

import java.util.OptionalDouble;

/**
 * Looks for the highest rate that is followed: up by a third from the first one while rates are
 * followed, down by a third while they are not, then between the two nearest ones.
 */
final class RateSearch {

    private static final int TRIES_MAX = 7;

    /** Rates nearer to each other than this cannot be told apart by short tries. */
    private static final double RATIO_MIN = 1.08;

    private static final double STEP = 4.0 / 3;

    private double rate;
    private double followed;
    private double failed = Double.POSITIVE_INFINITY;
    private int tries;

    RateSearch(double firstRate) {
        this.rate = firstRate;
    }

    /** The rate to try next; empty when the search is over. */
    OptionalDouble next() {
        boolean narrow = failed / followed < RATIO_MIN;
        return tries == TRIES_MAX || narrow ? OptionalDouble.empty() : OptionalDouble.of(rate);
    }

    /** Takes how the rate fared and decides on the next one. */
    void tried(boolean wasFollowed) {
        tries++;
        if (wasFollowed) {
            followed = rate;
            rate = Double.isInfinite(failed) ? rate * STEP : (followed + failed) / 2;
        } else {
            failed = rate;
            rate = followed == 0 ? rate / STEP : (followed + failed) / 2;
        }
    }

    /** The highest rate that was followed; where none was, the next lower one. */
    double highestFollowed() {
        return followed == 0 ? rate : followed;
    }
}
