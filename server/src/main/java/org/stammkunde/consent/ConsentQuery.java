package org.stammkunde.consent;

/**
 * How customers stand to a purpose as SQL, for modules that ask about many of them in one
 * statement; {@link Consents#of} says the same of one.
 */
public final class ConsentQuery {

    private ConsentQuery() {}

    /**
     * A query for (customer, given): whether who said something agrees. Who said nothing is absent.
     *
     * @param members a relation of (customer, identifier)
     * @param statements how these are joined with a relation {@code told}, of statements about one
     *     purpose from {@code consent.shared_statement}
     */
    public static String standings(String members, String statements) {
        return """
        with said as materialized (
            select member.customer, told.identifier, told.key, told.given, told.said_at,
                   told.source, told.is_undated
            from %s member
            %s
            left join identity.shared_member owner on owner.identifier = told.subject
            where not told.given or owner.customer = member.customer)
        select customer, not bool_or(objects) as given
        from (select said.customer, said.key,
                     bool_and(not said.given and answer.key is null) as objects
              from said
              left join said answer
                  on not said.given and answer.given
                  and answer.customer = said.customer and answer.identifier = said.identifier
                  and answer.said_at > said.said_at
                  and (not answer.is_undated or answer.source = said.source)
              group by said.customer, said.key) fact
        group by customer\
        """
                .formatted(members, statements);
    }
}
