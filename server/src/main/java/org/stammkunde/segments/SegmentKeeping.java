package org.stammkunde.segments;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.stammkunde.events.EventBatch;
import org.stammkunde.events.Projection;
import org.stammkunde.events.Sources;
import org.stammkunde.insights.CustomerFifths;
import org.stammkunde.insights.Fifths;
import org.stammkunde.jobs.DueWork;
import org.stammkunde.jobs.DueWorkRunner;
import org.stammkunde.merchant.MerchantSettings;
import org.stammkunde.score.Scores;
import org.stammkunde.score.ScoresCounted;
import org.stammkunde.segments.MemberTable.Decision;

/**
 * Keeps membership true: as facts come in, as days begin and as definitions and rules change.
 *
 * <p>While a rebuild replays the log, counts are kept and nobody is decided about; at its end
 * everybody is, and what was told before is not told again.
 */
@Component
@Order(60)
class SegmentKeeping implements Projection, DueWork {

    /** When the scores of more customers move, everybody is decided about in one statement. */
    private static final int MOVED_MAX = 50_000;

    /** Fifths are found anew within a day when the number of buyers changed by a tenth. */
    private static final int BUYERS_PART = 10;

    private final MerchantSettings merchant;
    private final InstantSource clock;
    private final Scores scores;
    private final CustomerFifths fifths;
    private final DueWorkRunner runner;
    private final CountedEvents events;
    private final Boards boards;
    private final MemberTable members;
    private final Evaluation evaluation;
    private final FifthsTable found;

    SegmentKeeping(
            JdbcClient jdbc,
            MerchantSettings merchant,
            InstantSource clock,
            Sources sources,
            Scores scores,
            CustomerFifths fifths,
            DueWorkRunner runner) {
        this.merchant = merchant;
        this.clock = clock;
        this.scores = scores;
        this.fifths = fifths;
        this.runner = runner;
        events = new CountedEvents(jdbc, merchant);
        boards = new Boards(jdbc, events, sources, scores, fifths);
        members = new MemberTable(jdbc);
        evaluation = new Evaluation(jdbc);
        found = new FifthsTable(jdbc);
    }

    @Override
    public String name() {
        return "segments";
    }

    @Override
    public List<String> tables() {
        return List.of(
                "segments.member", "segments.timer", "segments.event_day", "segments.keeping");
    }

    @Override
    public void apply(EventBatch batch) {
        Map<Integer, Set<Long>> counted = events.takeIn(batch);
        if (members.isKept()) {
            takeIn(new TouchedCustomers(batch, counted));
        } else if (events.isLast(batch)) {
            decideAfterReplay();
        }
    }

    private void takeIn(TouchedCustomers touched) {
        Board board = boards.current();
        for (SegmentDefinition segment : board.segments()) {
            decide(board, segment, touched.regrouped(), Cause.IDENTITY);
            Set<Long> others = touched.of(board.readsOf(segment), board.known());
            decide(board, segment, others, Cause.FACT);
        }
        announceNextDue();
    }

    @Override
    public void afterRebuild() {
        if (!members.isKept()) {
            decideAfterReplay();
        }
    }

    private void decideAfterReplay() {
        Board board = boards.read();
        if (!board.readingFifths().isEmpty()
                && found.newest().filter(this::isStillGood).isEmpty()) {
            found.add(fifths.now(moment().today()), clock.instant());
        }
        board.segments()
                .forEach(segment ->
                        members.decideEverybody(segment, decision(board, Cause.REBUILD, false)));
        members.tellWhatDiffers(clock.instant());
        members.markKept();
        announceNextDue();
    }

    @EventListener
    void onScoresCounted(ScoresCounted counted) {
        if (!members.isKept()) {
            return;
        }
        Board board = boards.current();
        List<SegmentDefinition> byScore =
                board.segments().stream()
                        .filter(segment -> board.readsOf(segment).score())
                        .toList();
        switch (counted) {
            case ScoresCounted.DayBegan(List<Long> customers) ->
                    byScore.forEach(segment -> decide(board, segment, customers, Cause.TIME));
            case ScoresCounted.RulesChanged() ->
                    byScore.forEach(segment ->
                            members.decideEverybody(segment, decision(board, Cause.RULES, true)));
        }
        announceNextDue();
    }

    @Override
    public Optional<Instant> nextDue() {
        return members.nextDue(merchant.current().zone());
    }

    @Override
    @Transactional
    public void runDue() {
        scores.turnDay();
        Board board = boards.current();
        for (SegmentDefinition segment : board.segments()) {
            decide(board, segment, members.due(segment, moment()), Cause.TIME);
        }
    }

    /**
     * Takes over a new version of a segment, within the caller's transaction: from here on the
     * projections wait until it ends.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void follow(SegmentDefinition changed, Definitions definitions) {
        Board before = boards.read();
        Set<EventQuestion.Key> asked =
                new LinkedHashSet<>(Reads.of(changed.condition(), before.known()).events());
        before.reads().values().forEach(reads -> asked.addAll(reads.events()));
        events.keep(asked);
        scores.turnDay();
        if (Reads.of(changed.condition(), before.known()).rfm()) {
            renewFifths();
        }
        if (changed.kind() == SegmentDefinition.Kind.SNAPSHOT) {
            members.pin(changed.key(), membersOf(changed, boards.read()));
        }
        definitions.add(changed);
        Board after = boards.read();
        if (changed.kind() == SegmentDefinition.Kind.REMOVED) {
            members.empty(changed.key(), clock.instant());
        }
        after.dependingOn(changed.key())
                .forEach(segment ->
                        members.decideEverybody(segment, decision(after, Cause.DEFINITION, true)));
        announceNextDue();
    }

    /** Whether any segment asks for RFM scores. */
    boolean asksForFifths() {
        return !boards.current().readingFifths().isEmpty();
    }

    /** Whether customers were parted into fifths since the day began. */
    boolean hasFifthsOfToday() {
        return found.newest().filter(newest -> isOfToday(newest)).isPresent();
    }

    /**
     * Parts the customers into fifths anew, where that is called for, and decides about those whose
     * scores that changes. While a rebuild replays the log it is not: its end does it.
     */
    @Transactional
    void renewFifths() {
        Optional<Fifths> former = found.newest();
        if (!members.isKept() || former.filter(this::isStillGood).isPresent()) {
            return;
        }
        Fifths next = fifths.now(moment().today());
        // from here on facts wait, so that nobody is decided by the former fifths afterwards
        scores.turnDay();
        if (!found.newest().equals(former)) {
            return;
        }
        found.add(next, clock.instant());
        // read now: somebody may have saved a segment while facts were waited for
        Board board = boards.read();
        if (!board.readingFifths().isEmpty()) {
            decideWhoMoved(board, former.filter(before -> isComparable(before, next)));
            announceNextDue();
        }
    }

    private void decideWhoMoved(Board board, Optional<Fifths> former) {
        Optional<List<Long>> moved =
                former.map(_ -> found.moved(merchant.current().zone()))
                        .filter(customers -> customers.size() <= MOVED_MAX);
        board.readingFifths()
                .forEach(segment ->
                        moved.ifPresentOrElse(
                                customers -> decide(board, segment, customers, Cause.OTHERS),
                                () ->
                                        members.decideEverybody(
                                                segment, decision(board, Cause.OTHERS, true))));
    }

    /** Where nobody bought there are no limits, and whoever buys has a score for the first time. */
    private static boolean isComparable(Fifths former, Fifths next) {
        return former.currency().equals(next.currency())
                && former.customers() > 0
                && next.customers() > 0;
    }

    /** Of today, of the currency that reports are in, and of about as many buyers as there are. */
    private boolean isStillGood(Fifths known) {
        return isOfToday(known)
                && known.currency().equals(fifths.currency())
                && Math.abs(fifths.buyers() - known.customers()) * BUYERS_PART <= known.customers();
    }

    /** Those of tomorrow are of another server's or zone's today, later ones of a wrong clock. */
    private boolean isOfToday(Fifths known) {
        LocalDate today = moment().today();
        return !known.asOf().isBefore(today) && !known.asOf().isAfter(today.plusDays(1));
    }

    private List<Long> membersOf(SegmentDefinition segment, Board board) {
        return evaluation.members(segment.condition(), board.known(), moment());
    }

    private void decide(
            Board board, SegmentDefinition segment, Collection<Long> customers, Cause cause) {
        members.decide(segment, customers, decision(board, cause, true));
    }

    private Decision decision(Board board, Cause cause, boolean told) {
        return new Decision(board.known(), moment(), clock.instant(), cause, told);
    }

    Moment moment() {
        return Moment.at(clock.instant(), merchant.current());
    }

    Boards boards() {
        return boards;
    }

    private void announceNextDue() {
        nextDue().ifPresent(due -> afterCommit(() -> runner.announce(due)));
    }

    private static void afterCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        action.run();
                    }
                });
    }
}
