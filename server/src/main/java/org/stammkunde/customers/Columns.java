package org.stammkunde.customers;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The columns of the customer list, and which of them somebody wants to see. */
@Component
class Columns {

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final List<ListColumn> all;

    Columns(JdbcClient jdbc, InstantSource clock, Additions additions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.all =
                Stream.concat(ListColumn.OWN.stream(), added(additions.columns()).stream())
                        .toList();
    }

    private static List<ListColumn> added(List<CustomerColumn> columns) {
        return IntStream.range(0, columns.size())
                .mapToObj(index -> ListColumn.of(columns.get(index), index))
                .toList();
    }

    List<ListColumn> all() {
        return all;
    }

    /** What the account chose, else the usual ones with the figures of later modules. */
    List<ListColumn> of(long account) {
        List<String> chosen =
                jdbc.sql(
                                """
                                select unnest(columns) from customers.chosen_columns
                                where account = :account
                                """)
                        .param("account", account)
                        .query((row, number) -> row.getString(1))
                        .list();
        return chosen.isEmpty() ? usual() : named(chosen);
    }

    /** Remembers the choice; names that are none are left out, and none means the usual ones. */
    void choose(long account, Collection<String> keys) {
        List<String> chosen = named(keys).stream().map(ListColumn::key).toList();
        jdbc.sql(
                        """
                        insert into customers.chosen_columns (account, columns, chosen_at)
                        values (:account, :columns, :now)
                        on conflict (account) do update
                            set columns = excluded.columns, chosen_at = excluded.chosen_at
                        """)
                .param("account", account)
                .param("columns", chosen.toArray(String[]::new))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private List<ListColumn> named(Collection<String> keys) {
        return all.stream().filter(column -> keys.contains(column.key())).toList();
    }

    private List<ListColumn> usual() {
        return all.stream()
                .filter(column ->
                        ListColumn.USUAL.contains(column.key()) || !ListColumn.OWN.contains(column))
                .toList();
    }
}
