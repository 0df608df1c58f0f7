package org.stammkunde.events;

import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.stammkunde.web.Notice;
import org.stammkunde.web.Texts;

/** Says that facts are set aside, so that figures lack them. */
@Component
@Order(20)
@ConditionalOnWebApplication
class SetAsideNotice implements Notice {

    private final Standings standings;

    SetAsideNotice(Standings standings) {
        this.standings = standings;
    }

    @Override
    public Optional<Line> line(Texts texts) {
        long facts = standings.current().setAside();
        return facts == 0
                ? Optional.empty()
                : Optional.of(
                        new Line(
                                Tone.CALM,
                                texts.text("events.setAside.notice", facts),
                                new Link(
                                        SetAsideController.PATH,
                                        texts.text("events.setAside.look"))));
    }
}
