package org.stammkunde.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.consent.Statement.Proof;
import org.stammkunde.events.EventDraft;
import org.stammkunde.events.EventKey;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.EventType;
import org.stammkunde.events.Identifier;
import org.stammkunde.events.IdentifierType;
import org.stammkunde.events.Source;
import org.stammkunde.events.Sources;

/** The door to consent: how customers stand to each purpose, and recording what they say. */
@Component
public class Consents {

    private static final int HISTORY_MAX = 100;

    /** Who agreed with an identifier that others have, too, agreed for nobody else. */
    private static final String STATEMENTS =
            """
            select said.*, personal.personal::text as personal,
                   coalesce(source.name, '') as source_name
            from identity.shared_member member
            join consent.statement said on said.identifier = member.identifier
            left join identity.shared_member owner on owner.identifier = said.subject
            left join events.shared_personal personal on personal.key = said.key
            left join events.shared_source source on source.id = said.source
            where member.customer = :customer
              and (not said.given or owner.customer = member.customer)\
            """;

    private final JdbcClient jdbc;
    private final Sources sources;
    private final EventLog log;
    private final InstantSource clock;

    Consents(JdbcClient jdbc, Sources sources, EventLog log, InstantSource clock) {
        this.jdbc = jdbc;
        this.sources = sources;
        this.log = log;
        this.clock = clock;
    }

    /** How a customer stands to each purpose, in the order of the purposes. */
    public List<Consent> of(long customer) {
        Map<Purpose, List<Standing.Said>> said =
                jdbc
                        .sql(STATEMENTS)
                        .param("customer", customer)
                        .query((row, _) ->
                                new Standing.Said(
                                        row.getLong("identifier"),
                                        row.getObject("key", UUID.class),
                                        row.getString("resource") != null,
                                        statement(row)))
                        .list()
                        .stream()
                        .collect(Collectors.groupingBy(each -> each.statement().purpose()));
        return Stream.of(Purpose.values())
                .map(purpose -> Standing.of(purpose, said.getOrDefault(purpose, List.of())))
                .toList();
    }

    /** What a customer said so far, the latest first. */
    public List<Statement> history(long customer) {
        return jdbc.sql(
                        """
                        select distinct on (said_at, key, purpose) *
                        from (%s) said
                        order by said_at desc, key, purpose
                        limit :max
                        """
                                .formatted(STATEMENTS))
                .param("customer", customer)
                .param("max", HISTORY_MAX)
                .query((row, _) -> statement(row))
                .list();
    }

    private static Statement statement(ResultSet row) throws SQLException {
        return new Statement(
                Purpose.ofCode(row.getString("purpose")).orElseThrow(),
                row.getBoolean("given"),
                row.getObject("said_at", OffsetDateTime.class).toInstant(),
                row.getString("source_name"),
                ConsentFacts.proof(row.getString("personal")));
    }

    /**
     * What is recorded of somebody.
     *
     * @param saidAt when it was said; a time to come counts as now
     */
    public record Entry(Purpose purpose, boolean given, Instant saidAt, Proof proof) {}

    /**
     * Records what a customer said. It is durable when this returns, and counts as soon as facts
     * are taken in. The same number again is recorded once.
     *
     * @param number what makes it unique
     * @return false if something else was recorded by this number
     */
    public boolean record(long customer, Entry entry, String number) {
        List<Identifier> named = toBeNamed(customer, entry);
        // who agreed meanwhile to what else must not be answered by a repetition
        return append(isRecorded(number) ? List.of(named.getFirst()) : named, entry, number);
    }

    /**
     * Records what somebody said of whom an identifier is known, also before anything else is.
     *
     * @return false if something else was recorded by this number
     */
    public boolean record(Identifier person, Entry entry, String number) {
        return append(List.of(person), entry, number);
    }

    private boolean isRecorded(String number) {
        return jdbc.sql("select exists (select from events.shared_event where key = :key)")
                .param("key", EventKey.ofMessage(sources.own().id(), message(number, 0)))
                .query(Boolean.class)
                .single();
    }

    private static String message(String number, int place) {
        return "consent/" + number + "/" + place;
    }

    /**
     * The identifier that the customer is numbered by, and to agree those that objected: each is
     * named by a fact of its own, because naming them together would join them for ever.
     */
    private List<Identifier> toBeNamed(long customer, Entry entry) {
        return jdbc.sql(
                        """
                        select identifier.type, identifier.namespace, identifier.value
                        from identity.shared_member member
                        join events.shared_identifier identifier
                            on identifier.number = member.identifier
                        where member.customer = :customer
                          and (member.identifier = :customer
                               or :given and exists (
                                   select from consent.statement said
                                   where said.identifier = member.identifier
                                     and said.purpose = :purpose and not said.given))
                        order by member.identifier
                        """)
                .param("customer", customer)
                .param("given", entry.given())
                .param("purpose", entry.purpose().code())
                .query((row, _) ->
                        new Identifier(
                                IdentifierType.ofCode(row.getInt("type")),
                                row.getString("namespace"),
                                row.getString("value")))
                .list();
    }

    private boolean append(List<Identifier> named, Entry entry, String number) {
        Source own = sources.own();
        Instant now = clock.instant();
        List<EventDraft> drafts = new ArrayList<>();
        for (Identifier each : named) {
            String message = message(number, drafts.size());
            drafts.add(
                    new EventDraft(
                            own.id(),
                            EventKey.ofMessage(own.id(), message),
                            EventType.TRACK,
                            entry.given() ? ConsentFacts.GIVEN : ConsentFacts.WITHDRAWN,
                            List.of(each),
                            entry.saidAt().isAfter(now) ? now : entry.saidAt(),
                            now,
                            message,
                            null,
                            null,
                            ConsentFacts.payload(entry.purpose()),
                            ConsentFacts.personal(entry.proof())));
        }
        return log.append(drafts).conflicts() == 0;
    }
}
