package org.stammkunde.events;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.stammkunde.web.Notice;
import org.stammkunde.web.Texts;

/**
 * Says that figures are incomplete: while the log is replayed, is far ahead, or cannot be read on.
 */
@Component
@Order(10)
@ConditionalOnWebApplication
class CountingNotice implements Notice {

    private final Standings standings;
    private final Projector projector;
    private final InstantSource clock;

    CountingNotice(Standings standings, Projector projector, InstantSource clock) {
        this.standings = standings;
        this.projector = projector;
        this.clock = clock;
    }

    @Override
    public Optional<Line> line(Texts texts) {
        return projector
                .standstill()
                .map(still -> Line.of(Tone.BAD, stands(still, texts)))
                .or(() -> counting(texts));
    }

    private static String stands(Projector.Standstill still, Texts texts) {
        return texts.text(
                "events.standstill",
                texts.dateTime(still.since()),
                still.projection(),
                still.error());
    }

    private Optional<Line> counting(Texts texts) {
        Standing standing = standings.current();
        if (!standing.isBehind(clock.instant())) {
            return Optional.empty();
        }
        String text = standing.isReplay() ? replay(standing, texts) : waiting(standing, texts);
        return Optional.of(Line.of(Tone.BUSY, text));
    }

    private String replay(Standing standing, Texts texts) {
        String done = texts.percent(standing.replayed(), 0);
        return standing.replayLeft(clock.instant())
                .map(left -> texts.text("events.replay.left", done, left(left, texts)))
                .orElseGet(() -> texts.text("events.replay", done));
    }

    private static String waiting(Standing standing, Texts texts) {
        return texts.text("events.waiting", standing.waiting());
    }

    private static String left(Duration left, Texts texts) {
        long minutes = left.plusSeconds(30).toMinutes();
        return minutes <= 90
                ? texts.text("events.left.minutes", minutes)
                : texts.text("events.left.hours", Math.round(minutes / 60.0));
    }
}
