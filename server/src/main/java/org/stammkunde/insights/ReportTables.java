package org.stammkunde.insights;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.events.IdentifierType;

/** Reads what a report is made of from the views that other modules share. */
final class ReportTables {

    /** Rows per fetch: enough to hide the round trip, small enough not to fill the memory. */
    private static final int FETCH_ROWS = 10_000;

    private static final String LOYAL = "treue-kunden";

    /** Finer prices are nobody's, and a long must hold the sum of all lines in that unit. */
    private static final int LINE_DECIMALS_MAX = 6;

    /** One row per document, those of a customer together. */
    private static final String NET_DOCUMENTS =
            """
            select member.customer,
                   sales.day - :firstDay as day,
                   (sales.kind = 'order' and sales.status = 'completed')::int as orders,
                   sales.net_minor as units
            from orders.shared_order sales
            left join identity.shared_member member on member.identifier = sales.subject
            where sales.currency = :currency and sales.day between :firstDay and :lastDay
            order by member.customer
            """;

    /**
     * One row per order of known customers, in the order of the shop's customer ids, by which equal
     * values are ranked. Ids are padded so that numbers sort as numbers. Amounts stop where a long
     * ends: nobody buys for so much, but a sender can make it up.
     */
    private static final String RULE_A_DOCUMENTS =
            """
            with account as (
                select member.customer, min(lpad(identifier.value, 32, '0')) as id
                from events.shared_identifier identifier
                join identity.shared_member member on member.identifier = identifier.number
                where identifier.type = :customerId
                group by member.customer),
            purchase as (
                select source, number,
                       sum(round(quantity * unit_price, :decimals)) as amount
                from orders.shared_line
                where quantity > 0 and unit_price > 0
                group by source, number)
            select member.customer,
                   sales.day - :firstDay as day,
                   1 as orders,
                   least(purchase.amount * :unitsPerOne, 9e18)::bigint as units
            from purchase
            join orders.shared_order sales
              on sales.source = purchase.source and sales.number = purchase.number
            join identity.shared_member member on member.identifier = sales.subject
            left join account on account.customer = member.customer
            where sales.currency = :currency and sales.day between :firstDay and :lastDay
              and sales.kind = 'order' and sales.status = 'completed'
            order by account.id, member.customer
            """;

    private final JdbcClient jdbc;

    ReportTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How far the projections have read the log.
     *
     * @param receivedAt when the last of these facts was received, null when there is none
     * @param waiting facts that the log holds beyond it
     */
    record Standing(long position, @Nullable Instant receivedAt, long waiting) {}

    Standing standing() {
        return jdbc.sql(
                        """
                        select cursor.position, event.received_at,
                               (select count(*) from events.shared_event later
                                where later.position > cursor.position) as waiting
                        from events.shared_cursor cursor
                        left join events.shared_message event on event.position = cursor.position
                        """)
                .query((row, number) ->
                        new Standing(row.getLong(1), instant(row, 2), row.getLong(3)))
                .single();
    }

    /** The position up to which the projections have read the log. */
    long position() {
        return jdbc.sql("select position from events.shared_cursor")
                .query((row, number) -> row.getLong(1))
                .single();
    }

    /**
     * The documents of one currency up to the last day that may count.
     *
     * @param documents orders and credit notes
     * @param orders of these, the orders that were not cancelled
     * @param netMinor revenue in minor units
     */
    record CurrencyTotals(
            Currency currency,
            long documents,
            long orders,
            long netMinor,
            LocalDate firstDay,
            LocalDate lastDay) {}

    /**
     * The reporting currency in use: the merchant's own or, where no document until the last day
     * has it, that of most orders. Whoever leaves the setting as it was sees figures all the same.
     * Reads every document only where none has the merchant's own.
     *
     * @param own the merchant's
     */
    Currency currencyInUse(Currency own, LocalDate lastDay) {
        return jdbc.sql(
                        """
                        select coalesce(
                            (select currency from orders.shared_order
                             where currency = :own and day between :firstDay and :lastDay
                             limit 1),
                            (select currency from orders.shared_order
                             where day between :firstDay and :lastDay
                             group by currency
                             order by count(*) filter (where kind = 'order'
                                          and status = 'completed') desc,
                                      currency
                             limit 1),
                            :own)
                        """)
                .param("own", own.getCurrencyCode())
                .param("firstDay", Scope.FIRST_DAY_MIN)
                .param("lastDay", lastDay)
                .query((row, number) -> Currency.getInstance(row.getString(1)))
                .single();
    }

    /**
     * All currencies, the one with most orders first. Sums stop where a long ends: nobody earns so
     * much, but a sender can make it up.
     */
    List<CurrencyTotals> currencies(LocalDate lastDay) {
        return jdbc.sql(
                        """
                        select currency, count(*) as documents,
                               count(*) filter (where kind = 'order' and status = 'completed')
                                   as orders,
                               least(greatest(sum(net_minor), -9e18), 9e18)::bigint
                                   as net_minor,
                               min(day) as first_day, max(day) as last_day
                        from orders.shared_order
                        where day between :firstDay and :lastDay
                        group by currency
                        order by orders desc, currency
                        """)
                .param("firstDay", Scope.FIRST_DAY_MIN)
                .param("lastDay", lastDay)
                .query(ReportTables::currencyTotals)
                .list();
    }

    private static CurrencyTotals currencyTotals(ResultSet row, int number) throws SQLException {
        return new CurrencyTotals(
                Currency.getInstance(row.getString("currency")),
                row.getLong("documents"),
                row.getLong("orders"),
                row.getLong("net_minor"),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class));
    }

    /**
     * Orders and credit notes on days that do not count.
     *
     * @param before too early to be true
     * @param after after the last day that counts
     */
    record OtherDays(long before, long after) {}

    OtherDays otherDays(LocalDate lastDay, Currency currency) {
        return jdbc.sql(
                        """
                        select count(*) filter (where day < :firstDay) as before,
                               count(*) filter (where day > :lastDay) as after
                        from orders.shared_order
                        where currency = :currency and (day < :firstDay or day > :lastDay)
                        """)
                .param("firstDay", Scope.FIRST_DAY_MIN)
                .param("lastDay", lastDay)
                .param("currency", currency.getCurrencyCode())
                .query((row, number) -> new OtherDays(row.getLong(1), row.getLong(2)))
                .single();
    }

    /**
     * With so many decimals every quantity × unit price is a whole number of units, or at most six:
     * what a sender makes up must not leave the others too few digits before the point.
     */
    int lineDecimals() {
        return jdbc.sql(
                        """
                        select coalesce(max(scale(trim_scale(quantity))), 0)
                               + coalesce(max(scale(trim_scale(unit_price))), 0)
                        from orders.shared_line
                        """)
                .query((row, number) -> Math.min(LINE_DECIMALS_MAX, row.getInt(1)))
                .single();
    }

    /** Reads all documents of a scope in one pass. */
    Purchases purchases(Scope scope) {
        Purchases purchases = new Purchases(scope);
        documents(scope)
                .param("currency", scope.currency().getCurrencyCode())
                .param("firstDay", scope.firstDay())
                .param("lastDay", scope.lastDay())
                .withFetchSize(FETCH_ROWS)
                .query(row -> {
                    purchases.add(row.getLong(1), row.getInt(2), row.getInt(3), row.getLong(4));
                });
        purchases.close();
        return purchases;
    }

    private JdbcClient.StatementSpec documents(Scope scope) {
        return switch (scope.rule()) {
            case NET -> jdbc.sql(NET_DOCUMENTS);
            case A ->
                    jdbc.sql(RULE_A_DOCUMENTS)
                            .param("customerId", IdentifierType.CUSTOMER_ID.code())
                            .param("decimals", scope.decimals())
                            .param("unitsPerOne", BigDecimal.TEN.pow(scope.decimals()));
        };
    }

    /** The numbers of the loyal customers in ascending order. */
    long[] loyalCustomers() {
        return jdbc
                .sql(
                        """
                        select customer from segments.shared_member
                        where segment = :segment order by customer
                        """)
                .param("segment", LOYAL)
                .query(Long.class)
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    /** The customers with the highest loyalty score above zero, the highest first. */
    List<Long> bestByScore(int count) {
        return jdbc.sql(
                        """
                        select customer from score.shared_score
                        where points_micro > 0
                        order by points_micro desc, customer limit :count
                        """)
                .param("count", count)
                .query((row, number) -> row.getLong(1))
                .list();
    }

    /** Who a customer is. */
    record Person(
            @Nullable String name, @Nullable String account, @Nullable BigDecimal activityPoints) {

        static final Person NOBODY = new Person(null, null, null);
    }

    /** Who these customers are, by number. */
    Map<Long, Person> people(Collection<Long> customers) {
        Map<Long, Person> people = new HashMap<>();
        jdbc.sql(
                        """
                        select wanted.customer, profile.name,
                               (select identifier.value
                                from identity.shared_member member
                                join events.shared_identifier identifier
                                  on identifier.number = member.identifier
                                where member.customer = wanted.customer
                                  and identifier.type = :customerId
                                order by identifier.number limit 1) as account,
                               score.points_micro * 0.000001 as points
                        from unnest(:customers::bigint[]) as wanted (customer)
                        left join customers.shared_profile profile using (customer)
                        left join score.shared_score score using (customer)
                        """)
                .param("customerId", IdentifierType.CUSTOMER_ID.code())
                .param("customers", customers.toArray(Long[]::new))
                .query(row -> {
                    people.put(row.getLong("customer"), person(row));
                });
        return people;
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                row.getString("name"), row.getString("account"), row.getBigDecimal("points"));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
