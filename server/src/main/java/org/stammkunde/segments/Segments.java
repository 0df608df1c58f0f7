package org.stammkunde.segments;

import java.text.Normalizer;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.stammkunde.merchant.MerchantSettings;
import org.stammkunde.score.CustomerScore;
import org.stammkunde.score.Scores;
import org.stammkunde.segments.SegmentDefinition.Kind;

/** The door to segments: which there are, who is in them, and why. */
@Component
public class Segments {

    /** Addresses of pages that are no segment's. */
    private static final Set<String> RESERVED = Set.of("new", "builder", "preview");

    private final JdbcClient jdbc;
    private final Scores scores;
    private final MerchantSettings merchant;
    private final InstantSource clock;
    private final SegmentKeeping keeping;
    private final Definitions definitions;
    private final Evaluation evaluation;
    private final Explanations explanations;
    private final TransactionTemplate snapshot;
    private final NewestOnly newest;

    Segments(
            JdbcClient jdbc,
            Scores scores,
            MerchantSettings merchant,
            InstantSource clock,
            SegmentKeeping keeping,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.scores = scores;
        this.merchant = merchant;
        this.clock = clock;
        this.keeping = keeping;
        definitions = new Definitions(jdbc);
        evaluation = new Evaluation(jdbc);
        explanations = new Explanations(jdbc);
        snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
        newest = new NewestOnly(jdbc, transactions);
    }

    /** All segments in force: the loyal customers first, then by title. */
    public List<SegmentDefinition> all() {
        return definitions.current();
    }

    /** The segment with this key, if there is one. */
    public Optional<SegmentDefinition> of(String key) {
        return all().stream().filter(segment -> segment.key().equals(key)).findFirst();
    }

    /** All versions of a segment, newest first. */
    public List<SegmentDefinition> history(String key) {
        return definitions.history(key);
    }

    /** How many customers are in the segment. */
    public long size(Segment segment) {
        return size(segment.key());
    }

    /** How many customers are in the segment with this key. */
    public long size(String key) {
        return jdbc.sql("select count(*) from segments.member where segment = :segment")
                .param("segment", key)
                .query(Long.class)
                .single();
    }

    /** The keys of the segments that a customer is in. */
    public Set<String> of(long customer) {
        return jdbc
                .sql("select segment from segments.member where customer = :customer")
                .param("customer", customer)
                .query((row, number) -> row.getString(1))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Reads a condition from JSON, in the form of {@code docs/reference/segment-conditions.md}. */
    public ConditionReading read(String json) {
        return switch (ConditionReader.read(json)) {
            case ConditionReading.Read(Condition condition) -> checked(condition);
            case ConditionReading.Refused refused -> refused;
        };
    }

    private ConditionReading checked(Condition condition) {
        List<ConditionProblem> problems =
                new SegmentRules(keeping.boards().read()).problems("", condition);
        return problems.isEmpty()
                ? new ConditionReading.Read(condition)
                : new ConditionReading.Refused(problems);
    }

    /**
     * Makes a segment, or gives it a new version, and decides about everybody. What it asks for is
     * counted from the whole log first, which takes a while for events that were not asked for
     * before.
     */
    @Transactional
    public SegmentChange save(SegmentDraft draft) {
        definitions.lock();
        Board board = keeping.boards().read();
        List<ConditionProblem> problems = new SegmentRules(board).problems(draft);
        if (!problems.isEmpty()) {
            return new SegmentChange.Refused(problems);
        }
        Optional<SegmentDefinition> former = board.segment(draft.key());
        if (former.filter(known -> says(known, draft)).isPresent()) {
            return new SegmentChange.Unchanged(former.get());
        }
        SegmentDefinition next = next(draft, draft.kind());
        keeping.follow(next, definitions);
        return new SegmentChange.Saved(next);
    }

    /**
     * Gives a segment a new version, unless somebody else did meanwhile.
     *
     * @param seen the version that the author saw and changed
     * @return empty when another one is in force
     * @see #save(SegmentDraft)
     */
    @Transactional
    public Optional<SegmentChange> save(SegmentDraft draft, int seen) {
        definitions.lock();
        return isInForce(draft.key(), seen) ? Optional.of(save(draft)) : Optional.empty();
    }

    /**
     * Takes a segment away, unless somebody else changed it meanwhile.
     *
     * @param seen the version that the author saw
     * @return false when another one is in force
     */
    @Transactional
    public boolean remove(String key, String author, int seen) {
        definitions.lock();
        boolean isInForce = isInForce(key, seen);
        if (isInForce) {
            remove(key, author);
        }
        return isInForce;
    }

    private boolean isInForce(String key, int version) {
        return of(key).filter(segment -> segment.version() == version).isPresent();
    }

    /** Makes a segment of those who are in another one now, whatever they do later. */
    @Transactional
    public SegmentChange snapshot(SegmentDefinition segment, String title, String author) {
        return save(new SegmentDraft("", title, "", Kind.SNAPSHOT, segment.inForce(), author, ""));
    }

    /** The segments whose conditions name this one. */
    public List<SegmentDefinition> naming(String key) {
        Condition named = new Condition.InSegment(key);
        return all().stream()
                .filter(segment -> segment.condition().questions().anyMatch(named::equals))
                .toList();
    }

    /** Takes a segment away; its versions and its history stay. */
    @Transactional
    public void remove(String key, String author) {
        of(key).filter(segment -> !key.equals(Segment.LOYAL.key()))
                .ifPresent(segment ->
                        keeping.follow(next(draft(segment, author), Kind.REMOVED), definitions));
    }

    private static SegmentDraft draft(SegmentDefinition segment, String author) {
        return new SegmentDraft(
                segment.key(),
                segment.title(),
                segment.description(),
                segment.kind(),
                segment.condition(),
                author,
                "");
    }

    private SegmentDefinition next(SegmentDraft draft, Kind kind) {
        String key = draft.key().isEmpty() ? freeKey(draft.title()) : draft.key();
        List<SegmentDefinition> versions = definitions.history(key);
        int version = versions.isEmpty() ? 1 : versions.getFirst().version() + 1;
        return new SegmentDefinition(
                key,
                version,
                draft.title().strip(),
                draft.description().strip(),
                kind,
                draft.condition(),
                draft.author(),
                draft.reason().strip(),
                clock.instant());
    }

    private static boolean says(SegmentDefinition known, SegmentDraft draft) {
        return known.title().equals(draft.title().strip())
                && known.description().equals(draft.description().strip())
                && known.kind() == draft.kind()
                && known.condition().equals(draft.condition());
    }

    /** The title in letters that addresses take, with a number where it is taken. */
    private String freeKey(String title) {
        String plain =
                Normalizer.normalize(
                                title.toLowerCase(Locale.ROOT)
                                        .replace("ä", "ae")
                                        .replace("ö", "oe")
                                        .replace("ü", "ue")
                                        .replace("ß", "ss"),
                                Normalizer.Form.NFKD)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
        String base = plain.isEmpty() ? "segment" : plain;
        String key = base;
        for (int i = 2; RESERVED.contains(key) || !definitions.history(key).isEmpty(); i++) {
            key = base + "-" + i;
        }
        return key;
    }

    /** Who would be in a segment with this condition now. */
    public SegmentPreview preview(Condition condition) {
        return preview(condition, today());
    }

    /**
     * Who would have been in it at the end of a day, by all that is known now and the score's rules
     * of now.
     */
    public SegmentPreview preview(Condition condition, LocalDate day) {
        Evaluation.Preview found =
                asked(condition, on(day), known -> evaluation.preview(condition, known, on(day)));
        return preview(found);
    }

    /**
     * As {@link #preview(Condition, LocalDate)}, but what the same asker asked before is asked no
     * more.
     *
     * @param asker who changes a condition and asks again and again, such as one page of a browser
     * @return empty when the asker has asked something else since
     * @throws QueryTimeoutException if it takes longer than a minute
     */
    public Optional<SegmentPreview> preview(Condition condition, LocalDate day, String asker) {
        findFifthsFor(condition, on(day));
        return newest.ask(
                asker,
                () ->
                        preview(
                                evaluation.preview(
                                        condition, keeping.boards().read().known(), on(day))));
    }

    private static SegmentPreview preview(Evaluation.Preview found) {
        return new SegmentPreview(found.count(), found.of(), found.sample(), found.overlap());
    }

    /** Everybody who fulfils a condition at the end of a day, in order of their numbers. */
    public List<Long> members(Condition condition, LocalDate day) {
        return asked(condition, on(day), known -> evaluation.members(condition, known, on(day)));
    }

    /** Asks within one snapshot. */
    private <T> T asked(Condition condition, Moment moment, Function<Known, T> question) {
        findFifthsFor(condition, moment);
        return Objects.requireNonNull(
                snapshot.execute(_ -> question.apply(keeping.boards().read().known())));
    }

    /**
     * The limits that stand are renewed first; those of a day gone by are found by the question.
     */
    private void findFifthsFor(Condition condition, Moment moment) {
        if (!moment.isPast() && Reads.of(condition, keeping.boards().read().known()).rfm()) {
            keeping.renewFifths();
        }
    }

    private Moment on(LocalDate day) {
        return keeping.moment().on(day);
    }

    /** The merchant's today. */
    public LocalDate today() {
        return keeping.moment().today();
    }

    /** Why the customer is in each segment, or is not. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<Explanation> explain(long customer) {
        Board board = keeping.boards().read();
        return board.segments().stream()
                .map(segment -> explanations.explain(segment, board, keeping.moment(), customer))
                .toList();
    }

    /** Whether the customer is a loyal one, and why. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<Membership> why(long customer) {
        return List.of(
                new Membership(
                        Segment.LOYAL,
                        of(customer).contains(Segment.LOYAL.key()),
                        scores.of(customer)
                                .map(CustomerScore::fallsOn)
                                .map(day -> day.atStartOfDay(merchant.current().zone()).toInstant())
                                .orElse(null),
                        scores.explain(customer)));
    }
}
