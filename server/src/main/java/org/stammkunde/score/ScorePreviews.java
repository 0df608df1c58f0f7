package org.stammkunde.score;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.support.TransactionTemplate;
import org.stammkunde.score.PreviewTable.Cell;
import org.stammkunde.score.PreviewTable.Mover;
import org.stammkunde.score.PreviewTable.Question;
import org.stammkunde.score.ScorePreview.Bin;
import org.stammkunde.score.ScorePreview.Estimate;
import org.stammkunde.score.ScorePreview.Example;

/** The door to what other rules would change: who enters and leaves, and how scores spread. */
@Component
public class ScorePreviews {

    /** Up to this many customers are counted at once; of more, as many are drawn by chance. */
    public static final int SAMPLE = 10_000;

    private static final int EXAMPLES = 8;
    private static final int BINS = 20;
    private static final int QUICK_SECONDS_MAX = 20;
    private static final int EXACT_SECONDS_MAX = 180;

    private final PreviewTable table;
    private final RuleSets ruleSets;
    private final Present present;
    private final ScoreKeeping keeping;
    private final PlatformTransactionManager transactions;

    /** Counting everybody is heavy work: one at a time. */
    private final Semaphore counting = new Semaphore(1, true);

    ScorePreviews(JdbcClient jdbc, ScoreKeeping keeping, PlatformTransactionManager transactions) {
        this.table = new PreviewTable(jdbc);
        this.ruleSets = new RuleSets(jdbc);
        this.present = new Present(jdbc);
        this.keeping = keeping;
        this.transactions = transactions;
    }

    /**
     * What the rules would change, in a second or so: exact for up to {@value #SAMPLE} customers
     * and whenever only the threshold differs, else estimated.
     *
     * @param draft rules without problems
     */
    public ScorePreview quick(Rules draft) {
        return snapshot(QUICK_SECONDS_MAX).execute(_ -> look(draft, false));
    }

    /**
     * What the rules would change, with every customer counted; empty when that takes more than
     * three minutes, waiting for another one included.
     *
     * @param draft rules without problems
     */
    public Optional<ScorePreview> exact(Rules draft) {
        try {
            if (!counting.tryAcquire(EXACT_SECONDS_MAX, TimeUnit.SECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return Optional.of(snapshot(EXACT_SECONDS_MAX).execute(_ -> look(draft, true)));
        } catch (QueryTimeoutException | TransactionTimedOutException tooLong) {
            return Optional.empty();
        } finally {
            counting.release();
        }
    }

    private TransactionTemplate snapshot(int secondsMax) {
        TransactionTemplate snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setTimeout(secondsMax);
        return snapshot;
    }

    private ScorePreview look(Rules draft, boolean everybody) {
        Question question = question(draft);
        long customers = table.customers();
        List<Cell> cells = cells(question, customers, everybody);
        long examined = cells.stream().mapToLong(Cell::customers).sum();
        return new ScorePreview(
                question.day(),
                customers,
                examined,
                estimate(cells, Cell::wasLoyal, examined, customers),
                estimate(cells, Cell::isLoyal, examined, customers),
                estimate(cells, ScorePreviews::enters, examined, customers),
                estimate(cells, ScorePreviews::leaves, examined, customers),
                examples(cells, ScorePreviews::enters),
                examples(cells, ScorePreviews::leaves),
                bins(cells, question, examined, customers));
    }

    private Question question(Rules draft) {
        List<String> problems = draft.problems();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        Rules now = ruleSets.current().rules();
        ActivityPoints highest =
                now.threshold().compareTo(draft.threshold()) > 0
                        ? now.threshold()
                        : draft.threshold();
        return new Question(
                now, draft, keeping.day(), keeping.zone(), roundWidth(highest).micro(), BINS);
    }

    private List<Cell> cells(Question question, long customers, boolean everybody) {
        if (question.now().withThreshold(question.draft().threshold()).equals(question.draft())) {
            return table.byThreshold(question);
        }
        return everybody || customers <= SAMPLE
                ? table.complete(question)
                : table.sample(question, customers, SAMPLE);
    }

    /** A tenth of the threshold, rounded up to 1, 2 or 5 times a power of ten. */
    static ActivityPoints roundWidth(ActivityPoints threshold) {
        BigDecimal tenth = threshold.toDecimal().movePointLeft(1);
        BigDecimal power = tenth.round(new MathContext(1, RoundingMode.DOWN));
        BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(power.precision() - power.scale() - 1);
        return Stream.of(1, 2, 5, 10)
                .map(times -> unit.multiply(BigDecimal.valueOf(times)))
                .filter(width -> width.compareTo(tenth) >= 0)
                .findFirst()
                .map(width -> ActivityPoints.of(width.toPlainString()))
                .orElseThrow();
    }

    private static boolean enters(Cell cell) {
        return cell.isLoyal() && !cell.wasLoyal();
    }

    private static boolean leaves(Cell cell) {
        return cell.wasLoyal() && !cell.isLoyal();
    }

    private static Estimate estimate(
            List<Cell> cells, Predicate<Cell> which, long examined, long customers) {
        long found = cells.stream().filter(which).mapToLong(Cell::customers).sum();
        return Estimate.of(found, examined, customers);
    }

    private List<Example> examples(List<Cell> cells, Predicate<Cell> which) {
        List<Mover> movers =
                cells.stream()
                        .filter(which)
                        .flatMap(cell -> cell.movers().stream())
                        .sorted(
                                Comparator.comparingLong(ScorePreviews::highest)
                                        .reversed()
                                        .thenComparing(Mover::customer))
                        .limit(EXAMPLES)
                        .toList();
        Map<Long, String> names = table.names(movers.stream().map(Mover::customer).toList());
        return movers.stream().map(mover -> example(mover, names.get(mover.customer()))).toList();
    }

    private static long highest(Mover mover) {
        return Math.max(mover.before(), mover.after());
    }

    private static Example example(Mover mover, @Nullable String name) {
        return new Example(
                mover.customer(),
                name,
                new ActivityPoints(mover.before()),
                new ActivityPoints(mover.after()));
    }

    private static List<Bin> bins(
            List<Cell> cells, Question question, long examined, long customers) {
        return IntStream.rangeClosed(0, BINS + 1)
                .mapToObj(bin ->
                        new Bin(
                                bin == 0 ? null : edge(question, bin - 1),
                                bin > BINS ? null : edge(question, bin),
                                inBin(cells, Cell::before, bin, examined, customers),
                                inBin(cells, Cell::after, bin, examined, customers)))
                .toList();
    }

    private static ActivityPoints edge(Question question, int number) {
        return new ActivityPoints(question.binMicro()).times(number);
    }

    private static long inBin(
            List<Cell> cells, ToIntFunction<Cell> where, int bin, long examined, long customers) {
        return estimate(cells, cell -> where.applyAsInt(cell) == bin, examined, customers).value();
    }
}
