package org.stammkunde.customers;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.events.IdentifierType;

/** Reads what is known of one customer. */
@Component
class CustomerPageTable {

    /** A customer with more identifiers shows the strongest. */
    private static final int IDENTIFIERS_MAX = 100;

    private static final int TRAITS_MAX = 200;

    private final JdbcClient jdbc;

    CustomerPageTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The customer that the identifier with this number belongs to; also after merging. */
    Optional<Long> customerOf(long number) {
        return jdbc.sql("select customer from identity.shared_member where identifier = :number")
                .param("number", number)
                .query(Long.class)
                .optional();
    }

    Optional<Profile> profile(long customer) {
        return jdbc.sql(
                        """
                        select customer, name, email, phone, city, first_seen_at, last_seen_on
                        from customers.profile
                        where customer = :customer
                        """)
                .param("customer", customer)
                .query((row, number) ->
                        new Profile(
                                row.getLong("customer"),
                                row.getString("name"),
                                row.getString("email"),
                                row.getString("phone"),
                                row.getString("city"),
                                row.getObject("first_seen_at", OffsetDateTime.class).toInstant(),
                                row.getObject("last_seen_on", LocalDate.class)))
                .optional();
    }

    /** The identifiers, strongest first, each with the fact that named it first. */
    List<KnownIdentifier> identifiers(long customer) {
        return jdbc.sql(
                        """
                        select identifier.number, identifier.type, identifier.value, source.name as source,
                               first.occurred_at
                        from identity.shared_member member
                        join events.shared_identifier identifier
                          on identifier.number = member.identifier
                        left join lateral (
                            (select event.source, event.occurred_at
                             from events.shared_event event
                             where event.subject = identifier.number
                             order by event.occurred_at
                             limit 1)
                            union all
                            (select event.source, event.occurred_at
                             from identity.shared_link link
                             join events.shared_event event on event.key = link.first_key
                             where link.weaker = identifier.number
                                or link.stronger = identifier.number
                             order by link.first_at
                             limit 1)
                            order by occurred_at
                            limit 1) first on true
                        left join events.shared_source source on source.id = first.source
                        where member.customer = :customer
                        order by identifier.type, identifier.number
                        limit :max
                        """)
                .param("customer", customer)
                .param("max", IDENTIFIERS_MAX)
                .query((row, number) ->
                        new KnownIdentifier(
                                row.getLong("number"),
                                IdentifierType.ofCode(row.getInt("type")),
                                row.getString("value"),
                                row.getString("source"),
                                Times.instant(row, "occurred_at")))
                .list();
    }

    List<Trait> traits(long customer) {
        return jdbc.sql(
                        """
                        select trait.name, trait.value, trait.occurred_at, source.name as source
                        from customers.shared_trait trait
                        join events.shared_source source on source.id = trait.source
                        where trait.customer = :customer
                        order by trait.name
                        limit :max
                        """)
                .param("customer", customer)
                .param("max", TRAITS_MAX)
                .query((row, number) ->
                        new Trait(
                                row.getString("name"),
                                row.getString("value"),
                                row.getString("source"),
                                row.getObject("occurred_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** The tags that any of the customer's identifiers bears. */
    List<String> tags(long customer) {
        return jdbc.sql(
                        """
                        select distinct tagged.tag
                        from identity.shared_member member
                        join customers.tagged on tagged.identifier = member.identifier
                        where member.customer = :customer
                        order by tagged.tag
                        """)
                .param("customer", customer)
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Order figures per currency, that with most orders first. */
    List<OrderFigures> orderFigures(long customer) {
        return jdbc.sql(
                        """
                        select currency, orders, revenue_minor, items, first_order_at,
                               last_order_at
                        from orders.shared_customer_figures
                        where customer = :customer
                        order by orders desc, currency
                        """)
                .param("customer", customer)
                .query((row, number) ->
                        new OrderFigures(
                                Currency.getInstance(row.getString("currency")),
                                row.getInt("orders"),
                                row.getLong("revenue_minor"),
                                row.getBigDecimal("items"),
                                Times.instant(row, "first_order_at"),
                                Times.instant(row, "last_order_at")))
                .list();
    }
}
