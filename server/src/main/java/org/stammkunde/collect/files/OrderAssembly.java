package org.stammkunde.collect.files;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stammkunde.collect.files.ImportedOrder.Line;
import org.stammkunde.events.Identifier;

/**
 * Makes an order of its rows.
 *
 * <p>What concerns the order as a whole must be the same in all rows that say it, or the order is
 * rejected. The earliest date counts, because tills write the minute of each line. Names and
 * addresses are those of the first row that has them.
 */
final class OrderAssembly {
    /** More rows are no order of a customer, but a column mapped by mistake. */
    static final int ROWS_MAX = 20_000;

    private static final int UNIT_PRICE_DECIMALS = 6;
    private static final int MADE_NUMBER_BYTES = 6;
    private static final int CUSTOMER_BYTES = 16;

    private static final List<Field> SAME_IN_ALL_ROWS =
            List.of(
                    Field.CUSTOMER,
                    Field.CARD,
                    Field.EMAIL,
                    Field.CURRENCY,
                    Field.STATUS,
                    Field.KIND,
                    Field.ORDER_TOTAL);
    private static final List<Field> PERSONAL =
            List.of(
                    Field.EMAIL,
                    Field.PHONE,
                    Field.FIRST_NAME,
                    Field.LAST_NAME,
                    Field.NAME,
                    Field.STREET,
                    Field.POSTAL_CODE,
                    Field.CITY,
                    Field.COUNTRY,
                    Field.BIRTHDAY,
                    Field.MARKETING_EMAIL,
                    Field.MARKETING_SMS);

    private final Columns columns;
    private final OrderSettings settings;

    OrderAssembly(Columns columns, OrderSettings settings) {
        this.columns = columns;
        this.settings = settings;
    }

    /** What the rows of an order make. */
    sealed interface Assembled {

        record Complete(ImportedOrder order) implements Assembled {}

        /** Rows that contradict each other, or lack what an order must have. */
        record Contradicting(Finding finding) implements Assembled {}
    }

    /** A customer as the last rows say, named by a digest: a resource must not name a person. */
    private ImportedOrder customer(String key, List<OrderRow> lastFirst) {
        return ImportedOrder.customer(
                digest(settings.namespace() + key, CUSTOMER_BYTES),
                settings.startedAt(),
                identifiers(lastFirst),
                customersWord(lastFirst));
    }

    /** Of several rows that say it, one objection is enough. */
    private static Map<Field, String> customersWord(List<OrderRow> rows) {
        Map<Field, String> values = personal(rows);
        for (Field field : Field.CONSENTS) {
            if (rows.stream().anyMatch(row -> "false".equals(row.value(field)))) {
                values.put(field, "false");
            }
        }
        return values;
    }

    private Assembled assemble(String number, List<OrderRow> rows) {
        Finding finding = finding(rows);
        return finding == null
                ? new Assembled.Complete(order(number, rows))
                : new Assembled.Contradicting(finding);
    }

    /**
     * The orders of rows that have a key in common: one, or each row its own where there is no
     * order number; these are told apart by which of a person and moment they are.
     */
    List<Assembled> assembleAll(String key, List<OrderRow> rows) {
        if (key.charAt(0) == RowInterpreter.CUSTOMER) {
            return List.of(new Assembled.Complete(customer(key, rows.reversed())));
        }
        if (key.charAt(0) != RowInterpreter.WITHOUT_NUMBER) {
            return List.of(assemble(key, rows));
        }
        List<Assembled> orders = new ArrayList<>();
        for (OrderRow row : rows) {
            orders.add(assemble(madeNumber(row, orders.size() + 1), List.of(row)));
        }
        return orders;
    }

    /** A number that is the same in every import and does not show who ordered. */
    private String madeNumber(OrderRow row, int ordinal) {
        String day = row.placedAt().atZone(settings.zone()).toLocalDate().toString();
        return "%s-%s-%d"
                .formatted(
                        day, digest(settings.source() + row.order(), MADE_NUMBER_BYTES), ordinal);
    }

    private static String digest(String text, int bytes) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private @Nullable Finding finding(List<OrderRow> rows) {
        if (rows.size() > ROWS_MAX) {
            return finding(rows.getFirst(), Field.ORDER_NUMBER, Reason.ORDER_TOO_LARGE, "");
        }
        for (Field field : SAME_IN_ALL_ROWS) {
            Finding contradiction = contradiction(field, rows);
            if (contradiction != null) {
                return contradiction;
            }
        }
        return Stream.of(Field.PLACED_AT, Field.ORDER_TOTAL)
                .filter(field -> field == Field.PLACED_AT || isPaidByTotal())
                .filter(field -> first(field, rows) == null)
                .findFirst()
                .map(field -> finding(rows.getFirst(), field, Reason.VALUE_MISSING, ""))
                .orElse(null);
    }

    private boolean isPaidByTotal() {
        return !columns.has(Field.UNIT_PRICE) && !columns.has(Field.LINE_TOTAL);
    }

    private @Nullable Finding contradiction(Field field, List<OrderRow> rows) {
        OrderRow first = null;
        for (OrderRow row : rows) {
            if (row.has(field)) {
                first = first == null ? row : first;
                if (!Objects.equals(first.value(field), row.value(field))) {
                    String detail = "line %d says `%s`".formatted(first.line(), first.value(field));
                    return finding(row, field, Reason.ROWS_DIFFER, detail);
                }
            }
        }
        return null;
    }

    private Finding finding(OrderRow row, Field field, Reason reason, String detail) {
        String value = Objects.requireNonNullElse(row.value(field), "");
        return new Finding(
                row.line(),
                columns.label(field),
                value,
                reason,
                detail,
                Finding.Effect.ORDER_REJECTED);
    }

    private ImportedOrder order(String number, List<OrderRow> rows) {
        String currency = orElse(first(Field.CURRENCY, rows), settings.currency());
        List<Line> lines =
                rows.stream().filter(OrderRow::isLine).map(row -> line(row, currency)).toList();
        BigDecimal total = total(rows);
        BigDecimal amount = ImportedOrder.amount(total, lines);
        String kind = kind(number, rows, lines, amount);
        boolean positiveCredit = kind.equals("credit") && amount.signum() > 0;
        return new ImportedOrder(
                number,
                kind,
                orElse(first(Field.STATUS, rows), "completed"),
                orElse(first(Field.CHANNEL, rows), settings.channel()),
                currency,
                total == null ? null : positiveCredit ? total.negate() : total,
                rows.stream()
                        .filter(row -> row.has(Field.PLACED_AT))
                        .map(OrderRow::placedAt)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                positiveCredit ? lines.stream().map(Line::negated).toList() : lines,
                identifiers(rows),
                personal(rows));
    }

    /** What was charged for the order or, where totals of lines are given, for all lines. */
    private @Nullable BigDecimal total(List<OrderRow> rows) {
        String total = first(Field.ORDER_TOTAL, rows);
        if (total != null) {
            return new BigDecimal(total);
        }
        return columns.has(Field.LINE_TOTAL)
                ? rows.stream()
                        .filter(OrderRow::isLine)
                        .map(OrderAssembly::charged)
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                : null;
    }

    private static BigDecimal charged(OrderRow row) {
        return row.has(Field.LINE_TOTAL)
                ? row.decimal(Field.LINE_TOTAL)
                : quantity(row).multiply(decimal(row, Field.UNIT_PRICE)).subtract(discount(row));
    }

    private static Line line(OrderRow row, String currency) {
        BigDecimal quantity = quantity(row);
        BigDecimal unitPrice = decimal(row, Field.UNIT_PRICE);
        BigDecimal discount = discount(row);
        if (row.has(Field.LINE_TOTAL)) {
            BigDecimal missing =
                    quantity.multiply(unitPrice).subtract(discount).subtract(charged(row));
            if (isDiscount(missing, quantity, row)) {
                discount = discount.add(missing);
            } else if (missing.abs().compareTo(halfMinorUnit(currency)) > 0) {
                unitPrice = unitPriceOf(charged(row), quantity);
                discount = BigDecimal.ZERO;
            }
        }
        return new Line(
                row.value(Field.SKU),
                row.value(Field.PRODUCT),
                row.value(Field.CATEGORY),
                quantity,
                plain(unitPrice),
                plain(discount));
    }

    /** Whether less was charged than quantity and price say, and no column explains it. */
    private static boolean isDiscount(BigDecimal missing, BigDecimal quantity, OrderRow row) {
        return row.has(Field.UNIT_PRICE)
                && !row.has(Field.DISCOUNT)
                && missing.signum() == quantity.signum();
    }

    private static BigDecimal halfMinorUnit(String currency) {
        int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return new BigDecimal("0.5").movePointLeft(digits);
    }

    private static BigDecimal unitPriceOf(BigDecimal charged, BigDecimal quantity) {
        return quantity.signum() == 0
                ? charged
                : charged.divide(quantity, UNIT_PRICE_DECIMALS, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal plain(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    private static BigDecimal quantity(OrderRow row) {
        return row.has(Field.QUANTITY) ? row.decimal(Field.QUANTITY) : BigDecimal.ONE;
    }

    /**
     * Some write discounts as negative numbers; they lower what is paid, or paid back, all the
     * same.
     */
    private static BigDecimal discount(OrderRow row) {
        BigDecimal amount = decimal(row, Field.DISCOUNT).abs();
        return quantity(row).signum() < 0 ? amount.negate() : amount;
    }

    private static BigDecimal decimal(OrderRow row, Field field) {
        return row.has(field) ? row.decimal(field) : BigDecimal.ZERO;
    }

    /** A credit by its number or column, or because money or all of the goods went back. */
    private String kind(String number, List<OrderRow> rows, List<Line> lines, BigDecimal amount) {
        String prefix = settings.creditPrefix();
        boolean byNumber = prefix != null && !prefix.isEmpty() && number.startsWith(prefix);
        boolean goodsBack =
                !lines.isEmpty() && lines.stream().allMatch(line -> line.quantity().signum() < 0);
        boolean byAmount = amount.signum() < 0 || (amount.signum() == 0 && goodsBack);
        return byNumber || byAmount ? "credit" : orElse(first(Field.KIND, rows), "order");
    }

    private List<Identifier> identifiers(List<OrderRow> rows) {
        String namespace = settings.namespace();
        return Stream.of(
                        optional(Field.CUSTOMER, rows)
                                .flatMap(value -> Identifier.customerId(namespace, value).stream()),
                        optional(Field.CARD, rows)
                                .flatMap(value -> Identifier.card(value).stream()),
                        optional(Field.EMAIL, rows)
                                .flatMap(value -> Identifier.email(value).stream()),
                        optional(Field.PHONE, rows)
                                .flatMap(value ->
                                        Identifier.phone(value, settings.region()).stream()))
                .flatMap(each -> each)
                .toList();
    }

    private static Stream<String> optional(Field field, List<OrderRow> rows) {
        return Stream.ofNullable(first(field, rows));
    }

    private static Map<Field, String> personal(List<OrderRow> rows) {
        Map<Field, String> personal = new EnumMap<>(Field.class);
        for (Field field : PERSONAL) {
            String value = first(field, rows);
            if (value != null) {
                personal.put(field, value);
            }
        }
        return personal;
    }

    private static @Nullable String first(Field field, List<OrderRow> rows) {
        for (OrderRow row : rows) {
            String value = row.value(field);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
