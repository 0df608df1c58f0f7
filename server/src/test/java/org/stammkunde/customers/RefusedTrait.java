package org.stammkunde.customers;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database that refuses the trait value "poison" until this is closed, as one would that a fact
 * does not fit into.
 */
public final class RefusedTrait implements AutoCloseable {

    private final JdbcClient jdbc;

    public RefusedTrait(JdbcClient jdbc) {
        this.jdbc = jdbc;
        jdbc.sql(
                        """
                        create function customers.refuse() returns trigger language plpgsql
                        as $$ begin raise numeric_value_out_of_range; end $$
                        """)
                .update();
        jdbc.sql(
                        """
                        create trigger refused before insert or update on customers.trait
                        for each row when (new.value = '"poison"'::jsonb)
                        execute function customers.refuse()
                        """)
                .update();
    }

    @Override
    public void close() {
        jdbc.sql("drop trigger refused on customers.trait").update();
        jdbc.sql("drop function customers.refuse()").update();
    }
}
