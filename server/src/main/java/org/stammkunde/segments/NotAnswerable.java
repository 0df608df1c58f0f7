package org.stammkunde.segments;

/** A condition that is right and cannot be answered for the day that was asked for. */
final class NotAnswerable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    NotAnswerable(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    /** Why it cannot be answered. */
    enum Reason {
        /** Scores are kept for today only: former rules and days would have to be counted anew. */
        SCORE_OF_THE_PAST
    }

    Reason reason() {
        return reason;
    }
}
