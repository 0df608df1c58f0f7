package org.stammkunde.score;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The day that stored scores are true for, and what days weigh against each other. */
final class Present {

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final JdbcClient jdbc;

    Present(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Where scores stand, locked until the transaction ends: whoever changes them works alone.
     * Empty in a new database.
     */
    Optional<Standing> lock() {
        return jdbc.sql("select day, rule_version from score.present for update")
                .query((row, number) ->
                        new Standing(row.getObject(1, LocalDate.class), row.getInt(2)))
                .optional();
    }

    /**
     * What stored scores are true for.
     *
     * @param day of the merchant's zone
     * @param ruleVersion the version of the rules
     */
    record Standing(LocalDate day, int ruleVersion) {}

    /** The day that stored scores are true for, empty in a new database. */
    Optional<LocalDate> day() {
        return jdbc.sql("select day from score.present").query(LocalDate.class).optional();
    }

    /** Moves on to another day. */
    void turnTo(LocalDate day) {
        jdbc.sql(
                        """
                        update score.present
                        set day = :day,
                            weight = coalesce(
                                (select weight from score.weight where weight.day = :day), 1)
                        """)
                .param("day", day)
                .update();
    }

    /** Puts rules in force as of a day. */
    void follow(RuleVersion rules, LocalDate day) {
        jdbc.sql("delete from score.weight").update();
        if (rules.rules().halfLifeDays() != null) {
            writeWeights(rules.rules().halfLifeDays());
        }
        jdbc.sql(
                        """
                        insert into score.present (day, weight, rule_version, threshold_micro)
                        values (:day, 1, :version, :threshold)
                        on conflict (only_row) do update
                            set rule_version = :version, threshold_micro = :threshold
                        """)
                .param("day", day)
                .param("version", rules.version())
                .param("threshold", rules.rules().threshold().micro())
                .update();
        turnTo(day);
    }

    private void writeWeights(int halfLifeDays) {
        LocalDate first = LocalDate.parse(Facts.FIRST_DAY);
        long days = ChronoUnit.DAYS.between(first, LocalDate.parse(Facts.LAST_DAY)) + 1;
        List<String> weights = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            weights.add(weight(day, halfLifeDays).toString());
        }
        jdbc.sql(
                        """
                        insert into score.weight (day, weight)
                        select cast(:first as date) + (number - 1)::integer, weight
                        from unnest(:weights::numeric[]) with ordinality as each (weight, number)
                        """)
                .param("first", first)
                .param("weights", weights.toArray(String[]::new))
                .update();
    }

    /**
     * 2^(days / half-life), to 53 bits: the same on every machine, which {@link Math#pow} need not
     * be, and exactly double after each half-life, so that halves of points are exact.
     */
    static BigDecimal weight(int days, int halfLifeDays) {
        double fraction = StrictMath.pow(2, (double) (days % halfLifeDays) / halfLifeDays);
        return new BigDecimal(fraction).multiply(TWO.pow(days / halfLifeDays)).stripTrailingZeros();
    }
}
