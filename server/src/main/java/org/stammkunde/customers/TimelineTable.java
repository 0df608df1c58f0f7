package org.stammkunde.customers;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.customers.TimelineEvent.LineProduct;
import org.stammkunde.customers.TimelineEvent.Reaction;
import org.stammkunde.customers.TimelineEvent.TimelineOrder;
import org.stammkunde.events.EventType;

/**
 * Reads a customer's events across all identifiers and sources, latest first. Of an order from
 * files, only the version that counts is shown.
 */
@Component
class TimelineTable {

    /** Events in one part. */
    static final int PART_SIZE = 40;

    /** Clicks in messages. */
    private static final String[] REACTIONS = {
        "Email Link Clicked",
        "Email Clicked",
        "Push Notification Tapped",
        "Push Notification Opened",
        "Push Notification Clicked",
        "SMS Link Clicked",
        "WhatsApp Link Clicked",
        "Message Link Clicked",
        "Promotion Clicked"
    };

    private static final int LINES_SHOWN = 3;

    /** The last click within three days before an order. */
    private static final String REACTION =
            """
            select click.occurred_at, click.payload
            from identity.shared_member member
            cross join lateral (
                select clicked.occurred_at, clicked.payload
                from events.shared_event clicked
                where clicked.subject = member.identifier
                  and clicked.type = 2 and clicked.name = any(:reactions)
                  and clicked.occurred_at < placed.ordered_at
                  and clicked.occurred_at >= placed.ordered_at - interval '3 days'
                order by clicked.occurred_at desc
                limit 1) click
            where member.customer = :customer and placed.kind = 'order'
            order by click.occurred_at desc
            limit 1\
            """;

    private final JdbcClient jdbc;

    TimelineTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The events, the latest first: those of one part and, if there are earlier ones, one more.
     *
     * @param before the last event of the part before this one
     */
    List<TimelineEvent> read(
            long customer, Optional<TimelineKind> kind, Optional<TimelineCursor> before) {
        Map<String, Object> parameters = parameters(customer);
        String ofKind = kind.map(one -> "and (" + one.condition() + ")").orElse("");
        return jdbc.sql(query(ofKind + follows(before, parameters)))
                .params(parameters)
                .query((row, number) -> event(row))
                .list();
    }

    /** Facts of the customer by their keys; those that belong to somebody else are missing. */
    List<TimelineEvent> facts(long customer, Collection<UUID> keys) {
        Map<String, Object> parameters = parameters(customer);
        parameters.put("keys", keys.toArray(UUID[]::new));
        return jdbc.sql(query("and event.key = any(:keys)"))
                .params(parameters)
                .query((row, number) -> event(row))
                .list();
    }

    private static Map<String, Object> parameters(long customer) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("customer", customer);
        parameters.put("max", PART_SIZE + 1);
        parameters.put("lines", LINES_SHOWN);
        parameters.put("reactions", REACTIONS);
        return parameters;
    }

    /** Per identifier the index yields the latest events; the best of all identifiers remain. */
    private static String query(String condition) {
        return """
        select event.key, event.type, event.name, event.occurred_at, event.payload,
               source.name as source,
               (select array_agg(told.name order by told.name)
                from events.shared_personal personal
                cross join lateral jsonb_object_keys(personal.personal) told (name)
                where personal.key = event.key) as told,
               placed.number, placed.kind, placed.status, placed.channel,
               placed.currency, placed.total_minor, placed.refunded_minor,
               dearest.names as lines, dearest.products,
               (select count(distinct coalesce(line.name, line.sku, ''))
                from orders.shared_line line
                where line.source = placed.source and line.number = placed.number)
                   as line_count,
               reaction.occurred_at as reaction_at, reaction.payload as reaction_payload
        from (select found.*
              from identity.shared_member member
              cross join lateral (
                  select event.*
                  from events.shared_event event
                  where event.subject = member.identifier
                    and not (event.type = 7 and exists (
                        select from events.shared_event later
                        where later.source = event.source
                          and later.resource = event.resource
                          and later.version > event.version))
                    %s
                  order by event.occurred_at desc, event.key
                  limit :max) found
              where member.customer = :customer
              order by found.occurred_at desc, found.key
              limit :max) event
        join events.shared_source source on source.id = event.source
        left join orders.shared_order placed
          on event.resource like 'order/%%' and placed.source = event.source
         and placed.number = substr(event.resource, 7)
        left join lateral (
            select array_agg(shown.name order by shown.place) as names,
                   array_agg(shown.product order by shown.place) as products
            from (select line.name, min(line.product) as product,
                         row_number() over (
                             order by sum(abs(line.quantity * line.unit_price)) desc, line.name)
                             as place
                  from orders.shared_line line
                  where line.source = placed.source and line.number = placed.number
                    and line.name is not null
                  group by line.name
                  order by place
                  limit :lines) shown) dearest on true
        left join lateral (%s) reaction on true
        order by event.occurred_at desc, event.key
        """
                .formatted(condition, REACTION);
    }

    private static String follows(Optional<TimelineCursor> before, Map<String, Object> parameters) {
        if (before.isEmpty()) {
            return "";
        }
        parameters.put("at", before.get().at().atOffset(ZoneOffset.UTC));
        parameters.put("key", before.get().key());
        return " and event.occurred_at <= :at and (event.occurred_at < :at or event.key > :key)";
    }

    private static TimelineEvent event(ResultSet row) throws SQLException {
        return new TimelineEvent(
                row.getObject("key", UUID.class),
                EventType.ofCode(row.getInt("type")),
                row.getString("name"),
                row.getString("source"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getString("payload"),
                texts(row, "told"),
                order(row),
                reaction(row));
    }

    private static @Nullable TimelineOrder order(ResultSet row) throws SQLException {
        String number = row.getString("number");
        if (number == null) {
            return null;
        }
        return new TimelineOrder(
                number,
                row.getString("kind"),
                row.getString("status"),
                row.getString("channel"),
                row.getString("currency"),
                row.getLong("total_minor"),
                row.getLong("refunded_minor"),
                lines(texts(row, "lines"), texts(row, "products")),
                row.getInt("line_count"));
    }

    private static @Nullable Reaction reaction(ResultSet row) throws SQLException {
        Instant at = Times.instant(row, "reaction_at");
        return at == null ? null : new Reaction(at, row.getString("reaction_payload"));
    }

    private static List<LineProduct> lines(List<String> names, List<String> products) {
        return IntStream.range(0, names.size())
                .mapToObj(place -> new LineProduct(products.get(place), names.get(place)))
                .toList();
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
