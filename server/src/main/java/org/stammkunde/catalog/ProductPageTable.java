package org.stammkunde.catalog;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.catalog.ProductRecord.SourceStatement;

/** Reads one product. */
@Component
class ProductPageTable {

    /** The latest changes of each measure by one source that a page can show. */
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

    /**
     * Of each source what changed a measure: what it only repeats is left out before the latest are
     * taken, because a shop may repeat its price with every sale. Each source and measure has its
     * own share of what a page can show, so that none of them hides another.
     */
    private List<SourceStatement> history(String number) {
        return jdbc.sql(
                        """
                        select source.name as source, said.measure, said.currency, said.said_at,
                               said.version, said.value
                        from (select told.*, row_number() over (
                                  partition by told.source, told.measure, told.currency
                                  order by told.said_at desc, told.version desc, told.value desc
                                  ) as place
                              from (select source, measure, currency, said_at, version, value,
                                           lag(value) over (
                                               partition by source, measure, currency
                                               order by said_at, version, value) as value_before
                                    from catalog.statement where product = :product) told
                              where told.value is distinct from told.value_before) said
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

    /**
     * What held by the end of each day, across all sources. Days are few however often a value is
     * repeated, so that none is left out.
     *
     * @param currency empty where it is no money
     * @param zone whose midnights part the days
     */
    DailyValues daily(String number, Measure measure, String currency, ZoneId zone) {
        NavigableMap<LocalDate, BigDecimal> said = new TreeMap<>();
        jdbc.sql(
                        """
                        select distinct on (day)
                               (said_at at time zone :zone)::date as day, value
                        from catalog.statement
                        where product = :product and measure = :measure and currency = :currency
                        order by day, said_at desc, version desc, value desc
                        """)
                .param("zone", zone.getId())
                .param("product", number)
                .param("measure", measure.code())
                .param("currency", currency)
                .query(row -> {
                    said.put(row.getObject("day", LocalDate.class), row.getBigDecimal("value"));
                });
        return new DailyValues(said);
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
