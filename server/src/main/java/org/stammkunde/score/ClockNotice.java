package org.stammkunde.score;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.stammkunde.web.Notice;
import org.stammkunde.web.Texts;

/**
 * Says that scores are those of a day that has not come: the clock was ahead when they were moved
 * on, or it is behind now.
 */
@Component
@Order(30)
@ConditionalOnWebApplication
class ClockNotice implements Notice {

    private final ScoreKeeping keeping;

    ClockNotice(ScoreKeeping keeping) {
        this.keeping = keeping;
    }

    /** A day ahead is another server's or zone's today. */
    @Override
    public Optional<Line> line(Texts texts) {
        LocalDate day = keeping.day();
        return day.isAfter(keeping.today().plusDays(1))
                ? Optional.of(Line.of(Tone.BAD, texts.text("score.clock.notice", texts.date(day))))
                : Optional.empty();
    }
}
