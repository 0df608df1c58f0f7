package org.stammkunde.customers;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.web.Problem;

/** Lists that somebody comes back to: each account has its own. */
@Component
class SavedViews {

    static final int NAME_LENGTH_MAX = 60;
    private static final int ADDRESS_LENGTH_MAX = 2_000;

    /** More tabs than this nobody finds anything in. */
    private static final int VIEWS_MAX = 30;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    SavedViews(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A list under a name; {@code address} is that of the list. */
    record SavedView(long id, String name, String address) {}

    /** The account's views, oldest first. */
    List<SavedView> of(long account) {
        return jdbc.sql(
                        """
                        select id, name, address from customers.saved_view
                        where account = :account and removed_at is null
                        order by id
                        limit :max
                        """)
                .param("account", account)
                .param("max", VIEWS_MAX)
                .query((row, number) ->
                        new SavedView(
                                row.getLong("id"), row.getString("name"), row.getString("address")))
                .list();
    }

    void save(long account, String name, String address) {
        String called = name.strip();
        if (called.isEmpty() || called.length() > NAME_LENGTH_MAX) {
            throw new Problem(HttpStatus.BAD_REQUEST, "view-name", NAME_LENGTH_MAX);
        }
        if (address.length() > ADDRESS_LENGTH_MAX) {
            throw new Problem(HttpStatus.BAD_REQUEST, "view-too-long", ADDRESS_LENGTH_MAX);
        }
        if (of(account).size() >= VIEWS_MAX) {
            throw new Problem(HttpStatus.CONFLICT, "views-full", VIEWS_MAX);
        }
        jdbc.sql(
                        """
                        insert into customers.saved_view (account, name, address, created_at)
                        values (:account, :name, :address, :now)
                        """)
                .param("account", account)
                .param("name", called)
                .param("address", address)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    void remove(long account, long id) {
        jdbc.sql(
                        """
                        update customers.saved_view set removed_at = :now
                        where account = :account and id = :id and removed_at is null
                        """)
                .param("account", account)
                .param("id", id)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Takes a removal back. */
    void restore(long account, long id) {
        jdbc.sql(
                        """
                        update customers.saved_view set removed_at = null
                        where account = :account and id = :id
                        """)
                .param("account", account)
                .param("id", id)
                .update();
    }

    /** The name of a view that was removed. */
    Optional<String> removed(long account, long id) {
        return jdbc.sql(
                        """
                        select name from customers.saved_view
                        where account = :account and id = :id and removed_at is not null
                        """)
                .param("account", account)
                .param("id", id)
                .query(String.class)
                .optional();
    }
}
