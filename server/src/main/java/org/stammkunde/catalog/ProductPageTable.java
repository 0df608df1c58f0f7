package org.stammkunde.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.catalog.ProductRecord.SourceStatement;

/** Reads one product. */
@Component
class ProductPageTable {

    /** The latest statements of each measure that a page can show. */
    private static final int HISTORY_MAX = 2_000;

    private final JdbcClient jdbc;

    ProductPageTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The product with this number, empty if nobody ever spoke of it. */
    Optional<ProductRecord> find(String number) {
        Map<Attribute, String> attributes = attributes(number);
        return attributes.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ProductRecord(number, attributes, history(number), latest(number)));
    }

    private Map<Attribute, String> attributes(String number) {
        Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
        jdbc.sql(
                        """
                        select distinct on (attribute) attribute, value from catalog.attribute
                        where product = :product
                        order by attribute, rank desc, value desc, source
                        """)
                .param("product", number)
                .query(row -> {
                    String code = row.getString("attribute").toUpperCase(Locale.ROOT);
                    attributes.put(Attribute.valueOf(code), row.getString("value"));
                });
        return attributes;
    }

    /** Stock changes with every sale; each measure has its own share of what a page can show. */
    private List<SourceStatement> history(String number) {
        return jdbc.sql(
                        """
                        select source.name as source, said.measure, said.currency, said.said_at,
                               said.version, said.value
                        from (select statement.*, row_number() over (
                                  partition by measure order by said_at desc, version desc) as place
                              from catalog.statement where product = :product) said
                        join events.shared_source source on source.id = said.source
                        where said.place <= :max
                        """)
                .param("product", number)
                .param("max", HISTORY_MAX)
                .query((row, _) -> statement(row))
                .list();
    }

    private List<SourceStatement> latest(String number) {
        return jdbc.sql(
                        """
                        select source.name as source, said.measure, said.currency, said.said_at,
                               said.version, said.value
                        from catalog.latest said
                        join events.shared_source source on source.id = said.source
                        where said.product = :product
                        order by source.name, said.measure, said.currency
                        """)
                .param("product", number)
                .query((row, _) -> statement(row))
                .list();
    }

    private static SourceStatement statement(ResultSet row) throws SQLException {
        return new SourceStatement(
                row.getString("source"),
                Measure.ofCode(row.getString("measure")),
                row.getString("currency"),
                row.getObject("said_at", OffsetDateTime.class).toInstant(),
                row.getLong("version"),
                row.getBigDecimal("value"));
    }
}
