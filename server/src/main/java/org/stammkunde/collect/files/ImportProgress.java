package org.stammkunde.collect.files;

/**
 * How far an import is.
 *
 * @param phase what it does
 * @param rows rows dealt with in this phase
 * @param fraction of the whole import, from 0 to 1
 */
public record ImportProgress(Phase phase, long rows, double fraction) {

    /** What an import does, in this order. */
    public enum Phase {
        /** Another import into the same source has to end first. */
        WAITING(0, 0),
        /** Rows are read and checked. */
        READING(0, 0.25),
        /** Orders are stored. */
        STORING(0.25, 0.85),
        /** Customers and figures are brought up to date. */
        APPLYING(0.85, 1);

        private final double start;
        private final double end;

        Phase(double start, double end) {
            this.start = start;
            this.end = end;
        }

        /** Progress of the whole import from that within this phase; shares are as measured. */
        ImportProgress at(long rows, double fractionOfPhase) {
            double within = Math.clamp(fractionOfPhase, 0, 1);
            return new ImportProgress(this, rows, start + (end - start) * within);
        }
    }
}
