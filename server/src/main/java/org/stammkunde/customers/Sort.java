package org.stammkunde.customers;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * An order of the customer list: highest or latest first, then by number.
 *
 * @param key stable name in addresses
 * @param expression what is compared, as SQL that is never null
 * @param kind its type
 */
record Sort(String key, String expression, Kind kind) {

    static final Sort LAST_SEEN = new Sort("activity", "profile.last_seen_on", Kind.DATE);
    static final Sort REVENUE =
            new Sort("revenue", "coalesce(figures.revenue_minor, 0)", Kind.NUMBER);
    static final Sort ORDERS = new Sort("orders", "coalesce(figures.orders, 0)", Kind.NUMBER);
    static final Sort LAST_ORDER =
            new Sort(
                    "last-order",
                    "coalesce(figures.last_order_at, timestamptz '0001-01-01 00:00:00Z')",
                    Kind.INSTANT);

    static final List<Sort> OWN = List.of(LAST_SEEN, REVENUE, ORDERS, LAST_ORDER);

    /** By a figure that a later module adds; customers without it come last. */
    static Sort by(CustomerColumn column) {
        return new Sort(column.key(), "coalesce(added.value, -9223372036854775808)", Kind.NUMBER);
    }

    /** The type of what is compared, and how it travels as a whole number. */
    enum Kind {
        NUMBER("bigint") {
            @Override
            Object parameter(long position) {
                return position;
            }
        },
        DATE("date") {
            @Override
            Object parameter(long position) {
                return LocalDate.ofEpochDay(position);
            }
        },
        INSTANT("timestamptz") {
            @Override
            Object parameter(long position) {
                return instant(position).atOffset(ZoneOffset.UTC);
            }
        };

        private final String sqlType;

        Kind(String sqlType) {
            this.sqlType = sqlType;
        }

        String sqlType() {
            return sqlType;
        }

        abstract Object parameter(long position);

        private static Instant instant(long micros) {
            return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        }
    }

    /** The expression as a whole number, for the cursor. */
    String position() {
        return switch (kind) {
            case NUMBER -> expression;
            case DATE -> "(" + expression + " - date '1970-01-01')::bigint";
            case INSTANT -> "(extract(epoch from " + expression + ") * 1000000)::bigint";
        };
    }
}
