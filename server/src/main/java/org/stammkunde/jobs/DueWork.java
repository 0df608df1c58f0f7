package org.stammkunde.jobs;

import java.time.Instant;
import java.util.Optional;

/** A timer index and what is done when its instants come. Beans of this type are run in order. */
public interface DueWork {

    /** What it is called in logs. */
    String name();

    /** When there is next something to do, also in the past; empty when nothing is foreseen. */
    Optional<Instant> nextDue();

    /** Does what is due by the clock. Afterwards {@link #nextDue} lies in the future. */
    void runDue();
}
