package org.stammkunde.segments;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.stammkunde.jobs.DueWork;

/**
 * Parts the customers into fifths anew when a day begins, and within the day when many bought for
 * the first time; only while a segment asks for it.
 */
@Component
@Order(61)
final class FifthsTurn implements DueWork {

    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);

    /** While a rebuild replays nothing is found. */
    private static final Duration AFTER_NOTHING_CAME = Duration.ofMinutes(1);

    private final SegmentKeeping keeping;
    private final InstantSource clock;
    private Instant lookedAt = Instant.EPOCH;

    FifthsTurn(SegmentKeeping keeping, InstantSource clock) {
        this.keeping = keeping;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "segments fifths";
    }

    @Override
    public synchronized Optional<Instant> nextDue() {
        if (!keeping.asksForFifths()) {
            return Optional.empty();
        }
        if (!keeping.hasFifthsOfToday()) {
            return Optional.of(lookedAt().plus(AFTER_NOTHING_CAME));
        }
        Instant midnight = keeping.moment().end();
        Instant look = lookedAt().plus(BETWEEN_LOOKS);
        return Optional.of(look.isBefore(midnight) ? look : midnight);
    }

    /** A clock that was put back begins anew. */
    private Instant lookedAt() {
        return lookedAt.isAfter(clock.instant()) ? Instant.EPOCH : lookedAt;
    }

    @Override
    public synchronized void runDue() {
        lookedAt = clock.instant();
        keeping.renewFifths();
    }
}
