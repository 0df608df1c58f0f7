package org.stammkunde.catalog;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the products of a list: search, filters, order, and paging by key. */
@Component
class ProductTable {

    /** Products on a page. */
    static final int PAGE_SIZE = 50;

    /** Stands for what is unknown in the order, after everything that is known. */
    private static final String UNKNOWN = "1e30";

    /** Of each attribute and measure, what counts across all sources. */
    private static final String FOUND =
            """
            with attributes as (
                select product,
                       (array_agg(value order by rank desc, value desc, source)
                           filter (where attribute = 'name'))[1] as name,
                       coalesce((array_agg(value order by rank desc, value desc, source)
                           filter (where attribute = 'category'))[1], '') as category,
                       coalesce((array_agg(value order by rank desc, value desc, source)
                           filter (where attribute = 'brand'))[1], '') as brand,
                       coalesce((array_agg(value order by rank desc, value desc, source)
                           filter (where attribute = 'active'))[1], 'true') as active
                from catalog.attribute
                group by product),
            measures as (
                select product,
                       (array_agg(value order by said_at desc, version desc, value desc, source)
                           filter (where measure = 'price' and currency = :currency))[1] as price,
                       (array_agg(value order by said_at desc, version desc, value desc, source)
                           filter (where measure = 'cost' and currency = :currency))[1] as cost,
                       sum(value) filter (where measure = 'stock') as stock
                from catalog.latest
                group by product),
            sold as (%s),
            found as (
                select attributes.product, coalesce(attributes.name, attributes.product) as name,
                       category, brand, active = 'true' as active,
                       coalesce(measures.price, case when sold.units > 0 then round(
                           sold.revenue_minor / sold.units / power(10::numeric, :digits), :digits)
                           end) as price,
                       measures.price is null as average, cost, stock,
                       coalesce(sold.units, 0) as units,
                       least(greatest(coalesce(sold.revenue_minor, 0), -9e18), 9e18)
                           as revenue_minor
                from attributes
                left join measures on measures.product = attributes.product
                left join sold on sold.product = attributes.product
                    and sold.currency = :currency)
            """;

    private final JdbcClient jdbc;
    private final ProductSales sales;

    ProductTable(JdbcClient jdbc, ProductSales sales) {
        this.jdbc = jdbc;
        this.sales = sales;
    }

    /** The products from the list's cursor on. */
    List<Product> read(ProductList list, Currency currency, int max) {
        Query query = query(list, currency);
        return jdbc.sql(query.sql() + " limit :max")
                .params(query.parameters())
                .param("max", max)
                .query((row, _) -> product(row))
                .list();
    }

    /** Hands over all products of the list, one by one. */
    void readAll(ProductList list, Currency currency, Consumer<Product> each) {
        Query query = query(list, currency);
        jdbc.sql(query.sql())
                .params(query.parameters())
                .query(row -> {
                    each.accept(product(row));
                });
    }

    /** How many products match. */
    int count(ProductList list, Currency currency) {
        Map<String, Object> parameters = parameters(currency);
        String conditions = conditions(list, parameters);
        return jdbc.sql(found() + "select count(*) from found where " + conditions)
                .params(parameters)
                .query(Integer.class)
                .single();
    }

    /** Whether there is no product at all. */
    boolean isEmpty() {
        return jdbc.sql("select not exists (select from catalog.attribute)")
                .query(Boolean.class)
                .single();
    }

    /** The categories that count, by name. */
    List<String> categories() {
        return jdbc.sql(
                        """
                        select distinct value
                        from (select distinct on (product) value from catalog.attribute
                              where attribute = 'category'
                              order by product, rank desc, value desc, source) counting
                        order by value
                        """)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private record Query(String sql, Map<String, Object> parameters) {}

    private Query query(ProductList list, Currency currency) {
        Map<String, Object> parameters = parameters(currency);
        String conditions = conditions(list, parameters);
        String direction = list.descending() ? "desc" : "asc";
        String follows =
                list.after()
                        .map(cursor -> {
                            boolean text = list.sort().isText();
                            parameters.put(
                                    "position",
                                    text
                                            ? cursor.position()
                                            : (Object) new BigDecimal(cursor.position()));
                            parameters.put("product", cursor.product());
                            return "and (%s, product) %s (cast(:position as %s), :product)"
                                    .formatted(
                                            value(list),
                                            list.descending() ? "<" : ">",
                                            text ? "text" : "numeric");
                        })
                        .orElse("");
        String sql =
                found()
                        + "select found.*, %s as position from found where %s %s order by %s %s, product %s"
                                .formatted(
                                        value(list),
                                        conditions,
                                        follows,
                                        value(list),
                                        direction,
                                        direction);
        return new Query(sql, parameters);
    }

    private String found() {
        return FOUND.formatted(sales.query());
    }

    private static Map<String, Object> parameters(Currency currency) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("currency", currency.getCurrencyCode());
        parameters.put("digits", Math.max(0, currency.getDefaultFractionDigits()));
        return parameters;
    }

    private static String value(ProductList list) {
        String value = list.sort().value();
        return list.sort().isText()
                ? value
                : "coalesce(%s, %s%s)".formatted(value, list.descending() ? "-" : "", UNKNOWN);
    }

    private static String conditions(ProductList list, Map<String, Object> parameters) {
        StringBuilder conditions = new StringBuilder("true");
        if (!list.search().isEmpty()) {
            parameters.put("search", list.search());
            conditions.append(
                    """
                     and (strpos(lower(name), lower(:search)) > 0
                          or strpos(lower(product), lower(:search)) > 0
                          or strpos(lower(brand), lower(:search)) > 0)\
                    """);
        }
        if (!list.category().isEmpty()) {
            parameters.put("category", list.category());
            conditions.append(
                    " and (category = :category or starts_with(category, :category || ' > '))");
        }
        switch (list.state()) {
            case ALL -> {}
            case SOLD_OUT -> conditions.append(" and stock <= 0");
            case INACTIVE -> conditions.append(" and not active");
        }
        return conditions.toString();
    }

    private static Product product(ResultSet row) throws SQLException {
        return new Product(
                row.getString("product"),
                row.getString("name"),
                row.getString("category"),
                row.getString("brand"),
                row.getBoolean("active"),
                (BigDecimal) row.getObject("price"),
                row.getBoolean("average"),
                (BigDecimal) row.getObject("cost"),
                (BigDecimal) row.getObject("stock"),
                row.getBigDecimal("units"),
                row.getBigDecimal("revenue_minor").longValue(),
                row.getString("position"));
    }
}
