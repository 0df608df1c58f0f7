package org.stammkunde.consent;

/**
 * How many customers stand to a purpose as SQL, for modules that ask about them in one statement;
 * {@link Consents#of} says the same of one.
 */
public final class ConsentQuery {

    private ConsentQuery() {}

    /**
     * A query for (customer, given): whether who said something agrees. Who said nothing is absent.
     *
     * @param statements a query for (customer, identifier, key, given, said_at): what the customers
     *     said about one purpose, from {@code consent.shared_statement}
     */
    public static String standings(String statements) {
        return """
        select customer, not bool_or(objects) as given
        from (select customer, key, bool_and(not given and not agreed_last) as objects
              from (select said.customer, said.key, said.given,
                           first_value(said.given) over (
                               partition by said.identifier
                               order by said.said_at desc, said.given, said.key) as agreed_last
                    from (%s) said) named
              group by customer, key) fact
        group by customer\
        """
                .formatted(statements);
    }
}
