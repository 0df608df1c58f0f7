package org.stammkunde.collect.imports;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.stammkunde.collect.files.FileLook;
import org.stammkunde.collect.files.FileLook.LookedColumn;
import org.stammkunde.collect.files.ImportRequest;
import org.stammkunde.collect.files.OrderImport;
import org.stammkunde.collect.files.RowKind;

/**
 * How a file is to be read, as somebody chose it on the page: kept as the text of a mapping file.
 */
record ChosenMapping(@Nullable String text) {

    /** Settings of a whole file that the page offers. */
    static final List<String> SETTINGS =
            List.of("kind", "source", "currency", "decimals", "dates", "channel", "credit-prefix");

    static final List<String> CURRENCIES =
            List.of("EUR", "CHF", "USD", "GBP", "PLN", "CZK", "DKK", "SEK");

    static final List<String> CHANNELS = List.of("online", "store", "phone", "marketplace");

    static ChosenMapping of(@Nullable String text) {
        return new ChosenMapping(text);
    }

    /** The value of a setting, empty if nothing was chosen. */
    String setting(String key) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text == null ? "" : text));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return properties.getProperty(key, "");
    }

    /** The text that the form means: {@code column-3=sku} and the settings. */
    static String ofForm(
            Map<String, String> form, FileImport draft, OrderImport orders, Imports imports) {
        FileLook current = orders.look(imports.request(draft));
        ImportRequest plain = imports.request(draft);
        Map<String, String> settings = new LinkedHashMap<>();
        for (String key : SETTINGS) {
            String value = form.getOrDefault(key, "").strip();
            boolean emptied = !setting(draft, key).isEmpty() && !key.equals("source");
            if (!value.isEmpty() || emptied) {
                settings.put(key, value);
            }
        }
        ImportRequest said = anew(form, current) ? withoutMapping(plain) : plain;
        ImportRequest chosen = said.withSettings(settings);
        return orders.look(
                        anew(form, current)
                                ? chosen
                                : chosen.withColumns(columns(form, current).toArray(String[]::new)))
                .mapping();
    }

    /** Products have other columns than orders: these are proposed anew. */
    private static boolean anew(Map<String, String> form, FileLook current) {
        boolean products = RowKind.PRODUCTS.code().equals(form.get("kind"));
        return form.containsKey("kind") && products != current.ofProducts();
    }

    private static ImportRequest withoutMapping(ImportRequest request) {
        return ImportRequest.of(request.file()).withMessage(request.message());
    }

    private static String setting(FileImport draft, String key) {
        return of(draft.mapping()).setting(key);
    }

    /** All fields are said, so that nothing is proposed against the reader's will. */
    private static List<String> columns(Map<String, String> form, FileLook current) {
        Map<String, Integer> columns = new HashMap<>();
        List<LookedColumn> changedLast = new ArrayList<>(current.columns());
        // of two columns for one field the one counts that was chosen just now
        changedLast.sort(
                Comparator.comparing(
                        column -> !column.field().equals(form.getOrDefault(name(column), ""))));
        for (LookedColumn column : changedLast) {
            String field = form.getOrDefault(name(column), "");
            if (!field.isEmpty()) {
                columns.put(field, column.number());
            }
        }
        return FileLook.fields().stream()
                .map(field -> field + "=" + (columns.containsKey(field) ? columns.get(field) : ""))
                .toList();
    }

    private static String name(LookedColumn column) {
        return "column-" + column.number();
    }
}
