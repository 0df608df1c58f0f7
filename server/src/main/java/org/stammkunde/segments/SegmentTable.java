package org.stammkunde.segments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what the pages of segments show. */
@Component
class SegmentTable {

    /** Members on a page. */
    static final int PAGE_SIZE = 50;

    private static final String MEMBER =
            """
            select profile.customer, profile.name, profile.email, profile.phone, profile.city,
                   coalesce(figures.orders, 0) as orders,
                   coalesce(figures.revenue_minor, 0) as revenue_minor, figures.last_order_at
            from customers.shared_profile profile
            left join orders.shared_customer_figures figures
              on figures.customer = profile.customer and figures.currency = :currency
            """;

    private final JdbcClient jdbc;

    SegmentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many customers there are. */
    long customers() {
        return jdbc.sql("select count(*) from customers.shared_profile").query(Long.class).single();
    }

    /** How many customers each segment has; those without any are missing. */
    Map<String, Long> sizes() {
        Map<String, Long> sizes = new HashMap<>();
        jdbc.sql("select segment, count(*) from segments.member group by segment")
                .query(row -> {
                    sizes.put(row.getString(1), row.getLong(2));
                });
        return sizes;
    }

    /**
     * How many entered and left on a day, and how many were in it at its end.
     *
     * @param size as it was told at the time
     */
    record Day(LocalDate day, long entered, long left, long size) {}

    /** The days on which anybody entered or left, the earliest first. */
    List<Day> history(String segment, ZoneId zone) {
        return jdbc.sql(
                        """
                        select day, entered, gone,
                               (sum(entered - gone) over (order by day))::bigint as size
                        from (select (changed_at at time zone :zone)::date as day,
                                     count(*) filter (where entered) as entered,
                                     count(*) filter (where not entered) as gone
                              from segments.change
                              where segment = :segment
                              group by 1) each_day
                        order by day
                        """)
                .param("segment", segment)
                .param("zone", zone.getId())
                .query((row, number) ->
                        new Day(
                                row.getObject("day", LocalDate.class),
                                row.getLong("entered"),
                                row.getLong("gone"),
                                row.getLong("size")))
                .list();
    }

    /** How many were in it at the end of a day, as its history tells. */
    static long sizeOn(List<Day> history, LocalDate day) {
        return history.stream()
                .filter(each -> !each.day().isAfter(day))
                .reduce((earlier, later) -> later)
                .map(Day::size)
                .orElse(0L);
    }

    /** Members after a customer, in order of their numbers; one more than a page holds. */
    List<SegmentMember> members(String segment, long after, Currency currency) {
        return members(segment, after, currency, PAGE_SIZE + 1);
    }

    /** So many members after a customer, in order of their numbers. */
    List<SegmentMember> members(String segment, long after, Currency currency, int limit) {
        return jdbc.sql(
                        MEMBER
                                + """
                                join segments.member member on member.customer = profile.customer
                                where member.segment = :segment and profile.customer > :after
                                order by profile.customer limit :limit
                                """)
                .param("segment", segment)
                .param("after", after)
                .param("limit", limit)
                .param("currency", currency.getCurrencyCode())
                .query(SegmentTable::member)
                .list();
    }

    /** These customers, in order of their numbers. */
    List<SegmentMember> named(List<Long> customers, Currency currency) {
        return jdbc.sql(MEMBER + "where profile.customer = any (:customers) order by 1")
                .param("customers", customers.toArray(Long[]::new))
                .param("currency", currency.getCurrencyCode())
                .query(SegmentTable::member)
                .list();
    }

    /** Hands over every member, one after the other. */
    void eachMember(String segment, Currency currency, Consumer<SegmentMember> taker) {
        long after = 0;
        List<SegmentMember> part;
        do {
            part = members(segment, after, currency);
            for (SegmentMember member : part.subList(0, Math.min(part.size(), PAGE_SIZE))) {
                taker.accept(member);
                after = member.customer();
            }
        } while (part.size() > PAGE_SIZE);
    }

    private static SegmentMember member(ResultSet row, int number) throws SQLException {
        OffsetDateTime lastOrder = row.getObject("last_order_at", OffsetDateTime.class);
        return new SegmentMember(
                row.getLong("customer"),
                row.getString("name"),
                row.getString("email"),
                row.getString("phone"),
                row.getString("city"),
                row.getLong("orders"),
                row.getLong("revenue_minor"),
                lastOrder == null ? null : lastOrder.toInstant());
    }

    /** What the builder offers: names that facts have used, the most usual first. */
    List<String> traitNames() {
        return jdbc.sql(
                        """
                        select name
                        from (select name from customers.shared_subject_trait limit 20000) told
                        group by name order by count(*) desc, name limit 60
                        """)
                .query((row, number) -> row.getString(1))
                .list();
    }
}
