package org.stammkunde.collect.files;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.stammkunde.collect.files.Columns.Column;
import org.stammkunde.events.Identifier;

/**
 * Understands the rows of a file one by one.
 *
 * <p>What an order and its total depend on must be readable, or the row is rejected; what describes
 * it (names, addresses, articles) is left out where it cannot be read. All problems of a row are
 * found, not only the first. Used by one thread.
 */
final class RowInterpreter {
    /** Marks the key of rows without order number; no text in a file may contain it. */
    static final char WITHOUT_NUMBER = '\u0001';

    /** Marks the key of a customer. */
    static final char CUSTOMER = '\u0002';

    /** Marks the key of a product. */
    static final char PRODUCT = '\u0003';

    private static final BigDecimal QUANTITY_MAX = new BigDecimal("1e9");
    private static final BigDecimal AMOUNT_MAX = new BigDecimal("1e11");

    /** Numbers of so few characters need no further check, nor does the product of two. */
    private static final int USUAL_DIGITS_MAX = 7;

    private static final int DECIMALS_MAX = 6;
    private static final int NUMBER_CHARACTERS_MAX = 200;
    private static final int TEXT_CHARACTERS_MAX = 2_000;
    private static final Duration CLOCKS_DIFFER_MAX = Duration.ofDays(1);
    private static final LocalDate OLDEST_BIRTHDAY = LocalDate.of(1900, 1, 1);

    private static final int BLANK_CHARACTERS_MAX = 4;
    private static final Set<String> BLANKS =
            Set.of(
                    "", "-", "null", "NULL", "Null", "\\N", "nan", "NaN", "n/a", "N/A", "#N/A",
                    "#NV");
    private static final Set<Field> DESCRIPTIONS =
            EnumSet.of(
                    Field.SKU,
                    Field.PRODUCT,
                    Field.CATEGORY,
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
                    Field.MARKETING_SMS,
                    Field.HANDLE,
                    Field.VARIANT,
                    Field.BRAND,
                    Field.ACTIVE,
                    Field.IMAGE,
                    Field.LINK);

    private static final BigDecimal PERCENT_MAX = BigDecimal.valueOf(100);
    private static final Pattern FURTHER_LINKS = Pattern.compile(",\\s*(?=https?://).*$");
    private static final Pattern LINK = Pattern.compile("https?://[^\\s\"'<>]+");

    private final Header header;
    private final Columns columns;
    private final ColumnStyles styles;
    private final Words words;
    private final OrderSettings settings;
    private final PlacedAt placedAt;
    private final List<MappedField> mapped = new ArrayList<>();
    private int lastMapped;
    private @Nullable Instant lastPlacedAt;
    private String lastPlacedAtText = "";

    RowInterpreter(
            Header header,
            Columns columns,
            ColumnStyles styles,
            Words words,
            OrderSettings settings) {
        this.header = header;
        this.columns = columns;
        this.styles = styles;
        this.words = words;
        this.settings = settings;
        this.placedAt =
                new PlacedAt(
                        settings.zone(),
                        dateStyle(columns.products() ? Field.VALID_FROM : Field.PLACED_AT),
                        settings.startedAt());
        columns.byField()
                .forEach((field, column) -> {
                    mapped.add(new MappedField(field, column.index()));
                    lastMapped = Math.max(lastMapped, column.index());
                });
    }

    /** A field and the column it stands in, from 0. */
    private record MappedField(Field field, int column) {}

    private DateStyle dateStyle(Field field) {
        return styles.dates().getOrDefault(field, DateStyle.DAY_FIRST);
    }

    /** What a row of the file says. */
    sealed interface Reading {

        /** Lines of the row report about this row. */
        List<Finding> findings();

        /** A row that can be imported, perhaps without some of its values. */
        record Accepted(OrderRow row, List<Finding> findings) implements Reading {}

        /**
         * A row that cannot be imported.
         *
         * @param order what it has in common with the other rows of its order; null if not even
         *     that can be read
         */
        record Rejected(long line, @Nullable String order, List<Finding> findings)
                implements Reading {}
    }

    Reading read(Row row) {
        return switch (row) {
            case Row.Fields fields -> new Attempt(fields).reading();
            case Row.Malformed(long line) -> rejected(line, Reason.QUOTES_BROKEN);
        };
    }

    /** What is to be said about the file as a whole once it was read. */
    List<Statement> notes() {
        return placedAt.notes();
    }

    private static Reading rejected(long line, Reason reason) {
        Finding finding = new Finding(line, "", "", reason, "", Finding.Effect.ROW_REJECTED);
        return new Reading.Rejected(line, null, List.of(finding));
    }

    /** The understanding of one row. */
    private final class Attempt {
        private final Row.Fields row;
        private final @Nullable String[] values = new @Nullable String[Field.values().length];
        private final List<Finding> findings = new ArrayList<>(0);
        private boolean rejected;

        Attempt(Row.Fields row) {
            this.row = row;
        }

        Reading reading() {
            if (!hasAllColumns()) {
                return rejected(row.line(), Reason.COLUMN_COUNT);
            }
            for (MappedField each : mapped) {
                String text = row.values().get(each.column()).strip();
                if (!isBlank(text)) {
                    read(each.field(), text);
                }
            }
            checkCurrency();
            checkLine();
            String order = order();
            return rejected
                    ? new Reading.Rejected(row.line(), order, findings)
                    : new Reading.Accepted(
                            new OrderRow(row.line(), Objects.requireNonNull(order), values),
                            findings);
        }

        /** Fewer fields are fine where nothing is mapped, more where they are blank. */
        private boolean hasAllColumns() {
            int count = row.values().size();
            return count == header.count()
                    || (count > lastMapped
                            && row.values().stream()
                                    .skip(header.count())
                                    .allMatch(String::isBlank));
        }

        private void read(Field field, String text) {
            if (isReadable(field, text)) {
                switch (field.content()) {
                    case DECIMAL -> decimal(field, text);
                    case NUMBER -> number(field, text);
                    case DATE -> date(field, text);
                    case TIME -> time(field, text);
                    case TEXT -> text(field, text);
                }
            }
        }

        private boolean isReadable(Field field, String text) {
            int lengthMax =
                    field.content() == Field.Content.TEXT
                            ? TEXT_CHARACTERS_MAX
                            : NUMBER_CHARACTERS_MAX;
            if (text.length() > lengthMax) {
                return report(field, text, Reason.TEXT_TOO_LONG);
            }
            return !isBroken(text) || report(field, text, Reason.TEXT_BROKEN);
        }

        private void number(Field field, String text) {
            if (WholeNumber.isRounded(text)) {
                report(field, text, Reason.NUMBER_ROUNDED);
            } else {
                boolean pointZero = styles.pointZeros().contains(field);
                String number = withoutGuard(text);
                put(field, pointZero ? WholeNumber.withoutPointZero(number) : number);
            }
        }

        /** Exports put an apostrophe before numbers that a spreadsheet must leave alone. */
        private static String withoutGuard(String text) {
            return text.length() > 1 && text.charAt(0) == '\'' ? text.substring(1) : text;
        }

        private void decimal(Field field, String text) {
            DecimalStyle style = styles.decimals().getOrDefault(field, DecimalStyle.ENGLISH);
            String number = style.plain(text);
            if (number == null) {
                report(
                        field,
                        text,
                        Reason.NUMBER_UNREADABLE,
                        "this column writes " + style.example());
            } else if (columns.products() && field != Field.STOCK && number.startsWith("-")) {
                report(field, text, Reason.NUMBER_NEGATIVE);
            } else if (field == Field.TAX_RATE) {
                taxRate(text, new BigDecimal(number));
            } else if (number.length() > USUAL_DIGITS_MAX
                    && isOutOfRange(field, new BigDecimal(number))) {
                report(field, text, Reason.NUMBER_OUT_OF_RANGE);
            } else {
                put(field, number);
            }
        }

        /** In percent; some files write a share of one. */
        private void taxRate(String text, BigDecimal rate) {
            BigDecimal percent = ProductAssembly.isShare(rate) ? rate.multiply(PERCENT_MAX) : rate;
            if (percent.compareTo(PERCENT_MAX) > 0 || percent.scale() > DECIMALS_MAX) {
                report(Field.TAX_RATE, text, Reason.NUMBER_OUT_OF_RANGE);
            } else {
                put(Field.TAX_RATE, percent.stripTrailingZeros().toPlainString());
            }
        }

        private static boolean isOutOfRange(Field field, BigDecimal number) {
            boolean counted = field == Field.QUANTITY || field == Field.STOCK;
            BigDecimal max = counted ? QUANTITY_MAX : AMOUNT_MAX;
            return number.scale() > DECIMALS_MAX || number.abs().compareTo(max) >= 0;
        }

        private void date(Field field, String text) {
            if (field == Field.BIRTHDAY) {
                birthday(text);
                return;
            }
            Instant instant = placedAt.instant(text, time());
            if (instant != null && instant.equals(lastPlacedAt)) {
                put(field, lastPlacedAtText);
            } else if (instant == null) {
                String detail =
                        DateText.hint(text) == DateText.Hint.NONE
                                ? ""
                                : "this column writes " + dateStyle(field).pattern();
                report(field, text, Reason.DATE_UNREADABLE, detail);
            } else if (instant.isBefore(Instant.EPOCH)
                    || instant.isAfter(settings.startedAt().plus(CLOCKS_DIFFER_MAX))) {
                report(field, text, Reason.DATE_OUT_OF_RANGE);
            } else {
                lastPlacedAt = instant;
                lastPlacedAtText = OrderRow.text(instant);
                put(field, lastPlacedAtText);
            }
        }

        private String time() {
            String text = text(Field.PLACED_TIME);
            return isBlank(text) ? "" : text;
        }

        /** What stands in the column of a field. */
        private String text(Field field) {
            Column column = columns.column(field);
            return column == null ? "" : row.values().get(column.index()).strip();
        }

        private void time(Field field, String text) {
            LocalTime time = DateText.parseTime(text);
            if (time == null) {
                report(field, text, Reason.DATE_UNREADABLE, "a time is written as 14:05");
            }
        }

        private void birthday(String text) {
            int year = settings.startedAt().atZone(ZoneOffset.UTC).getYear();
            DateText date = DateText.parse(text, dateStyle(Field.BIRTHDAY), year);
            LocalDate day = date == null ? null : date.local().toLocalDate();
            boolean valid =
                    day != null
                            && !day.isBefore(OLDEST_BIRTHDAY)
                            && day.getYear() <= year
                            && text.contains(String.valueOf(day.getYear()));
            if (valid) {
                put(Field.BIRTHDAY, String.valueOf(day));
            } else {
                report(Field.BIRTHDAY, text, Reason.BIRTHDAY_INVALID);
            }
        }

        private void text(Field field, String text) {
            switch (field) {
                case CURRENCY -> putOr(field, Currencies.code(text), text, Reason.CURRENCY_UNKNOWN);
                case STATUS ->
                        putOr(field, words.meaning(field, text), text, Reason.STATUS_UNKNOWN);
                case KIND -> putOr(field, words.meaning(field, text), text, Reason.KIND_UNKNOWN);
                case CHANNEL ->
                        putOr(field, words.meaning(field, text), text, Reason.CHANNEL_UNKNOWN);
                case EMAIL -> putOr(field, email(text), text, Reason.EMAIL_INVALID);
                case PHONE -> putOr(field, phone(text), text, Reason.PHONE_INVALID);
                case ACTIVE -> putOr(field, active(text), text, Reason.ACTIVE_UNKNOWN);
                case MARKETING_EMAIL, MARKETING_SMS ->
                        putOr(field, words.meaning(field, text), text, Reason.CONSENT_UNKNOWN);
                case IMAGE, LINK -> putOr(field, link(text), text, Reason.LINK_INVALID);
                default -> put(field, text);
            }
        }

        private static @Nullable String email(String text) {
            return Identifier.email(text).map(Identifier::value).orElse(null);
        }

        /** WooCommerce writes -1 for a draft. */
        private @Nullable String active(String text) {
            return text.startsWith("-") ? "false" : words.meaning(Field.ACTIVE, text);
        }

        /** The first of one or several addresses on the web. */
        private static @Nullable String link(String text) {
            String first = FURTHER_LINKS.matcher(text).replaceFirst("");
            return LINK.matcher(first).matches() ? first : null;
        }

        private @Nullable String phone(String text) {
            return Identifier.phone(text, settings.region()).map(Identifier::value).orElse(null);
        }

        /** An amount in € is no amount in the currency of the order if that is another one. */
        private void checkCurrency() {
            String own = values[Field.CURRENCY.ordinal()];
            String currency = own == null ? settings.currency() : own;
            for (MappedField each : mapped) {
                String text = row.values().get(each.column());
                boolean amount = each.field().content() == Field.Content.DECIMAL;
                String named = amount ? Currencies.named(text) : null;
                if (named != null && !named.equals(currency)) {
                    report(
                            each.field(),
                            text,
                            Reason.CURRENCY_DIFFERS,
                            "the order is in " + currency);
                }
            }
        }

        /** A row that names an article says how many and for how much. */
        private void checkLine() {
            if (rejected || columns.kind() != RowKind.ORDERS || !OrderRow.isLine(values)) {
                return;
            }
            boolean pricesMapped = columns.has(Field.UNIT_PRICE) || columns.has(Field.LINE_TOTAL);
            if (pricesMapped && !has(Field.UNIT_PRICE) && !has(Field.LINE_TOTAL)) {
                missing(columns.has(Field.UNIT_PRICE) ? Field.UNIT_PRICE : Field.LINE_TOTAL);
            }
            if (columns.has(Field.QUANTITY) && !has(Field.QUANTITY) && !has(Field.LINE_TOTAL)) {
                missing(Field.QUANTITY);
            }
            checkProduct();
        }

        private void checkProduct() {
            String quantity = value(Field.QUANTITY);
            String price = value(Field.UNIT_PRICE);
            if (quantity == null
                    || price == null
                    || quantity.length() + price.length() <= USUAL_DIGITS_MAX) {
                return;
            }
            BigDecimal amount = new BigDecimal(quantity).multiply(new BigDecimal(price));
            if (amount.abs().compareTo(AMOUNT_MAX) >= 0) {
                report(
                        Field.UNIT_PRICE,
                        text(Field.UNIT_PRICE),
                        Reason.NUMBER_OUT_OF_RANGE,
                        "times " + quantity);
            }
        }

        private @Nullable String order() {
            if (columns.products()) {
                return product();
            }
            if (columns.customers()) {
                String person = person();
                if (person.isEmpty()) {
                    missing(columns.firstOfPerson());
                }
                return rejected ? null : CUSTOMER + person;
            }
            if (columns.has(Field.ORDER_NUMBER)) {
                String number = values[Field.ORDER_NUMBER.ordinal()];
                if (number == null && !rejected) {
                    missing(Field.ORDER_NUMBER);
                }
                return number;
            }
            if (!has(Field.PLACED_AT) && !rejected) {
                missing(Field.PLACED_AT);
            }
            return rejected
                    ? null
                    : WITHOUT_NUMBER + person() + WITHOUT_NUMBER + value(Field.PLACED_AT);
        }

        /** The group that a variant belongs to, or else the product's number or name. */
        private @Nullable String product() {
            for (Field field : List.of(Field.HANDLE, Field.SKU, Field.PRODUCT)) {
                if (has(field)) {
                    return rejected ? null : PRODUCT + value(field);
                }
            }
            if (!rejected) {
                missing(columns.has(Field.SKU) ? Field.SKU : Field.PRODUCT);
            }
            return null;
        }

        private String person() {
            for (Field field : List.of(Field.CUSTOMER, Field.CARD, Field.EMAIL, Field.PHONE)) {
                if (has(field)) {
                    return field.wireName() + ":" + value(field);
                }
            }
            return "";
        }

        private @Nullable String value(Field field) {
            return values[field.ordinal()];
        }

        private boolean has(Field field) {
            return values[field.ordinal()] != null;
        }

        private void put(Field field, String value) {
            values[field.ordinal()] = value;
        }

        private void putOr(Field field, @Nullable String value, String text, Reason reason) {
            if (value == null) {
                report(field, text, reason);
            } else {
                put(field, value);
            }
        }

        private void missing(Field field) {
            report(field, "", Reason.VALUE_MISSING);
        }

        private boolean report(Field field, String text, Reason reason) {
            return report(field, text, reason, "");
        }

        /** Reports a value; always false, which is what the value is worth. */
        private boolean report(Field field, String text, Reason reason, String detail) {
            boolean names = columns.products() && (field == Field.SKU || field == Field.PRODUCT);
            boolean describes = DESCRIPTIONS.contains(field) && !names;
            boolean leftOut = reason != Reason.VALUE_MISSING && (describes || columns.customers());
            rejected = rejected || !leftOut;
            Finding.Effect effect =
                    leftOut ? Finding.Effect.VALUE_LEFT_OUT : Finding.Effect.ROW_REJECTED;
            findings.add(
                    new Finding(row.line(), columns.label(field), text, reason, detail, effect));
            return false;
        }
    }

    private static boolean isBlank(String text) {
        return text.length() <= BLANK_CHARACTERS_MAX && BLANKS.contains(text);
    }

    private static boolean isBroken(String text) {
        for (int index = 0; index < text.length(); index++) {
            char each = text.charAt(index);
            boolean space = each == '\t' || each == '\n' || each == '\r';
            if (each == '\uFFFD' || (each < ' ' && !space)) {
                return true;
            }
        }
        return false;
    }
}
