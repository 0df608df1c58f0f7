package org.stammkunde.segments;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.insights.Fifths;

/** The fifths as they were found, the newest in force. */
final class FifthsTable {

    private static final String CHANGED =
            "(width_bucket(%1$s - 1, newest.%2$s) <> width_bucket(%1$s - 1, former.%2$s))";

    private static final String MOVED =
            """
            select figures.customer
            from (select * from segments.fifths order by number desc limit 1) newest
            cross join (select * from segments.fifths order by number desc offset 1 limit 1) former
            join orders.shared_customer_figures figures on figures.currency = newest.currency
            where figures.orders > 0 and (%s or %s or %s)
            order by figures.customer
            """
                    .formatted(
                            CHANGED.formatted(
                                    "(figures.last_order_at at time zone :zone)::date", "recency"),
                            CHANGED.formatted("figures.orders::bigint", "frequency"),
                            CHANGED.formatted("figures.revenue_minor", "monetary"));

    private final JdbcClient jdbc;

    FifthsTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The fifths in force, empty when none were ever asked for. */
    Optional<Fifths> newest() {
        return jdbc.sql(
                        """
                        select as_of, currency, customers, recency, frequency, monetary
                        from segments.fifths order by number desc limit 1
                        """)
                .query((row, number) -> fifths(row))
                .optional();
    }

    void add(Fifths fifths, Instant now) {
        jdbc.sql(
                        """
                        insert into segments.fifths
                            (as_of, currency, customers, recency, frequency, monetary, found_at)
                        values (:asOf, :currency, :customers, :recency::date[],
                                :frequency::bigint[], :monetary::bigint[], :now)
                        """)
                .param("asOf", fifths.asOf())
                .param("currency", fifths.currency().getCurrencyCode())
                .param("customers", fifths.customers())
                .param(
                        "recency",
                        fifths.recency().stream().map(LocalDate::toString).toArray(String[]::new))
                .param("frequency", fifths.frequency().toArray(Long[]::new))
                .param("monetary", fifths.monetary().toArray(Long[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The customers whose scores the newest fifths changed; of the same currency as before. */
    List<Long> moved(ZoneId zone) {
        return jdbc.sql(MOVED)
                .param("zone", zone.getId())
                .query((row, number) -> row.getLong(1))
                .list();
    }

    private static Fifths fifths(ResultSet row) throws SQLException {
        return new Fifths(
                row.getObject("as_of", LocalDate.class),
                Currency.getInstance(row.getString("currency")),
                row.getLong("customers"),
                elements(row, "recency", Date.class).map(Date::toLocalDate).toList(),
                elements(row, "frequency", Long.class).toList(),
                elements(row, "monetary", Long.class).toList());
    }

    private static <T> Stream<T> elements(ResultSet row, String column, Class<T> type)
            throws SQLException {
        return Arrays.stream((Object[]) row.getArray(column).getArray()).map(type::cast);
    }
}
