package org.stammkunde.score;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.stammkunde.events.Change;
import org.stammkunde.events.EventBatch;
import org.stammkunde.merchant.MerchantSettings;
import org.stammkunde.score.Present.Standing;
import org.stammkunde.score.ScoreTable.Moved;

/**
 * Keeps the stored scores true: as facts come in, as days pass and as rules change. Each begins by
 * locking the present, so they follow one another.
 */
@Component
class ScoreKeeping {

    private final MerchantSettings merchant;
    private final InstantSource clock;
    private final ApplicationEventPublisher publisher;
    private final RuleSets ruleSets;
    private final Present present;
    private final ScoreTable scores;

    ScoreKeeping(
            JdbcClient jdbc,
            MerchantSettings merchant,
            InstantSource clock,
            ApplicationEventPublisher publisher) {
        this.merchant = merchant;
        this.clock = clock;
        this.publisher = publisher;
        ruleSets = new RuleSets(jdbc);
        present = new Present(jdbc);
        scores = new ScoreTable(jdbc);
    }

    /** Takes a batch of facts in, within its transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    void takeIn(EventBatch batch) {
        LocalDate day = turnDay();
        Rules rules = ruleSets.current().rules();
        Set<Long> changed = new LinkedHashSet<>(List.of(batch.regroupedCustomers()));
        Set<Long> unclear = new LinkedHashSet<>(changed);
        for (Moved moved : scores.takeIn(batch, rules, day, zone())) {
            changed.add(moved.customer());
            if (moved.isUnclear()) {
                unclear.add(moved.customer());
            }
        }
        scores.recount(unclear, rules, day, zone());
        batch.note(Change.SCORE, changed);
    }

    /** Keeps others from changing scores until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    void lock() {
        present.lock();
    }

    /**
     * Moves on to the day that the clock shows, if it is later, and to the newest rules. Never
     * back: which of two clocks was wrong cannot be told here, and segments are left and entered
     * with the day. A rebuild begins with the day that the clock shows then.
     *
     * @return the day that stored scores are true for
     */
    @Transactional
    LocalDate turnDay() {
        RuleVersion rules = ruleSets.current();
        Optional<Standing> standing = present.lock();
        LocalDate today = today();
        LocalDate former = standing.map(Standing::day).orElse(today);
        LocalDate day = today.isAfter(former) ? today : former;
        if (standing.isEmpty() || standing.get().ruleVersion() != rules.version()) {
            follow(rules, day);
        } else if (day.isAfter(former)) {
            begin(day, rules.rules());
        }
        return day;
    }

    private void follow(RuleVersion rules, LocalDate day) {
        present.follow(rules, day);
        scores.recountAll(rules.rules(), day);
        publisher.publishEvent(new ScoresCounted.RulesChanged());
    }

    private void begin(LocalDate day, Rules rules) {
        present.turnTo(day);
        List<Long> customers = scores.changingUntil(day);
        scores.recount(customers, rules, day, zone());
        publisher.publishEvent(new ScoresCounted.DayBegan(customers));
    }

    /** The day that stored scores are true for. */
    LocalDate day() {
        return present.day().orElseGet(this::today);
    }

    /** The merchant's today. */
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone());
    }

    /** The rules that stored scores follow. */
    RuleVersion rules() {
        return ruleSets.current();
    }

    /** The merchant's zone. */
    ZoneId zone() {
        return merchant.current().zone();
    }
}
