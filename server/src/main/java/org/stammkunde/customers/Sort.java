package org.stammkunde.customers;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;

/**
 * An order of the customer list, by a value and then by number. Customers without the value come
 * last, whichever the direction.
 *
 * @param key stable name in addresses
 * @param row whose value it is: {@code listing}, {@code figures} or the key of an added column
 * @param value what is compared, as SQL over that row
 * @param kind its type
 * @param descending whether the highest or latest comes first
 */
record Sort(String key, String row, String value, Kind kind, boolean descending) {

    private static final String REVERSED = "-";

    static final Sort LAST_ORDER =
            new Sort("last-order", "figures", "figures.last_order_at", Kind.INSTANT, true);

    /** Those that need nothing of later modules; the first is the usual one. */
    static final List<Sort> OWN =
            List.of(
                    LAST_ORDER,
                    new Sort("name", "listing", "listing.name", Kind.TEXT, false),
                    new Sort("orders", "figures", "figures.orders", Kind.NUMBER, true),
                    new Sort("revenue", "figures", "figures.revenue_minor", Kind.NUMBER, true),
                    new Sort("newest", "listing", "listing.customer", Kind.NUMBER, true));

    /** By a figure that a later module adds. */
    static Sort by(CustomerColumn column) {
        String row = column.key();
        return new Sort(column.key(), row, row + ".value", Kind.NUMBER, true);
    }

    /** The same with the first last. */
    Sort reversed() {
        String other = isReversed() ? key.substring(1) : REVERSED + key;
        return new Sort(other, row, value, kind, !descending);
    }

    boolean isReversed() {
        return key.startsWith(REVERSED);
    }

    /** The key without its direction. */
    String column() {
        return isReversed() ? key.substring(1) : key;
    }

    /** The customer's number, as SQL over the row that the value comes from. */
    String customer() {
        return row + ".customer";
    }

    String direction() {
        return descending ? "desc" : "asc";
    }

    /** How a following customer compares with the last one. */
    String follows() {
        return descending ? "<" : ">";
    }

    /** The value as text that {@link Kind#parameter} reads, for the cursor. */
    String position() {
        return kind == Kind.INSTANT
                ? "(extract(epoch from " + value + ") * 1000000)::bigint::text"
                : value + "::text";
    }

    /** The type of what is compared, and how it travels in an address. */
    enum Kind {
        NUMBER("bigint") {
            @Override
            Object parameter(String position) {
                return Long.parseLong(position);
            }
        },
        INSTANT("timestamptz") {
            @Override
            Object parameter(String position) {
                Instant at = Instant.EPOCH.plus(Long.parseLong(position), ChronoUnit.MICROS);
                return at.atOffset(ZoneOffset.UTC);
            }
        },
        TEXT("text") {
            @Override
            Object parameter(String position) {
                return position;
            }

            @Override
            String encoded(String position) {
                byte[] bytes = position.getBytes(StandardCharsets.UTF_8);
                return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            }

            @Override
            String decoded(String text) {
                return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            }
        };

        private final String sqlType;

        Kind(String sqlType) {
            this.sqlType = sqlType;
        }

        String sqlType() {
            return sqlType;
        }

        /** The value to compare with. */
        abstract Object parameter(String position);

        String encoded(String position) {
            return position;
        }

        /** Reverses {@link #encoded}; throws {@link IllegalArgumentException} for rubbish. */
        String decoded(String text) {
            return text;
        }
    }
}
