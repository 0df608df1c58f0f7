package org.stammkunde.catalog;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.events.EventBatch;
import org.stammkunde.events.Projection;
import org.stammkunde.merchant.MerchantSettings;

/**
 * Keeps the catalogue up to date. Everything in it is a maximum: of each attribute what was said
 * with the greatest rank, of each slot the highest version. So neither order nor repetition
 * matters, and a row is rewritten only by what counts more.
 */
@Component
@Order(15)
final class CatalogProjection implements Projection {

    /** What {@link String#strip} takes away; orders strip what names a product with it. */
    private static final String BLANKS =
            IntStream.rangeClosed(0, Character.MAX_VALUE)
                    .filter(Character::isWhitespace)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());

    private final JdbcClient jdbc;
    private final MerchantSettings merchant;
    private final CatalogTables tables;

    CatalogProjection(JdbcClient jdbc, MerchantSettings merchant, CatalogTables tables) {
        this.jdbc = jdbc;
        this.merchant = merchant;
        this.tables = tables;
    }

    @Override
    public String name() {
        return "catalog";
    }

    @Override
    public List<String> tables() {
        return List.of("catalog.attribute", "catalog.statement", "catalog.latest");
    }

    @Override
    public void apply(EventBatch batch) {
        List<ProductFact> facts = factsAboutProductsIn(batch);
        if (!facts.isEmpty()) {
            CatalogChanges changes = CatalogChanges.of(facts);
            tables.raiseAttributes(changes.attributes());
            tables.correctStatements(changes.corrected());
            tables.renewLatest(changes.latest());
        }
        takeFromOrders(batch);
    }

    private List<ProductFact> factsAboutProductsIn(EventBatch batch) {
        ProductFacts reader = new ProductFacts(merchant.current());
        List<ProductFact> facts = new ArrayList<>();
        jdbc.sql(
                        """
                        select source, name, version, occurred_at, payload
                        from events.shared_event
                        where position > :after and position <= :upTo
                          and resource like 'product/%'
                        """)
                .param("after", batch.after())
                .param("upTo", batch.upTo())
                .query(row -> {
                    String name = row.getString("name");
                    reader.read(
                                    new ProductFacts.Logged(
                                            row.getInt("source"),
                                            name == null ? "" : name,
                                            row.getLong("version"),
                                            row.getObject("occurred_at", OffsetDateTime.class)
                                                    .toInstant(),
                                            row.getString("payload")))
                            .ifPresent(facts::add);
                });
        return facts;
    }

    /**
     * What orders say of products, by the day: the rank of a later day is greater, and all orders
     * of a day leave the row alone after the first.
     */
    private void takeFromOrders(EventBatch batch) {
        jdbc.sql(
                        """
                        with mentioned as (
                            select left(coalesce(
                                       nullif(btrim(line ->> 'sku', :blanks), ''),
                                       nullif(btrim(line ->> 'product_id', :blanks), ''),
                                       btrim(line ->> 'name', :blanks)), 200) as product,
                                   source,
                                   max((occurred_at at time zone :zone)::date - date '1970-01-01')
                                       as rank,
                                   btrim(line ->> 'name', :blanks) as name,
                                   line ->> 'category' as category,
                                   line ->> 'brand' as brand, line ->> 'image_url' as image,
                                   line ->> 'url' as link
                            from events.shared_event
                            cross join lateral jsonb_array_elements(case
                                when jsonb_typeof(payload -> 'lines') = 'array'
                                    then payload -> 'lines'
                                when jsonb_typeof(payload #> '{properties,products}') = 'array'
                                    then payload #> '{properties,products}'
                                else '[]' end) line
                            where position > :after and position <= :upTo
                              and resource like 'order/%'
                            group by 1, 2, 4, 5, 6, 7, 8)
                        insert into catalog.attribute as kept
                            (product, source, attribute, value, rank)
                        select distinct on (product, source, said.attribute)
                               product, source, said.attribute, left(said.value, 2000), said.rank
                        from mentioned
                        cross join lateral (values
                            ('known', '', 0), ('name', name, rank), ('category', category, rank),
                            ('brand', brand, rank), ('image', image, rank), ('link', link, rank)
                        ) said (attribute, value, rank)
                        where product <> '' and (said.attribute = 'known' or said.value <> '')
                          and (said.attribute not in ('image', 'link')
                               or said.value ~ '^https?://[^[:space:]"''<>]+$')
                        order by product, source, said.attribute, said.rank desc,
                                 left(said.value, 2000) collate "C" desc
                        on conflict (product, source, attribute) do update
                            set value = excluded.value, rank = excluded.rank
                            where (excluded.rank, excluded.value) > (kept.rank, kept.value)
                        """)
                .param("blanks", BLANKS)
                .param("zone", merchant.current().zone().getId())
                .param("after", batch.after())
                .param("upTo", batch.upTo())
                .update();
    }
}
