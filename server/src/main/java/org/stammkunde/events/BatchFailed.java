package org.stammkunde.events;

/**
 * A projection cannot take in the facts with positions in (after, upTo]; nothing of them was kept.
 *
 * <p>It has a cause only when that says nothing about facts: others quote values of customers, and
 * what is thrown ends up in logs. Where it failed is told by the stack trace.
 */
final class BatchFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String projection;
    private final long after;
    private final long upTo;
    private final String told;

    BatchFailed(String projection, EventBatch batch, Throwable cause) {
        super(
                "projection `%s` cannot take in the facts %d to %d: %s"
                        .formatted(projection, batch.after() + 1, batch.upTo(), Fault.told(cause)),
                Fault.mayPass(cause) ? cause : null);
        if (getCause() == null) {
            setStackTrace(cause.getStackTrace());
        }
        this.told = Fault.told(cause);
        this.projection = projection;
        this.after = batch.after();
        this.upTo = batch.upTo();
    }

    String projection() {
        return projection;
    }

    long after() {
        return after;
    }

    long upTo() {
        return upTo;
    }

    /** Whether no smaller batch can tell more. */
    boolean isSingle() {
        return upTo - after == 1;
    }

    /** What failed, without values. */
    String told() {
        return told;
    }
}
