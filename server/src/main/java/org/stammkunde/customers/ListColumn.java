package org.stammkunde.customers;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stammkunde.customers.Cell.Day;
import org.stammkunde.customers.Cell.Empty;
import org.stammkunde.customers.Cell.Money;
import org.stammkunde.customers.Cell.Words;

/**
 * A column of the customer list.
 *
 * @param key stable name in addresses and choices
 * @param title message key of its name; the definition is the message of this key with {@code
 *     .help}
 * @param sort key of the order by it, null where there is none
 * @param isFigure whether it stands on the right
 * @param cell what stands in it
 */
record ListColumn(
        String key,
        String title,
        @Nullable String sort,
        boolean isFigure,
        Function<CustomerRow, Cell> cell) {

    /** Those that need nothing of later modules. */
    static final List<ListColumn> OWN =
            List.of(
                    new ListColumn(
                            "orders",
                            "customers.orders",
                            "orders",
                            true,
                            row -> whole(row.figures().orders())),
                    new ListColumn(
                            "revenue",
                            "customers.revenue",
                            "revenue",
                            true,
                            row ->
                                    new Money(
                                            row.figures().revenueMinor(),
                                            row.figures().currency())),
                    new ListColumn("average", "customers.average", null, true, ListColumn::average),
                    new ListColumn(
                            "items",
                            "customers.itemsPerOrder",
                            null,
                            true,
                            row ->
                                    row.figures()
                                            .itemsPerOrder()
                                            .<Cell>map(items -> new Cell.Number(items, 1))
                                            .orElseGet(Empty::new)),
                    new ListColumn(
                            "first-order",
                            "customers.firstOrder",
                            null,
                            true,
                            row -> day(row.figures().firstOrderAt())),
                    new ListColumn(
                            "last-order",
                            "customers.lastOrder",
                            "last-order",
                            true,
                            row -> day(row.figures().lastOrderAt())),
                    new ListColumn(
                            "since",
                            "customers.knownSince",
                            null,
                            true,
                            row -> day(row.firstSeenAt())),
                    new ListColumn(
                            "activity",
                            "customers.lastSeen",
                            null,
                            true,
                            row -> new Cell.Date(row.lastSeenOn())),
                    new ListColumn(
                            "email", "customers.email", null, false, row -> words(row.email())),
                    new ListColumn(
                            "phone", "customers.phone", null, false, row -> words(row.phone())),
                    new ListColumn("city", "customers.city", null, false, row -> words(row.city())),
                    new ListColumn(
                            "tags",
                            "customers.tags",
                            null,
                            false,
                            row -> words(String.join(", ", row.tags()))));

    /** What somebody sees who has chosen nothing; columns of later modules are added. */
    static final List<String> USUAL = List.of("orders", "revenue", "last-order", "activity");

    /** The figure that a later module adds; {@code index} is its place among all of them. */
    static ListColumn of(CustomerColumn column, int index) {
        return new ListColumn(
                column.key(),
                column.title(),
                column.key(),
                true,
                row ->
                        row.added()
                                .figures()
                                .get(index)
                                .<Cell>map(
                                        figure -> new Cell.Counted(figure.value(), figure.shown()))
                                .orElseGet(Empty::new));
    }

    private static Cell average(CustomerRow row) {
        return row.figures()
                .averageOrderMinor()
                .<Cell>map(minor -> new Money(minor, row.figures().currency()))
                .orElseGet(Empty::new);
    }

    private static Cell whole(long value) {
        return new Cell.Number(BigDecimal.valueOf(value), 0);
    }

    private static Cell day(@Nullable Instant at) {
        return at == null ? new Empty() : new Day(at);
    }

    private static Cell words(@Nullable String text) {
        return text == null || text.isEmpty() ? new Empty() : new Words(text);
    }
}
