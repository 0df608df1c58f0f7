package org.stammkunde.lake;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * At which fact the lake stands and what it holds.
 *
 * @param position of the last fact in it, 0 for none
 * @param receivedAt when that fact was received, null for none
 * @param writtenAt when the last run ended, null before the first
 * @param waitingFacts facts that the log holds beyond it
 * @param running whether a run of this server is at work
 * @param folder where the files stand
 */
public record LakeState(
        long position,
        @Nullable Instant receivedAt,
        @Nullable Instant writtenAt,
        long waitingFacts,
        boolean running,
        String folder,
        List<Content> datasets) {

    /** What it holds of one data set. */
    public record Content(String dataset, long rows, long files, long bytes) {}

    /** Whether nothing was written yet. */
    public boolean isEmpty() {
        return writtenAt == null;
    }
}
