package org.stammkunde.events;

/**
 * How many positions the next batch takes: all that fit as long as nothing fails, and half of what
 * is known to fail, until the fact that fails alone is found. After that fact it begins small, as
 * such facts come in rows, and doubles with every success.
 *
 * @param size the number of positions unless a part of them is known to fail
 * @param failedUpTo the last position of the shortest batch that failed, 0 for none
 */
record Stride(int size, long failedUpTo) {

    /** Large enough for set-wise statements to pay, small enough to keep the lag short. */
    static final int MAX = 10_000;

    static final Stride FULL = new Stride(MAX, 0);

    /** The last position of the batch that begins after this one. */
    long upTo(long after) {
        long failing = failedUpTo - after;
        // a rebuild may have begun meanwhile: what failed then lies far ahead
        return failing > 0 && failing <= MAX ? after + Math.max(1, failing / 2) : after + size;
    }

    /** After a batch that was taken in. */
    Stride succeeded() {
        return new Stride(Math.min(MAX, size * 2), failedUpTo);
    }

    /** After a batch up to this position failed. */
    Stride failed(long upTo) {
        return new Stride(size, upTo);
    }

    /** After the one fact that failed was left out. */
    Stride setAside() {
        return new Stride(1, 0);
    }
}
