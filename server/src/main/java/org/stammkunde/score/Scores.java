package org.stammkunde.score;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.stammkunde.score.Explanations.Question;

/** The door to customers' loyalty scores and to the reasons for them. */
@Component
public class Scores {

    private final JdbcClient jdbc;
    private final ScoreKeeping keeping;
    private final Explanations explanations;
    private final DayScores days;

    Scores(JdbcClient jdbc, ScoreKeeping keeping) {
        this.jdbc = jdbc;
        this.keeping = keeping;
        explanations = new Explanations(jdbc);
        days = new DayScores(jdbc);
    }

    /** The customer's score; empty when nothing counts, which is a score of zero. */
    public Optional<CustomerScore> of(long customer) {
        return Optional.ofNullable(of(List.of(customer)).get(customer));
    }

    /** Scores by customer; those for whom nothing counts are left out. */
    public Map<Long, CustomerScore> of(Collection<Long> customers) {
        return jdbc
                .sql(
                        """
                        select customer, points_micro, as_of, above_threshold, falls_on
                        from score.shared_score
                        where customer = any (:customers)
                        """)
                .param("customers", customers.toArray(Long[]::new))
                .query(Scores::score)
                .list()
                .stream()
                .collect(Collectors.toMap(CustomerScore::customer, Function.identity()));
    }

    /** Why the customer has the score that is stored and shown. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public ScoreExplanation explain(long customer) {
        return explain(customer, keeping.day());
    }

    /**
     * Why the customer has or had the score of a day, by all that is known now and the rules of
     * now; facts of the whole day count.
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public ScoreExplanation explain(long customer, LocalDate asOf) {
        return explanations.explain(question(customer, asOf));
    }

    /**
     * The facts behind one part of an explanation, newest first.
     *
     * @param limit the most facts to name, 1 to 100
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<CountedFact> facts(long customer, Activity activity, LocalDate asOf, int limit) {
        if (limit < 1 || limit > 100) {
            throw new IllegalArgumentException("the limit is " + limit + "; 1 to 100 are allowed");
        }
        return explanations.facts(question(customer, asOf), activity, limit);
    }

    private Question question(long customer, LocalDate asOf) {
        return new Question(customer, keeping.rules(), asOf, keeping.zone());
    }

    /**
     * Everybody's scores of a day, by all that is known now and the rules of now; facts of the
     * whole day count. The query is right within the snapshot in which it was made.
     */
    public ScoresOfDay ofDay(LocalDate day) {
        return days.everybody(keeping.rules().rules(), day);
    }

    /**
     * The same of a few customers.
     *
     * @param customers a query for their numbers, in a column {@code customer}
     */
    public ScoresOfDay ofDay(LocalDate day, String customers) {
        return DayScores.some(keeping.rules().rules(), day, keeping.zone(), customers);
    }

    /** Moves stored scores on to the merchant's today, if a day has begun. */
    public void turnDay() {
        keeping.turnDay();
    }

    private static CustomerScore score(ResultSet row, int number) throws SQLException {
        return new CustomerScore(
                row.getLong("customer"),
                new ActivityPoints(row.getLong("points_micro")),
                row.getObject("as_of", LocalDate.class),
                row.getBoolean("above_threshold"),
                row.getObject("falls_on", LocalDate.class));
    }
}
