package org.stammkunde.catalog;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.catalog.CatalogChanges.AttributeKey;
import org.stammkunde.catalog.CatalogChanges.LatestKey;
import org.stammkunde.catalog.CatalogChanges.StatementKey;
import org.stammkunde.catalog.ProductFact.Said;
import org.stammkunde.catalog.ProductFact.Statement;

/** Writes what counts more than what is there, in one statement per table. */
@Component
final class CatalogTables {

    private final JdbcClient jdbc;

    CatalogTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void raiseAttributes(Map<AttributeKey, Said> attributes) {
        List<AttributeKey> keys = List.copyOf(attributes.keySet());
        List<Said> said = keys.stream().map(attributes::get).toList();
        jdbc.sql(
                        """
                        insert into catalog.attribute as kept
                            (product, source, attribute, value, rank)
                        select * from unnest(:products::text[], :sources::integer[],
                            :attributes::text[], :values::text[], :ranks::bigint[])
                        on conflict (product, source, attribute) do update
                            set value = excluded.value, rank = excluded.rank
                            where (excluded.rank, excluded.value) > (kept.rank, kept.value)
                        """)
                .param(
                        "products",
                        keys.stream().map(key -> key.product().number()).toArray(String[]::new))
                .param(
                        "sources",
                        keys.stream().map(key -> key.product().source()).toArray(Integer[]::new))
                .param(
                        "attributes",
                        keys.stream().map(key -> key.attribute().code()).toArray(String[]::new))
                .param("values", said.stream().map(Said::value).toArray(String[]::new))
                .param("ranks", said.stream().map(Said::rank).toArray(Long[]::new))
                .update();
    }

    void correctStatements(Map<StatementKey, Statement> statements) {
        Rows rows = new Rows();
        statements.forEach((key, statement) -> rows.add(key.measure(), statement));
        rows.write(
                """
                insert into catalog.statement as kept
                    (product, source, measure, currency, slot, said_at, version, value)
                select product, source, measure, currency, slot, said_at, version, value
                from unnest(:products::text[], :sources::integer[], :measures::text[],
                    :currencies::text[], :slots::timestamptz[], :times::timestamptz[],
                    :versions::bigint[], :values::numeric[])
                    as said (product, source, measure, currency, slot, said_at, version, value)
                on conflict (product, source, measure, currency, slot) do update
                    set said_at = excluded.said_at, version = excluded.version,
                        value = excluded.value
                    where (excluded.version, excluded.value, excluded.said_at)
                        > (kept.version, kept.value, kept.said_at)
                """);
    }

    void renewLatest(Map<LatestKey, Statement> latest) {
        Rows rows = new Rows();
        latest.forEach(rows::add);
        rows.write(
                """
                insert into catalog.latest as kept
                    (product, source, measure, currency, said_at, version, value)
                select product, source, measure, currency, said_at, version, value
                from unnest(:products::text[], :sources::integer[], :measures::text[],
                    :currencies::text[], :slots::timestamptz[], :times::timestamptz[],
                    :versions::bigint[], :values::numeric[])
                    as said (product, source, measure, currency, slot, said_at, version, value)
                on conflict (product, source, measure, currency) do update
                    set said_at = excluded.said_at, version = excluded.version,
                        value = excluded.value
                    where (excluded.said_at, excluded.version, excluded.value)
                        > (kept.said_at, kept.version, kept.value)
                """);
    }

    /** Statements as columns. */
    private final class Rows {

        private final List<LatestKey> keys = new ArrayList<>();
        private final List<Statement> statements = new ArrayList<>();

        void add(LatestKey key, Statement statement) {
            keys.add(key);
            statements.add(statement);
        }

        void write(String sql) {
            if (keys.isEmpty()) {
                return;
            }
            jdbc.sql(sql)
                    .param(
                            "products",
                            keys.stream().map(key -> key.product().number()).toArray(String[]::new))
                    .param(
                            "sources",
                            keys.stream()
                                    .map(key -> key.product().source())
                                    .toArray(Integer[]::new))
                    .param(
                            "measures",
                            keys.stream().map(key -> key.measure().code()).toArray(String[]::new))
                    .param(
                            "currencies",
                            keys.stream().map(LatestKey::currency).toArray(String[]::new))
                    .param("slots", times(statements.stream().map(Statement::slot).toList()))
                    .param("times", times(statements.stream().map(Statement::saidAt).toList()))
                    .param(
                            "versions",
                            statements.stream().map(Statement::version).toArray(Long[]::new))
                    .param(
                            "values",
                            statements.stream().map(Statement::value).toArray(BigDecimal[]::new))
                    .update();
        }
    }

    private static String[] times(List<Instant> instants) {
        return instants.stream()
                .map(at -> at.atOffset(ZoneOffset.UTC).toString())
                .toArray(String[]::new);
    }
}
