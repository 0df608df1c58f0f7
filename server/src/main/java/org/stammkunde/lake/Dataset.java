package org.stammkunde.lake;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the lake holds: a query whose first column names the slice, the name that this column has in
 * the folders of the files, and the types of all columns in Parquet. Times are in UTC.
 */
enum Dataset {
    EVENTS(
            "day",
            """
            select (event.received_at at time zone 'UTC')::date as slice, event.position,
                   event.source, event.type, lake.label(event.name) as name,
                   event.subject as identifier,
                   event.occurred_at at time zone 'UTC' as occurred_at,
                   event.received_at at time zone 'UTC' as received_at,
                   case when event.resource like 'order/%'
                        then lake.code(substr(event.resource, 7)) end as order_number,
                   lake.code(coalesce(event.payload #>> '{properties,product_id}',
                                      event.payload #>> '{properties,sku}')) as product,
                   case when coalesce(event.payload ->> 'currency',
                                      event.payload #>> '{properties,currency}') ~ '^[A-Z]{3}$'
                        then coalesce(event.payload ->> 'currency',
                                      event.payload #>> '{properties,currency}') end as currency,
                   lake.number(coalesce(event.payload ->> 'total',
                                        event.payload #>> '{properties,total}',
                                        event.payload #>> '{properties,revenue}',
                                        event.payload #>> '{properties,value}')) as amount,
                   lake.number(event.payload #>> '{properties,quantity}') as quantity,
                   lake.number(event.payload #>> '{properties,price}') as price,
                   lake.number(event.payload #>> '{properties,rating}') as rating
            from events.shared_event event
            """,
            "position BIGINT, source INTEGER, type SMALLINT, name VARCHAR, identifier BIGINT,"
                    + " occurred_at TIMESTAMP, received_at TIMESTAMP, order_number VARCHAR,"
                    + " product VARCHAR, currency VARCHAR, amount DECIMAL(19,6),"
                    + " quantity DECIMAL(19,6), price DECIMAL(19,6), rating DECIMAL(19,6)"),
    ORDERS(
            "month",
            """
            select to_char(placed.day, 'YYYY-MM') as slice, placed.source,
                   lake.code(placed.number) as number, placed.kind, placed.status,
                   lake.code(placed.channel) as channel, placed.subject as identifier,
                   placed.currency, placed.ordered_at at time zone 'UTC' as ordered_at, placed.day,
                   placed.items, placed.total_minor, placed.refunded_minor, placed.net_minor
            from orders.shared_order placed
            """,
            "source INTEGER, number VARCHAR, kind VARCHAR, status VARCHAR, channel VARCHAR,"
                    + " identifier BIGINT, currency VARCHAR, ordered_at TIMESTAMP, day DATE,"
                    + " items DECIMAL(19,6), total_minor BIGINT, refunded_minor BIGINT,"
                    + " net_minor BIGINT"),
    ORDER_LINES(
            "month",
            """
            select to_char(placed.day, 'YYYY-MM') as slice, line.source,
                   lake.code(line.number) as number, line.line, lake.label(line.product) as product,
                   lake.label(line.name) as name, lake.label(line.category) as category,
                   line.quantity, line.unit_price, line.discount, placed.currency
            from orders.shared_line line
            join orders.shared_order placed
              on placed.source = line.source and placed.number = line.number
            """,
            "source INTEGER, number VARCHAR, line INTEGER, product VARCHAR, name VARCHAR,"
                    + " category VARCHAR, quantity DECIMAL(19,6), unit_price DECIMAL(19,6),"
                    + " discount DECIMAL(19,6), currency VARCHAR"),
    CUSTOMERS(
            "part",
            """
            select profile.customer / 100000 as slice, profile.customer,
                   profile.first_seen_at at time zone 'UTC' as first_seen_at, profile.last_seen_on,
                   figures.currency, coalesce(figures.orders, 0) as orders,
                   figures.revenue_minor, figures.items,
                   figures.first_order_at at time zone 'UTC' as first_order_at,
                   figures.last_order_at at time zone 'UTC' as last_order_at,
                   figures.order_days, score.points_micro, score.above_threshold as loyal
            from customers.shared_profile profile
            left join orders.shared_customer_figures figures
                   on figures.customer = profile.customer
            left join score.shared_score score on score.customer = profile.customer
            """,
            "customer BIGINT, first_seen_at TIMESTAMP, last_seen_on DATE, currency VARCHAR,"
                    + " orders INTEGER, revenue_minor BIGINT, items DECIMAL(19,6),"
                    + " first_order_at TIMESTAMP, last_order_at TIMESTAMP, order_days INTEGER,"
                    + " points_micro BIGINT, loyal BOOLEAN"),
    PRODUCTS(
            "part",
            """
            select 0 as slice, lake.label(attribute.product) as product, attribute.source,
                   lake.label(max(attribute.value) filter (where attribute = 'name')) as name,
                   lake.label(max(attribute.value) filter (where attribute = 'category'))
                       as category,
                   lake.label(max(attribute.value) filter (where attribute = 'brand')) as brand
            from catalog.shared_attribute attribute
            group by attribute.product, attribute.source
            """,
            "product VARCHAR, source INTEGER, name VARCHAR, category VARCHAR, brand VARCHAR"),
    IDENTITY(
            "part",
            """
            select member.identifier / 1000000 as slice, member.identifier, identifier.type,
                   member.customer
            from identity.shared_member member
            join events.shared_identifier identifier on identifier.number = member.identifier
            """,
            "identifier BIGINT, type SMALLINT, customer BIGINT");

    private final String key;
    private final String query;
    private final String columns;

    Dataset(String key, String query, String columns) {
        this.key = key;
        this.query = query;
        this.columns = columns;
    }

    /** Its name in folders, tables and the API, such as {@code order_lines}. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What its slices are by, such as {@code day}. */
    String key() {
        return key;
    }

    /** SQL for PostgreSQL: all rows. */
    String query() {
        return query;
    }

    /**
     * The columns in the order in which PostgreSQL gives them, with the slice, and DuckDB types.
     */
    String columnsWithSlice() {
        return "slice VARCHAR, " + columns;
    }

    /** The names of the columns, without the slice. */
    String names() {
        List<String> pairs = Arrays.asList(columns.split(", "));
        return String.join(", ", pairs.stream().map(pair -> pair.split(" ")[0]).toList());
    }

    /** All that are written slice by slice. */
    static List<Dataset> sliced() {
        return Arrays.stream(values()).filter(each -> each != EVENTS).toList();
    }
}
