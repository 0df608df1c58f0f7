package org.stammkunde.events;

import java.util.List;

/**
 * Tables that are a pure function of facts and decisions, kept up to date batch by batch.
 *
 * <p>The order of the beans ({@link org.springframework.core.annotation.Order}) is the order of the
 * modules: what a projection reads of another one already holds the batch.
 */
public interface Projection {

    /** What it is called in logs and in {@code rebuild}. */
    String name();

    /** Its tables with their schema; a rebuild empties exactly these. */
    List<String> tables();

    /**
     * Takes a batch of facts into the tables. Runs inside the batch's transaction; must lead to the
     * same tables however the facts are cut into batches and ordered.
     */
    void apply(EventBatch batch);

    /** Decides again what follows from settings alone, after all facts have been replayed. */
    default void afterRebuild() {}
}
