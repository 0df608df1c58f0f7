package org.stammkunde.collect.files;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stammkunde.collect.files.Columns.Column;
import org.stammkunde.collect.files.ImportPlan.PlannedColumn;
import org.stammkunde.collect.files.Mapping.Setting;
import org.stammkunde.collect.files.OrderAssembly.Assembled;
import org.stammkunde.collect.files.RequestedMapping.Checked;
import org.stammkunde.collect.files.RowInterpreter.Reading;
import org.stammkunde.events.Source;
import org.stammkunde.merchant.Merchant;

/**
 * All that has to be known about a file before its rows can be read as orders.
 *
 * @param recognized the ready-made mapping that was chosen by the columns' names
 * @param mapping what was said or chosen, and what can be kept for the next file
 */
record Preparation(
        Path file,
        FileFormat format,
        Sample sample,
        Optional<String> recognized,
        Mapping mapping,
        Columns columns,
        ColumnStyles styles,
        Words words,
        OrderSettings settings) {

    private static final int PREVIEW_ORDERS = 3;
    private static final int PREVIEW_LINES = 3;
    private static final int PREVIEW_ROWS = 5;
    private static final int EXAMPLES = 3;

    /** Countries whose phone numbers are meant in a zone; elsewhere Germany. */
    private static final Map<String, String> REGIONS =
            Map.of(
                    "Europe/Berlin", "DE",
                    "Europe/Vienna", "AT",
                    "Europe/Zurich", "CH",
                    "Europe/London", "GB",
                    "Europe/Amsterdam", "NL",
                    "Europe/Paris", "FR",
                    "Europe/Luxembourg", "LU",
                    "America/New_York", "US");

    /**
     * Looks at a file.
     *
     * @throws ImportRefused if it cannot be read, or does not say enough
     */
    static Preparation of(ImportRequest request, Merchant merchant, Instant startedAt) {
        Preparation preparation = looking(request, merchant, startedAt);
        preparation.columns().refuseIncomplete(preparation.sample().header());
        return preparation;
    }

    /**
     * Looks at a file that perhaps does not say enough yet.
     *
     * @throws ImportRefused if it cannot be read
     */
    static Preparation looking(ImportRequest request, Merchant merchant, Instant startedAt) {
        RequestedMapping requested = RequestedMapping.of(request);
        Mapping chosen =
                request.mapping() == null ? Mapping.EMPTY : MappingFile.named(request.mapping());
        Mapping said = chosen.overriddenBy(requested.others());
        Checked checked = new Checked(said);
        FileFormat format =
                FormatDetection.detect(
                        request.file(),
                        new FormatDetection.Known(checked.charset(), checked.delimiter()));
        Sample sample = Sample.of(request.file(), format, checked.header());
        Optional<String> recognized =
                request.mapping() == null ? MappingFile.fitting(sample.header()) : Optional.empty();
        Mapping mapping =
                recognized
                        .map(name -> MappingFile.readyMade(name).overriddenBy(requested.others()))
                        .orElse(said);
        return of(request, requested, merchant, startedAt, format, sample, recognized, mapping);
    }

    private static Preparation of(
            ImportRequest request,
            RequestedMapping requested,
            Merchant merchant,
            Instant startedAt,
            FileFormat format,
            Sample sample,
            Optional<String> recognized,
            Mapping mapping) {
        Checked checked = new Checked(mapping);
        Columns columns =
                MappingProposal.columns(sample, mapping, requested.columns(), checked.kind());
        ColumnStyles styles =
                ColumnStyles.of(
                        request.file(),
                        format,
                        sample,
                        columns,
                        new ColumnStyles.Known(checked.decimals(), checked.dates()));
        return new Preparation(
                request.file(),
                format,
                sample,
                recognized,
                mapping,
                columns,
                styles,
                new Words(mapping.words()),
                settings(request.file(), mapping, checked, merchant, startedAt));
    }

    private static OrderSettings settings(
            Path file, Mapping mapping, Checked checked, Merchant merchant, Instant startedAt) {
        String source = orElse(mapping.setting(Setting.SOURCE), RequestedMapping.sourceOf(file));
        ZoneId zone = orElse(checked.zone(), merchant.zone());
        return new OrderSettings(
                source,
                orElse(mapping.setting(Setting.NAMESPACE), source),
                orElse(checked.currency(), merchant.currency().getCurrencyCode()),
                zone,
                orElse(checked.region(), REGIONS.getOrDefault(zone.getId(), "DE")),
                orElse(checked.channel(), "online"),
                mapping.setting(Setting.CREDIT_PREFIX),
                startedAt);
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    /**
     * The same, with the customer numbers of a source that exists.
     *
     * @throws ImportRefused if other customer numbers were asked for
     */
    Preparation into(Source source) {
        String asked = mapping.setting(Setting.NAMESPACE);
        if (asked != null && !asked.equals(source.namespace())) {
            throw ImportRefused.wrongUse(
                    "the source `%s` has the customer numbers of `%s`, not of `%s`; name another --source, or leave --namespace out"
                            .formatted(source.name(), source.namespace(), asked));
        }
        return new Preparation(
                file,
                format,
                sample,
                recognized,
                mapping,
                columns,
                styles,
                words,
                settings.withNamespace(source.namespace()));
    }

    RowInterpreter interpreter() {
        return new RowInterpreter(sample.header(), columns, styles, words, settings);
    }

    /** The mapping that reads files like this one in the same way. */
    Mapping reusable() {
        Map<Field, String> byName = new EnumMap<>(Field.class);
        columns.byField().forEach((field, column) -> byName.put(field, reference(column)));
        Map<Setting, String> fixed = new EnumMap<>(Setting.class);
        fixed.putAll(mapping.settings());
        fixed.put(Setting.KIND, columns.kind().code());
        fixed.put(Setting.SOURCE, settings.source());
        fixed.put(Setting.NAMESPACE, settings.namespace());
        fixed.put(Setting.CURRENCY, settings.currency());
        fixed.put(Setting.ZONE, settings.zone().getId());
        fixed.put(Setting.CHANNEL, settings.channel());
        fixed.put(Setting.HEADER, sample.header().isNamed() ? "yes" : "no");
        return new Mapping(byName, fixed, mapping.words());
    }

    private String reference(Column column) {
        boolean found =
                sample.header().find(column.label()).stream().anyMatch(i -> i == column.index());
        return found ? column.label() : String.valueOf(column.index() + 1);
    }

    /** How the file is understood, for a page. */
    FileLook look() {
        Map<Integer, Field> fields = new HashMap<>();
        columns.byField().forEach((field, column) -> fields.put(column.index(), field));
        return new FileLook(
                format.gzip(),
                format.encoding().charset().name(),
                recognized,
                settings.source(),
                settings.currency(),
                settings.zone().getId(),
                IntStream.range(0, sample.header().count())
                        .mapToObj(index -> looked(index, fields.get(index)))
                        .toList(),
                sample.rows().stream().limit(PREVIEW_ROWS).map(Row.Fields::values).toList(),
                columns.missing(),
                columns.kind(),
                styles.assumptions(),
                isReady(!columns.products()) ? lookedOrders() : List.of(),
                isReady(columns.products()) ? lookedProducts() : List.of(),
                mappingText());
    }

    private FileLook.LookedColumn looked(int index, @Nullable Field field) {
        Column column = field == null ? null : columns.column(field);
        return new FileLook.LookedColumn(
                index + 1,
                sample.header().label(index),
                sample.header().isNamed(),
                field == null ? "" : field.wireName(),
                column == null ? "" : column.origin().code(),
                field == null ? "" : reading(field),
                sample.values(index).distinct().limit(EXAMPLES).toList());
    }

    private List<FileLook.LookedOrder> lookedOrders() {
        return firstAssembled()
                .map(order ->
                        new FileLook.LookedOrder(
                                order.number(),
                                nameOf(order),
                                order.kind().equals("credit"),
                                order.status().equals("cancelled"),
                                order.placedAt(),
                                order.identifiers().isEmpty()
                                        ? ""
                                        : order.identifiers().getFirst().value(),
                                order.amount(),
                                order.currency(),
                                order.lines().size(),
                                order.lines().isEmpty()
                                        ? ""
                                        : orElse(
                                                order.lines().getFirst().product(),
                                                orElse(order.lines().getFirst().sku(), ""))))
                .toList();
    }

    private boolean isReady(boolean wanted) {
        return wanted && columns.missing().isEmpty();
    }

    private List<FileLook.LookedProduct> lookedProducts() {
        return firstProducts()
                .map(product ->
                        new FileLook.LookedProduct(
                                product.id(),
                                product.told("name"),
                                product.told("category"),
                                number(product.told("price")),
                                number(product.told("cost")),
                                number(product.told("stock")),
                                product.told("currency").isEmpty()
                                        ? settings.currency()
                                        : product.told("currency")))
                .toList();
    }

    private static @Nullable BigDecimal number(String text) {
        return text.isEmpty() ? null : new BigDecimal(text);
    }

    private static String nameOf(ImportedOrder order) {
        Map<Field, String> personal = order.personal();
        return Stream.of(Field.NAME, Field.FIRST_NAME, Field.LAST_NAME)
                .map(personal::get)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    /** What was chosen, to be used again; whose customer numbers they are is left to the source. */
    private String mappingText() {
        Mapping reusable = reusable();
        Map<Setting, String> fixed = new EnumMap<>(reusable.settings());
        if (mapping.setting(Setting.NAMESPACE) == null) {
            fixed.remove(Setting.NAMESPACE);
        }
        return MappingFile.text(new Mapping(reusable.columns(), fixed, reusable.words()));
    }

    ImportPlan plan() {
        Set<Integer> used =
                columns.byField().values().stream().map(Column::index).collect(Collectors.toSet());
        return new ImportPlan(
                format.description(),
                recognized,
                columns.kind(),
                settings.source(),
                settings.currency(),
                settings.zone().getId(),
                columns.byField().entrySet().stream()
                        .map(each -> planned(each.getKey(), each.getValue()))
                        .toList(),
                IntStream.range(0, sample.header().count())
                        .filter(column -> !used.contains(column))
                        .mapToObj(sample.header()::label)
                        .toList(),
                styles.assumptions(),
                firstOrders());
    }

    private PlannedColumn planned(Field field, Column column) {
        return new PlannedColumn(
                field.wireName(),
                column.label(),
                column.origin().description(),
                reading(field),
                sample.values(column.index()).distinct().limit(EXAMPLES).toList());
    }

    private String reading(Field field) {
        return switch (field.content()) {
            case DECIMAL -> styles.decimals().getOrDefault(field, DecimalStyle.ENGLISH).example();
            case DATE -> dateForm(field);
            case NUMBER -> styles.pointZeros().contains(field) ? "without .0" : "";
            case TEXT, TIME -> "";
        };
    }

    private String dateForm(Field field) {
        Column column = columns.column(field);
        DateStyle style = styles.dates().getOrDefault(field, DateStyle.DAY_FIRST);
        return column == null
                ? ""
                : sample.values(column.index())
                        .map(text -> DateText.form(text, style))
                        .filter(form -> !form.isEmpty())
                        .findFirst()
                        .orElse("");
    }

    private List<String> firstOrders() {
        return columns.products()
                ? firstProducts().map(Preparation::described).toList()
                : firstAssembled().map(Preparation::described).toList();
    }

    private static String described(ImportedProduct product) {
        return "product %s: %s"
                .formatted(
                        product.id(),
                        product.properties().entrySet().stream()
                                .map(told -> told.getKey() + " " + told.getValue())
                                .collect(Collectors.joining(", ")));
    }

    private Stream<ImportedProduct> firstProducts() {
        ProductAssembly assembly = new ProductAssembly(settings);
        return firstRows().values().stream()
                .limit(PREVIEW_ORDERS)
                .flatMap(rows -> assembly.products(rows).stream())
                .map(ProductAssembly.Counted::product)
                .limit(PREVIEW_ORDERS);
    }

    private Map<String, List<OrderRow>> firstRows() {
        RowInterpreter interpreter = interpreter();
        Map<String, List<OrderRow>> rows = new LinkedHashMap<>();
        for (Row row : sample.rows()) {
            if (interpreter.read(row)
                    instanceof Reading.Accepted(OrderRow accepted, var findings)) {
                rows.computeIfAbsent(accepted.order(), any -> new ArrayList<>()).add(accepted);
            }
        }
        return rows;
    }

    private Stream<ImportedOrder> firstAssembled() {
        OrderAssembly assembly = new OrderAssembly(columns, settings);
        return firstRows().entrySet().stream()
                .limit(PREVIEW_ORDERS)
                .flatMap(order -> assembly.assembleAll(order.getKey(), order.getValue()).stream())
                .flatMap(Preparation::complete)
                .limit(PREVIEW_ORDERS);
    }

    private static Stream<ImportedOrder> complete(Assembled assembled) {
        return switch (assembled) {
            case Assembled.Complete(ImportedOrder order) -> Stream.of(order);
            case Assembled.Contradicting contradicting -> Stream.empty();
        };
    }

    private static String described(ImportedOrder order) {
        if (order.isCustomer()) {
            return "customer %s: %s"
                    .formatted(order.identifiers().getFirst().value(), nameOf(order));
        }
        String lines =
                order.lines().stream()
                        .limit(PREVIEW_LINES)
                        .map(line ->
                                "%s × %s at %s"
                                        .formatted(
                                                line.quantity().toPlainString(),
                                                orElse(
                                                        line.product(),
                                                        orElse(line.sku(), "article")),
                                                line.unitPrice().toPlainString()))
                        .collect(Collectors.joining(", "));
        int more = Math.max(0, order.lines().size() - PREVIEW_LINES);
        return "%s %s at %s by %s, %s %s%s"
                .formatted(
                        order.kind(),
                        order.number(),
                        order.placedAt(),
                        order.identifiers().isEmpty()
                                ? "a guest"
                                : order.identifiers().getFirst().value(),
                        order.amount().toPlainString(),
                        order.currency(),
                        lines.isEmpty()
                                ? ""
                                : ": " + lines + (more > 0 ? " and %d more".formatted(more) : ""));
    }
}
