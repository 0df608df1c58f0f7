package org.stammkunde.customers;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.customers.TimelineEvent.TimelineOrder;
import org.stammkunde.events.EventType;

/**
 * Reads a customer's events across all identifiers and sources, latest first. Of an order from
 * files, only the version that counts is shown.
 */
@Component
class TimelineTable {

    /** Events in one part. */
    static final int PART_SIZE = 25;

    private static final int LINES_SHOWN = 3;

    private final JdbcClient jdbc;

    TimelineTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A part of the timeline.
     *
     * @param next where the following part begins, empty on the last
     */
    record Part(List<TimelineEvent> events, Optional<TimelineCursor> next) {}

    Part read(long customer, Optional<TimelineKind> kind, Optional<TimelineCursor> before) {
        List<TimelineEvent> found = find(customer, kind, before);
        if (found.size() <= PART_SIZE) {
            return new Part(found, Optional.empty());
        }
        List<TimelineEvent> shown = found.subList(0, PART_SIZE);
        TimelineEvent last = shown.getLast();
        return new Part(shown, Optional.of(new TimelineCursor(last.occurredAt(), last.key())));
    }

    private List<TimelineEvent> find(
            long customer, Optional<TimelineKind> kind, Optional<TimelineCursor> before) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("customer", customer);
        parameters.put("max", PART_SIZE + 1);
        parameters.put("lines", LINES_SHOWN);
        String ofKind = kind.map(one -> "and (" + one.condition() + ")").orElse("");
        return jdbc.sql(query(ofKind + follows(before, parameters)))
                .params(parameters)
                .query((row, number) -> event(row))
                .list();
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
               (select array_agg(dearest.name)
                from (select line.name from orders.shared_line line
                      where line.source = placed.source and line.number = placed.number
                        and line.name is not null
                      group by line.name
                      order by sum(abs(line.quantity * line.unit_price)) desc, line.name
                      limit :lines) dearest) as lines,
               (select count(distinct coalesce(line.name, line.sku, ''))
                from orders.shared_line line
                where line.source = placed.source and line.number = placed.number)
                   as line_count
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
        order by event.occurred_at desc, event.key
        """
                .formatted(condition);
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
                order(row));
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
                texts(row, "lines"),
                row.getInt("line_count"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
