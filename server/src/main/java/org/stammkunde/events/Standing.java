package org.stammkunde.events;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the projections are.
 *
 * @param position up to which they hold the log
 * @param last the last position of the log
 * @param replayUntil where the newest rebuild is at its end; 0 when there never was one
 * @param replayBegan when the newest rebuild began
 * @param setAside how many facts are set aside
 */
record Standing(
        long position, long last, long replayUntil, @Nullable Instant replayBegan, long setAside) {

    /** Nothing to tell. */
    static final Standing UNKNOWN = new Standing(0, 0, 0, null, 0);

    /** So many facts are taken in within a moment. */
    static final long WAITING_MAX = 10_000;

    /** A rebuild that takes no longer is not worth a word. */
    static final Duration REPLAY_UNSEEN = Duration.ofSeconds(2);

    /** An estimate from less would jump about. */
    private static final Duration ESTIMATED_FROM = Duration.ofSeconds(5);

    long waiting() {
        return Math.max(0, last - position);
    }

    /** Whether a rebuild replays the log, so that all figures are partial ones. */
    boolean isReplay() {
        return position < replayUntil;
    }

    /** Whether what pages show lacks more than the last moments. */
    boolean isBehind(Instant now) {
        return waiting() > WAITING_MAX
                || (isReplay() && elapsed(now).compareTo(REPLAY_UNSEEN) >= 0);
    }

    /** The share of the replay that is done, from 0 to below 1, in whole per cent. */
    double replayed() {
        return Math.floor(100.0 * position / Math.max(1, replayUntil)) / 100;
    }

    /** How long the replay goes on if it keeps its pace, unknown at its beginning. */
    Optional<Duration> replayLeft(Instant now) {
        Duration elapsed = elapsed(now);
        if (position == 0 || elapsed.compareTo(ESTIMATED_FROM) < 0) {
            return Optional.empty();
        }
        double left = (double) (replayUntil - position) / position;
        return Optional.of(Duration.ofMillis((long) (elapsed.toMillis() * left)));
    }

    private Duration elapsed(Instant now) {
        return replayBegan == null ? Duration.ZERO : Duration.between(replayBegan, now);
    }
}
