package org.stammkunde.collect.files;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.stammkunde.collect.files.Columns.Column;
import org.stammkunde.collect.files.Columns.Origin;

/** Finds the column of each field: as said by the user, else by names, else by values. */
final class MappingProposal {
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final double MOST = 0.9;

    private final Sample sample;
    private final RowKind kind;
    private final Header header;
    private final Map<Field, Column> found = new EnumMap<>(Field.class);
    private final Set<Integer> used = new HashSet<>();

    private MappingProposal(Sample sample, RowKind kind) {
        this.sample = sample;
        this.kind = kind;
        this.header = sample.header();
    }

    /**
     * The columns of the fields.
     *
     * @param mapping of the kind of file; where it names columns, no further ones are proposed
     * @param options what the user said for this file; an empty column takes a field away
     * @param said what the rows belong to, null if nobody said it
     * @throws ImportRefused if a named column is not in the table
     */
    static Columns columns(
            Sample sample, Mapping mapping, Map<Field, String> options, @Nullable RowKind said) {
        Columns found = proposed(sample, mapping, options, RowKind.ORDERS);
        if (said != null && said != RowKind.PRODUCTS) {
            return found.of(said);
        }
        if (said == null && !found.looksLikeProducts()) {
            return found;
        }
        Columns products = proposed(sample, mapping, options, RowKind.PRODUCTS);
        boolean sure = said != null || (products.missing().isEmpty() && products.tellsSomething());
        return sure ? products : found;
    }

    private static Columns proposed(
            Sample sample, Mapping mapping, Map<Field, String> options, RowKind kind) {
        MappingProposal proposal = new MappingProposal(sample, kind);
        options.forEach((field, column) -> proposal.named(field, column, Origin.OPTION));
        mapping.columns()
                .forEach((field, column) -> {
                    if (!options.containsKey(field)) {
                        proposal.named(field, column, Origin.MAPPING);
                    }
                });
        if (mapping.columns().isEmpty()) {
            proposal.proposeAllBut(options.keySet());
        }
        Columns found = new Columns(proposal.found);
        return kind == RowKind.PRODUCTS ? found.of(kind) : found;
    }

    private void named(Field field, String reference, Origin origin) {
        if (reference.isBlank()) {
            return;
        }
        OptionalInt column = header.find(reference);
        if (column.isEmpty()) {
            throw ImportRefused.wrongUse(
                    "there is no column `%s` for %s%s"
                            .formatted(reference, field.wireName(), columnsMeant(reference)));
        }
        put(field, column.getAsInt(), origin);
    }

    private String columnsMeant(String reference) {
        return header.isNamed()
                ? Suggestion.of(reference, header.names())
                : "; the table has no header and %d columns, named by number from 1"
                        .formatted(header.count());
    }

    private void put(Field field, int column, Origin origin) {
        found.put(field, new Column(column, header.label(column), origin));
        used.add(column);
    }

    private void proposeAllBut(Set<Field> said) {
        for (Field field : Field.values()) {
            // that rows are customers shows only when all columns are known
            boolean possible = field.isOf(kind) || (kind == RowKind.ORDERS && field.isConsent());
            if (!said.contains(field) && possible) {
                byName(field);
            }
        }
        if (kind == RowKind.PRODUCTS) {
            return;
        }
        if (!said.contains(Field.LAST_NAME) && !said.contains(Field.NAME)) {
            nameBesideFirstName();
        }
        if (!said.contains(Field.ORDER_TOTAL) && !said.contains(Field.LINE_TOTAL)) {
            amount();
        }
        byValues(Field.EMAIL, said, text -> EMAIL.matcher(text).matches());
        byValues(Field.PLACED_AT, said, MappingProposal::isDate);
        byValues(
                Field.CURRENCY,
                said,
                text -> CURRENCY.matcher(text).matches() && Currencies.isKnown(text));
    }

    private void byName(Field field) {
        firstNamed(field.headerNames(kind)).ifPresent(column -> put(field, column, Origin.NAME));
    }

    /** The first column that is called by one of the names, the likeliest name first. */
    private OptionalInt firstNamed(List<String> foldedNames) {
        return foldedNames.stream()
                .flatMapToInt(name ->
                        IntStream.range(0, header.names().size())
                                .filter(column -> !used.contains(column))
                                .filter(column ->
                                        Header.fold(header.names().get(column)).equals(name)))
                .findFirst();
    }

    /** Beside a first name, "Name" is the last name. */
    private void nameBesideFirstName() {
        Column name = found.get(Field.NAME);
        boolean onlyName =
                found.containsKey(Field.FIRST_NAME) && !found.containsKey(Field.LAST_NAME);
        if (name != null && onlyName && Header.fold(name.label()).equals("name")) {
            found.remove(Field.NAME);
            found.put(Field.LAST_NAME, name);
        }
    }

    /** A column called "Total" is that of the order where all rows of an order agree in it. */
    private void amount() {
        if (found.containsKey(Field.ORDER_TOTAL) || found.containsKey(Field.LINE_TOTAL)) {
            return;
        }
        OptionalInt column = firstNamed(Field.amountNames());
        if (column.isPresent()) {
            boolean perOrder = isPerOrder(column.getAsInt());
            put(perOrder ? Field.ORDER_TOTAL : Field.LINE_TOTAL, column.getAsInt(), Origin.NAME);
        }
    }

    private boolean isPerOrder(int amount) {
        Column number = found.get(Field.ORDER_NUMBER);
        Map<String, Set<String>> amounts = new HashMap<>();
        Map<String, Integer> rows = new HashMap<>();
        for (Row.Fields row : sample.rows()) {
            String order = number == null ? "" : value(row, number.index());
            rows.merge(order, 1, Integer::sum);
            String text = value(row, amount);
            if (!text.isBlank()) {
                amounts.computeIfAbsent(order, any -> new HashSet<>()).add(text);
            }
        }
        boolean severalRows = number != null && rows.values().stream().anyMatch(count -> count > 1);
        boolean hasLines =
                found.containsKey(Field.QUANTITY) && !found.containsKey(Field.UNIT_PRICE);
        return severalRows
                ? amounts.values().stream().allMatch(values -> values.size() == 1)
                : number != null && !hasLines;
    }

    private static String value(Row.Fields row, int column) {
        return column < row.values().size() ? row.values().get(column).strip() : "";
    }

    private void byValues(Field field, Set<Field> said, Predicate<String> fits) {
        if (found.containsKey(field) || said.contains(field)) {
            return;
        }
        IntStream.range(0, header.count())
                .filter(column -> !used.contains(column))
                .filter(column -> share(column, fits) >= MOST)
                .findFirst()
                .ifPresent(column -> put(field, column, Origin.VALUES));
    }

    private double share(int column, Predicate<String> fits) {
        List<String> values = sample.values(column).toList();
        return values.isEmpty() ? 0 : (double) values.stream().filter(fits).count() / values.size();
    }

    private static boolean isDate(String text) {
        return DateText.parse(text, DateStyle.DAY_FIRST, 2000) != null
                || DateText.parse(text, DateStyle.MONTH_FIRST, 2000) != null;
    }
}
