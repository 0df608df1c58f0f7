package org.stammkunde.customers;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.stammkunde.web.Problem;

/**
 * Tags that people give to customers, and take away again: a ledger of decisions. An entry names an
 * identifier of the customer, so that tags follow it when customers are merged or split; a customer
 * bears the tags of all its identifiers.
 */
@Component
class Tags {

    static final int LENGTH_MAX = 40;
    private static final int SUGGESTIONS_MAX = 100;

    /** Condition of a list: who bears the tag {@code :tag}. */
    static final String BEARING =
            """
            listing.customer in (
                select member.customer
                from customers.tagged
                join identity.shared_member member on member.identifier = tagged.identifier
                where tagged.tag = :tag)\
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    Tags(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Something that was done to many customers at once.
     *
     * @param added whether they were given the tag, else it was taken away
     * @param customers how many
     */
    record Operation(UUID id, String tag, boolean added, long customers) {

        private static final String PREFIX = "tags:";

        /** As an address names it. */
        static String name(UUID id) {
            return PREFIX + id;
        }

        /** The number of the operation that an address names; empty for anything else. */
        static Optional<UUID> idIn(String name) {
            try {
                return name.startsWith(PREFIX)
                        ? Optional.of(UUID.fromString(name.substring(PREFIX.length())))
                        : Optional.empty();
            } catch (IllegalArgumentException rubbish) {
                return Optional.empty();
            }
        }
    }

    /**
     * The tags that anybody ever bore, for suggestions. From each to the next by the index: there
     * may be millions of entries, and few tags.
     */
    List<String> known() {
        return jdbc.sql(
                        """
                        with recursive known as (
                            (select tag from customers.tag_entry order by tag limit 1)
                            union all
                            select (select entry.tag from customers.tag_entry entry
                                    where entry.tag > known.tag order by entry.tag limit 1)
                            from known where known.tag is not null)
                        select tag from known where tag is not null order by tag limit :max
                        """)
                .param("max", SUGGESTIONS_MAX)
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Gives the tag to those of the customers who do not bear it yet. */
    @Transactional
    UUID add(CustomerListTable.Selection customers, String tag, long account) {
        return write(
                """
                select chosen.customer as identifier, true as added
                from (%s) chosen
                where not exists (
                    select from identity.shared_member member
                    join customers.tagged
                      on tagged.identifier = member.identifier and tagged.tag = :givenTag
                    where member.customer = chosen.customer)
                """,
                customers, tag, account);
    }

    /** Takes the tag away from those of the customers who bear it. */
    @Transactional
    UUID remove(CustomerListTable.Selection customers, String tag, long account) {
        return write(
                """
                select tagged.identifier, false as added
                from (%s) chosen
                join identity.shared_member member on member.customer = chosen.customer
                join customers.tagged
                  on tagged.identifier = member.identifier and tagged.tag = :givenTag
                """,
                customers, tag, account);
    }

    private UUID write(
            String entries, CustomerListTable.Selection customers, String tag, long account) {
        UUID operation = UUID.randomUUID();
        Map<String, Object> parameters = new HashMap<>(customers.parameters());
        parameters.put("givenTag", normal(tag));
        parameters.put("operation", operation);
        parameters.put("account", account);
        parameters.put("now", clock.instant().atOffset(ZoneOffset.UTC));
        jdbc.sql(
                        """
                        insert into customers.tag_entry
                            (operation, identifier, tag, added, account, at)
                        select :operation, identifier, :givenTag, added, :account, :now
                        from (%s) entry
                        order by identifier
                        """
                                .formatted(entries.formatted(customers.sql())))
                .params(parameters)
                .update();
        return operation;
    }

    /** What was done; empty for what nobody did. */
    Optional<Operation> operation(UUID id) {
        return jdbc.sql(
                        """
                        select tag, added, count(*) as customers
                        from customers.tag_entry
                        where operation = :operation
                        group by tag, added
                        limit 1
                        """)
                .param("operation", id)
                .query((row, number) ->
                        new Operation(
                                id,
                                row.getString("tag"),
                                row.getBoolean("added"),
                                row.getLong("customers")))
                .optional();
    }

    /** Takes an operation back where nothing was decided since. */
    @Transactional
    void undo(UUID id, long account) {
        jdbc.sql(
                        """
                        insert into customers.tag_entry
                            (operation, identifier, tag, added, account, at)
                        select :undoing, entry.identifier, entry.tag, not entry.added, :account, :now
                        from customers.tag_entry entry
                        where entry.operation = :operation
                          and not exists (
                              select from customers.tag_entry later
                              where later.tag = entry.tag
                                and later.identifier = entry.identifier
                                and later.id > entry.id)
                        order by entry.identifier
                        """)
                .param("undoing", UUID.randomUUID())
                .param("operation", id)
                .param("account", account)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static String normal(String tag) {
        String normal = tag.strip().replaceAll("\\s+", " ");
        boolean isTag =
                !normal.isEmpty()
                        && normal.length() <= LENGTH_MAX
                        && normal.chars().noneMatch(Character::isISOControl);
        if (!isTag) {
            throw new Problem(HttpStatus.BAD_REQUEST, "tag-invalid", LENGTH_MAX);
        }
        return normal;
    }
}
