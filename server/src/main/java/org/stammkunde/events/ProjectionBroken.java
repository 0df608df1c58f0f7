package org.stammkunde.events;

/**
 * A projection fails for so many facts, or without any, that the fault is its own: no fact is set
 * aside for it, and the log waits until the program is mended.
 */
public final class ProjectionBroken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String projection;
    private final String told;

    ProjectionBroken(String reason, BatchFailed failed) {
        super(
                "projection `%s` is broken at fact %d: %s. Facts wait until it is mended; the error: %s"
                        .formatted(failed.projection(), failed.upTo(), reason, failed.told()),
                failed);
        this.projection = failed.projection();
        this.told = failed.told();
    }

    /** The name of the projection. */
    public String projection() {
        return projection;
    }

    /** What failed, without values of facts. */
    public String told() {
        return told;
    }
}
