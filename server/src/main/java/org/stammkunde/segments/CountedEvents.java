package org.stammkunde.segments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.events.EventBatch;
import org.stammkunde.merchant.MerchantSettings;

/**
 * Counts per day the events that conditions ask for, and only these: an event that nobody asks for
 * costs no row.
 *
 * <p>When a condition begins to ask, the log is counted once, up to where the projections stand;
 * then the cursor is held, what came in meanwhile is counted too, and from there every batch is.
 */
final class CountedEvents {

    /** The three kinds of question differ in what an event is found by. */
    private static final String COUNT =
            """
            with asked as materialized (
                select id, type, name, source, filter
                from segments.question where id = any (:questions)),
            arrived as (
                select subject, type, source, payload,
                       btrim(lower(translate(name, '_-', '  '))) as name,
                       (occurred_at at time zone :zone)::date as day
                from events.shared_event
                where position > :after and position <= :upTo and subject is not null
                  and (resource is null or resource like 'order/%')
                  and (:everyType or type = any (:types))),
            found as (
                select asked.id, arrived.*, asked.source as of_source, asked.filter
                from arrived
                join asked on asked.type = arrived.type and asked.name = arrived.name
                union all
                select asked.id, arrived.*, asked.source, asked.filter
                from arrived
                join asked on asked.type = arrived.type and asked.name is null
                union all
                select asked.id, arrived.*, asked.source, asked.filter
                from arrived
                join asked on asked.type is null and asked.source = arrived.source
                          and asked.name is null),
            counted as (
                insert into segments.event_day as known (question, subject, day, count)
                select id, subject, day, count(*)
                from found
                where (of_source is null or of_source = source)
                  and (filter is null or payload @@ filter::jsonpath)
                group by id, subject, day
                on conflict (question, subject, day)
                    do update set count = known.count + excluded.count
                returning question, subject)
            select distinct counted.question, member.customer
            from counted
            join identity.shared_member member on member.identifier = counted.subject
            """;

    private final JdbcClient jdbc;
    private final MerchantSettings merchant;

    CountedEvents(JdbcClient jdbc, MerchantSettings merchant) {
        this.jdbc = jdbc;
        this.merchant = merchant;
    }

    /**
     * What is asked.
     *
     * @param kept whether every batch is counted for it
     */
    private record Question(int id, EventQuestion.Key key, boolean kept) {}

    /** The numbers of the questions that can be answered from counts. */
    Map<EventQuestion.Key, Integer> numbers() {
        Map<EventQuestion.Key, Integer> numbers = new HashMap<>();
        for (Question question : questions()) {
            if (question.kept()) {
                numbers.put(question.key(), question.id());
            }
        }
        return numbers;
    }

    /** Counts a batch; answers the customers whose counts changed, by question. */
    Map<Integer, Set<Long>> takeIn(EventBatch batch) {
        List<Question> kept = questions().stream().filter(Question::kept).toList();
        return kept.isEmpty() ? Map.of() : count(kept, batch.after(), batch.upTo());
    }

    /**
     * Sees to it that these questions are counted. Runs in the caller's transaction, which holds
     * the cursor afterwards, so that the projections wait for its end.
     */
    void keep(Collection<EventQuestion.Key> keys) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('segments.question'))").query(row -> {});
        keys.forEach(this::ask);
        List<Question> fresh =
                questions().stream()
                        .filter(question -> !question.kept() && keys.contains(question.key()))
                        .toList();
        long reached = 0;
        if (!fresh.isEmpty()) {
            reached =
                    jdbc.sql("select position from events.shared_cursor")
                            .query(Long.class)
                            .single();
            count(fresh, 0, reached);
        }
        long held =
                jdbc.sql("select position from events.shared_cursor for update")
                        .query(Long.class)
                        .single();
        if (!fresh.isEmpty()) {
            count(fresh, reached, held);
            markKept(fresh);
        }
    }

    /** Whether no fact lies beyond the batch. */
    boolean isLast(EventBatch batch) {
        return jdbc.sql(
                        """
                        select not exists (
                            select from events.shared_event where position > :upTo)
                        """)
                .param("upTo", batch.upTo())
                .query(Boolean.class)
                .single();
    }

    private void ask(EventQuestion.Key key) {
        jdbc.sql(
                        """
                        insert into segments.question (type, name, source, filter)
                        values (:type, :name, :source, :filter) on conflict do nothing
                        """)
                .param("type", key.type())
                .param("name", key.name())
                .param("source", key.source())
                .param("filter", key.filter())
                .update();
    }

    private void markKept(List<Question> questions) {
        jdbc.sql("update segments.question set kept = true where id = any (:ids)")
                .param("ids", questions.stream().map(Question::id).toArray(Integer[]::new))
                .update();
    }

    private Map<Integer, Set<Long>> count(List<Question> questions, long after, long upTo) {
        Map<Integer, Set<Long>> touched = new LinkedHashMap<>();
        jdbc.sql(COUNT)
                .param("questions", questions.stream().map(Question::id).toArray(Integer[]::new))
                .param(
                        "types",
                        questions.stream()
                                .map(question -> question.key().type())
                                .filter(type -> type != null)
                                .toArray(Integer[]::new))
                .param(
                        "everyType",
                        questions.stream().anyMatch(question -> question.key().type() == null))
                .param("zone", merchant.current().zone().getId())
                .param("after", after)
                .param("upTo", upTo)
                .query(row -> {
                    touched.computeIfAbsent(row.getInt(1), _ -> new LinkedHashSet<>())
                            .add(row.getLong(2));
                });
        return touched;
    }

    private List<Question> questions() {
        return jdbc.sql("select id, type, name, source, filter, kept from segments.question")
                .query(CountedEvents::question)
                .list();
    }

    private static Question question(ResultSet row, int number) throws SQLException {
        return new Question(
                row.getInt("id"),
                new EventQuestion.Key(
                        row.getObject("type", Integer.class),
                        row.getString("name"),
                        row.getObject("source", Integer.class),
                        row.getString("filter")),
                row.getBoolean("kept"));
    }
}
