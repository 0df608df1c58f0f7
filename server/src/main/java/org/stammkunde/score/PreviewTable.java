package org.stammkunde.score;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Scores by rules that are not in force beside the stored ones, customer by customer, gathered into
 * cells of a grid. Reads only.
 */
final class PreviewTable {

    private static final int EXAMPLES_MAX = 10;

    /** Numbers of customers are hashed to this many portions, to draw the same sample each time. */
    private static final int PORTIONS = 1 << 20;

    private static final String SAMPLE =
            """
            select customer
            from identity.shared_member
            where identifier = customer and (hashint8(customer) & %d) < :portion\
            """
                    .formatted(PORTIONS - 1);

    private static final String EVERYBODY =
            "select customer from identity.shared_member where identifier = customer";

    private static final String ALL_FACTS =
            """
            select member.customer, 0, known.activity, known.day, known.count
            from score.activity_day known
            join identity.shared_member member on member.identifier = known.subject\
            """;

    /** Scores by the draft, by the text that computes stored scores. */
    private static final String COUNTED =
            """
            with wanted (customer) as materialized (%s),
            draft_weight (day, weight) as materialized (
                select cast(:firstDay as date) + (number - 1)::integer, weight
                from unnest(:weights::numeric[]) with ordinality as each (weight, number)),
            %s,
            drafted as (
                select who as customer,
                       least(greatest(round(
                           sum(points * coalesce(draft_weight.weight, 1))
                               / cast(:weightOfDay as numeric)), -9e18), 9e18)::bigint as points
                from contribution
                left join draft_weight on draft_weight.day = contribution.day
                where contribution.day <= :day and (until is null or until > :day)
                group by who),
            """;

    /** The stored scores once more, for drafts that change the threshold only. */
    private static final String UNCHANGED =
            """
            with wanted (customer) as materialized (%s),
            drafted as (select customer, points_micro as points from score.shared_score),
            """
                    .formatted(EVERYBODY);

    /**
     * A cell holds customers by the range of their scores before and after and by being loyal
     * before and after. Ranges do not contain their lower bound, as thresholds do not.
     */
    private static final String CELLS =
            """
            compared as (
                select wanted.customer,
                       coalesce(stored.points_micro, 0) as before,
                       coalesce(drafted.points, 0) as after
                from wanted
                left join score.shared_score stored on stored.customer = wanted.customer
                left join drafted on drafted.customer = wanted.customer)
            select before_bin, after_bin, was_loyal, is_loyal, count(*) as customers,
                   (array_agg(customer order by greatest(before, after) desc, customer)
                       filter (where was_loyal <> is_loyal))[1\\:%1$d] as who,
                   (array_agg(before order by greatest(before, after) desc, customer)
                       filter (where was_loyal <> is_loyal))[1\\:%1$d] as befores,
                   (array_agg(after order by greatest(before, after) desc, customer)
                       filter (where was_loyal <> is_loyal))[1\\:%1$d] as afters
            from (select compared.*,
                         before > :thresholdBefore as was_loyal,
                         after > :thresholdAfter as is_loyal,
                         %2$s as before_bin,
                         %3$s as after_bin
                  from compared) each
            group by before_bin, after_bin, was_loyal, is_loyal
            """
                    .formatted(EXAMPLES_MAX, bin("before"), bin("after"));

    private static final String SAMPLED =
            COUNTED.formatted(SAMPLE, Formula.contributions(ScoreTable.allFactsOf("wanted")))
                    + CELLS;

    private static final String COMPLETE =
            COUNTED.formatted(EVERYBODY, Formula.contributions(ALL_FACTS)) + CELLS;

    private static final String BY_THRESHOLD = UNCHANGED + CELLS;

    private final JdbcClient jdbc;

    PreviewTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What is compared.
     *
     * @param day that scores are of
     * @param binMicro the width of a range of scores
     * @param bins how many ranges there are above zero, besides the open ones at both ends
     */
    record Question(Rules now, Rules draft, LocalDate day, ZoneId zone, long binMicro, int bins) {}

    /**
     * Customers who are alike.
     *
     * @param before number of the range before, 0 for scores that are not above zero
     * @param movers some of them, when they enter or leave
     */
    record Cell(
            int before,
            int after,
            boolean wasLoyal,
            boolean isLoyal,
            long customers,
            List<Mover> movers) {}

    /** A customer's scores in millionths. */
    record Mover(long customer, long before, long after) {}

    /** How many customers there are. */
    long customers() {
        return jdbc.sql("select count(*) from (%s) everybody".formatted(EVERYBODY))
                .query(Long.class)
                .single();
    }

    /** The cells of about so many customers, always the same of them. */
    List<Cell> sample(Question question, long customers, int wanted) {
        long portion = Math.ceilDiv((long) wanted * PORTIONS, Math.max(customers, 1));
        return jdbc.sql(SAMPLED)
                .params(counting(question))
                .params(cutting(question))
                .param("portion", Math.min(portion, PORTIONS))
                .query(PreviewTable::cell)
                .list();
    }

    /** The cells of all customers. */
    List<Cell> complete(Question question) {
        return jdbc.sql(COMPLETE)
                .params(counting(question))
                .params(cutting(question))
                .query(PreviewTable::cell)
                .list();
    }

    /** The cells of all customers when the draft changes nobody's score. */
    List<Cell> byThreshold(Question question) {
        return jdbc.sql(BY_THRESHOLD).params(cutting(question)).query(PreviewTable::cell).list();
    }

    /** How these customers are called, those without name by their address. */
    Map<Long, String> names(Collection<Long> customers) {
        Map<Long, String> names = new HashMap<>();
        jdbc.sql(
                        """
                        select customer, coalesce(name, email) as called
                        from customers.shared_profile
                        where customer = any (:customers) and coalesce(name, email) is not null
                        """)
                .param("customers", customers.toArray(Long[]::new))
                .query(row -> {
                    names.put(row.getLong("customer"), row.getString("called"));
                });
        return names;
    }

    private Map<String, Object> counting(Question question) {
        Map<String, Object> parameters = Formula.parameters(question.draft());
        Integer halfLife = question.draft().halfLifeDays();
        LocalDate first = firstWeighed(question.day(), halfLife);
        parameters.put("day", question.day());
        parameters.put("zone", question.zone().getId());
        parameters.put("firstDay", first);
        parameters.put("weights", weights(first, question.day(), halfLife));
        parameters.put(
                "weightOfDay",
                halfLife == null
                        ? BigDecimal.ONE
                        : Present.weight(days(first, question.day()), halfLife));
        return parameters;
    }

    private static Map<String, Object> cutting(Question question) {
        return Map.of(
                "thresholdBefore", question.now().threshold().micro(),
                "thresholdAfter", question.draft().threshold().micro(),
                "bin", question.binMicro(),
                "bins", question.bins() + 1);
    }

    private static String bin(String points) {
        return "least(case when %1$s <= 0 then 0 else (%1$s - 1) / :bin + 1 end, :bins)::integer"
                .formatted(points);
    }

    /**
     * A day before all counted ones, whole half-lives after the day that stored weights begin with:
     * so the ratios are the very same.
     */
    private LocalDate firstWeighed(LocalDate day, @Nullable Integer halfLife) {
        LocalDate first = firstCounted(day);
        LocalDate start = LocalDate.parse(Facts.FIRST_DAY);
        return halfLife == null
                ? first
                : start.plusDays(days(start, first) / halfLife * (long) halfLife);
    }

    private LocalDate firstCounted(LocalDate day) {
        return jdbc.sql("select min(month) from score.activity_day")
                .query((row, number) -> row.getObject(1, LocalDate.class))
                .optional()
                .filter(first -> first.isBefore(day))
                .orElse(day);
    }

    /** What days weigh, the first 1: shorter numbers than the stored weights. */
    private static String[] weights(LocalDate first, LocalDate last, @Nullable Integer halfLife) {
        List<String> weights = new ArrayList<>();
        if (halfLife != null) {
            for (int day = 0; day <= days(first, last); day++) {
                weights.add(Present.weight(day, halfLife).toString());
            }
        }
        return weights.toArray(String[]::new);
    }

    private static int days(LocalDate first, LocalDate last) {
        return Math.toIntExact(ChronoUnit.DAYS.between(first, last));
    }

    private static Cell cell(ResultSet row, int number) throws SQLException {
        return new Cell(
                row.getInt("before_bin"),
                row.getInt("after_bin"),
                row.getBoolean("was_loyal"),
                row.getBoolean("is_loyal"),
                row.getLong("customers"),
                movers(row));
    }

    private static List<Mover> movers(ResultSet row) throws SQLException {
        Long[] who = numbers(row.getArray("who"));
        Long[] befores = numbers(row.getArray("befores"));
        Long[] afters = numbers(row.getArray("afters"));
        List<Mover> movers = new ArrayList<>();
        for (int i = 0; i < who.length; i++) {
            movers.add(new Mover(who[i], befores[i], afters[i]));
        }
        return movers;
    }

    private static Long[] numbers(@Nullable Array array) throws SQLException {
        return array == null ? new Long[0] : (Long[]) array.getArray();
    }
}
