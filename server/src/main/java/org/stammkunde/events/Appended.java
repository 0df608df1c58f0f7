package org.stammkunde.events;

/**
 * What became of facts handed to the log; the three add up to the number handed in.
 *
 * @param stored facts that are new
 * @param duplicates facts that the log already had, with the same content
 * @param conflicts facts that the log already had with other content: the first stays, the other is
 *     kept in {@code events.conflict}
 */
public record Appended(int stored, int duplicates, int conflicts) {

    static final Appended NOTHING = new Appended(0, 0, 0);

    /** The sums of both. */
    public Appended plus(Appended other) {
        return new Appended(
                stored + other.stored, duplicates + other.duplicates, conflicts + other.conflicts);
    }
}
