package org.stammkunde.lake;

/** What became of a wish to write the lake. */
public sealed interface LakeOutcome {

    /**
     * The lake stands at the newest fact that the projections hold.
     *
     * @param facts how many were taken in
     * @param files how many were written
     * @param millis how long it took
     */
    record Written(long facts, long files, long millis) implements LakeOutcome {}

    /** Another run, perhaps of another process, is at work. */
    record Busy() implements LakeOutcome {}

    /** The projections are being rebuilt and know less than the lake; it stays as it is. */
    record Rebuilding() implements LakeOutcome {}
}
