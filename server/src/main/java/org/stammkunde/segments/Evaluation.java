package org.stammkunde.segments;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.segments.Compiler.Compiled;

/** Asks the database which customers fulfil a condition, without changing anything. */
final class Evaluation {

    /** Customers that a preview names. */
    static final int SAMPLE_SIZE = 8;

    private final JdbcClient jdbc;

    Evaluation(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How a customer stands to a condition.
     *
     * @param holds whether it is fulfilled
     * @param until the next day on which that may change by itself, null for never
     * @param untilInstant the next instant at which it may, where hours count
     */
    record Standing(boolean holds, @Nullable LocalDate until, @Nullable Instant untilInstant) {

        /** The earlier of the two, empty for never. */
        Optional<Instant> changesAt(ZoneId zone) {
            return Stream.concat(
                            Stream.ofNullable(until).map(day -> day.atStartOfDay(zone).toInstant()),
                            Stream.ofNullable(untilInstant))
                    .min(Instant::compareTo);
        }
    }

    /**
     * Who fulfils a condition.
     *
     * @param count how many do
     * @param of of how many customers
     * @param sample some of them, the smallest numbers first
     * @param overlap how many of them are in each segment now
     */
    record Preview(long count, long of, List<Long> sample, Map<String, Long> overlap) {}

    /** How these customers stand; those that do not exist are left out. */
    Map<Long, Standing> standings(
            Condition condition, Known known, Moment moment, Collection<Long> customers) {
        Compiled compiled = Compiler.compile(condition, known, moment, Scope.SOME);
        Map<Long, Standing> standings = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        with scope as materialized (
                            select profile.customer
                            from customers.shared_profile profile
                            where profile.customer = any (:customers))%s
                        select scope.customer, %s as holds, %s as until, %s as until_instant
                        from scope%s
                        """
                                .formatted(
                                        compiled.relations(),
                                        compiled.holds(),
                                        compiled.until(),
                                        compiled.untilInstant(),
                                        compiled.joins()))
                .params(compiled.parameters())
                .param("customers", customers.toArray(Long[]::new))
                .query(row -> {
                    standings.put(row.getLong(1), standing(row));
                });
        return standings;
    }

    private static Standing standing(ResultSet row) throws SQLException {
        Date until = row.getDate(3);
        Timestamp instant = row.getTimestamp(4);
        return new Standing(
                row.getBoolean(2),
                until == null ? null : until.toLocalDate(),
                instant == null ? null : instant.toInstant());
    }

    /** Everybody who fulfils it on a day, in order of their numbers. */
    List<Long> members(Condition condition, Known known, Moment moment) {
        Compiled compiled = Compiler.compile(condition, known, moment, Scope.EVERYBODY);
        return jdbc.sql(
                        """
                        with scope as (%s)%s
                        select scope.customer from scope%s where %s order by 1
                        """
                                .formatted(
                                        everybody(moment),
                                        compiled.relations(),
                                        compiled.joins(),
                                        compiled.holds()))
                .params(parameters(compiled, moment))
                .query((row, number) -> row.getLong(1))
                .list();
    }

    /** How many fulfil it on a day, some of them, and in which segments they are. */
    Preview preview(Condition condition, Known known, Moment moment) {
        Compiled compiled = Compiler.compile(condition, known, moment, Scope.EVERYBODY);
        return jdbc.sql(
                        """
                        with scope as (%s)%s,
                        found as materialized (
                            select scope.customer from scope%s where %s),
                        shared as (
                            select member.segment, count(*) as customers
                            from segments.member
                            join found on found.customer = member.customer
                            group by member.segment)
                        select (select count(*) from found),
                               (select count(*) from scope),
                               (select array_agg(customer)
                                from (select customer from found order by customer limit :sample)
                                    first_ones),
                               (select array_agg(segment order by segment) from shared),
                               (select array_agg(customers order by segment) from shared)
                        """
                                .formatted(
                                        everybody(moment),
                                        compiled.relations(),
                                        compiled.joins(),
                                        compiled.holds()))
                .params(parameters(compiled, moment))
                .param("sample", SAMPLE_SIZE)
                .query((row, number) -> preview(row))
                .single();
    }

    private static Preview preview(ResultSet row) throws SQLException {
        Object[] segments = array(row, 4);
        Object[] counts = array(row, 5);
        Map<String, Long> overlap = new TreeMap<>();
        for (int i = 0; i < segments.length; i++) {
            overlap.put((String) segments[i], (Long) counts[i]);
        }
        return new Preview(row.getLong(1), row.getLong(2), customers(array(row, 3)), overlap);
    }

    private static List<Long> customers(Object[] numbers) {
        List<Long> customers = new ArrayList<>();
        for (Object number : numbers) {
            customers.add((Long) number);
        }
        return customers;
    }

    private static Object[] array(ResultSet row, int column) throws SQLException {
        java.sql.Array array = row.getArray(column);
        return array == null ? new Object[0] : (Object[]) array.getArray();
    }

    /** Customers that exist; on a day gone by those that had been seen. */
    private static String everybody(Moment moment) {
        return moment.isPast()
                ? "select customer from customers.shared_profile where first_seen_at < :endOfDay"
                : "select customer from customers.shared_profile";
    }

    private static Map<String, Object> parameters(Compiled compiled, Moment moment) {
        Map<String, Object> parameters = new HashMap<>(compiled.parameters());
        if (moment.isPast()) {
            parameters.put("endOfDay", moment.end().atOffset(ZoneOffset.UTC));
        }
        return parameters;
    }
}
