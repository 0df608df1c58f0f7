package org.stammkunde.insights;

import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.merchant.Merchant;
import org.stammkunde.merchant.MerchantSettings;

/**
 * Parts customers into fifths by recency, frequency and monetary value, as the report does, of the
 * same currency, and without making a whole report.
 */
@Component
public class CustomerFifths {

    /** The nearest rank, which {@code RfmVariant.VALUE_THRESHOLDS} takes, too. */
    private static final String FIFTHS =
            """
            with bought as (%s)
            select count(*) as customers,
                   percentile_disc(array[0.2, 0.4, 0.6, 0.8])
                       within group (order by last_day) as recency,
                   percentile_disc(array[0.2, 0.4, 0.6, 0.8])
                       within group (order by orders) as frequency,
                   percentile_disc(array[0.2, 0.4, 0.6, 0.8])
                       within group (order by revenue) as monetary
            from bought
            """;

    /** From the sums that are kept, which know no days: orders dated ahead are among them. */
    private static final String NOW =
            FIFTHS.formatted(
                    """
                    select (last_order_at at time zone :zone)::date as last_day,
                           orders::bigint as orders, revenue_minor as revenue
                    from orders.shared_customer_figures
                    where currency = :currency and orders > 0\
                    """);

    private static final String ON_A_DAY =
            FIFTHS.formatted(
                    """
                    select max(sales.day) filter (where counts) as last_day,
                           count(*) filter (where counts) as orders,
                           least(greatest(sum(sales.net_minor), -9e18), 9e18)::bigint as revenue
                    from identity.shared_member member
                    join orders.shared_order sales on sales.subject = member.identifier
                    cross join lateral (
                        select sales.kind = 'order' and sales.status = 'completed' as counts
                    ) counted
                    where sales.currency = :currency and sales.day between :firstDay and :day
                    group by member.customer
                    having bool_or(counts)\
                    """);

    private final JdbcClient jdbc;
    private final ReportTables tables;
    private final MerchantSettings settings;
    private final InstantSource clock;

    CustomerFifths(JdbcClient jdbc, MerchantSettings settings, InstantSource clock) {
        this.jdbc = jdbc;
        this.tables = new ReportTables(jdbc);
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The fifths by everything that is known now. Reads one row per customer.
     *
     * @param today the merchant's
     */
    public Fifths now(LocalDate today) {
        Currency currency = currencyOn(today);
        return jdbc.sql(NOW)
                .param("zone", settings.current().zone().getId())
                .param("currency", currency.getCurrencyCode())
                .query((row, number) -> fifths(row, today, currency))
                .single();
    }

    /**
     * The fifths as of the end of a day, by all that is known now. Reads every order until then.
     */
    public Fifths on(LocalDate day) {
        Currency currency = currencyOn(day);
        return jdbc.sql(ON_A_DAY)
                .param("currency", currency.getCurrencyCode())
                .param("firstDay", Scope.FIRST_DAY_MIN)
                .param("day", day)
                .query((row, number) -> fifths(row, day, currency))
                .single();
    }

    /** How many customers bought, by everything that is known now. */
    public long buyers() {
        return jdbc.sql(
                        """
                        select count(*) from orders.shared_customer_figures
                        where currency = :currency and orders > 0
                        """)
                .param("currency", currency().getCurrencyCode())
                .query(Long.class)
                .single();
    }

    /** The currency that fifths found now would be of: that of a report that is asked for none. */
    public Currency currency() {
        Merchant merchant = settings.current();
        return currencyOn(LocalDate.ofInstant(clock.instant(), merchant.zone()));
    }

    private Currency currencyOn(LocalDate day) {
        return tables.currencyInUse(settings.current().currency(), day);
    }

    private static Fifths fifths(ResultSet row, LocalDate asOf, Currency currency)
            throws SQLException {
        return new Fifths(
                asOf,
                currency,
                row.getLong("customers"),
                elements(row.getArray("recency"), Date.class).map(Date::toLocalDate).toList(),
                elements(row.getArray("frequency"), Long.class).toList(),
                elements(row.getArray("monetary"), Long.class).toList());
    }

    private static <T> Stream<T> elements(@Nullable Array array, Class<T> type)
            throws SQLException {
        List<Object> elements =
                array == null ? List.of() : Arrays.asList((Object[]) array.getArray());
        return elements.stream().map(type::cast);
    }
}
