package org.stammkunde.collect.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.stammkunde.collect.files.Mapping.Setting;

/**
 * Mappings as files of lines {@code key=value}: settings by name, {@code column.<field>} and {@code
 * word.<field>.<word>}. Some come ready-made.
 */
final class MappingFile {
    /** Names of the mappings that come ready-made. */
    static final List<String> READY_MADE =
            List.of(
                    "shopify-orders",
                    "woocommerce-analytics",
                    "woocommerce-orders",
                    "shopify-products",
                    "woocommerce-products",
                    "uci-online-retail",
                    "cdnow",
                    "cdnow-sample");

    private static final String COLUMN = "column.";
    private static final String WORD = "word.";

    private MappingFile() {}

    /**
     * The mapping with this name: ready-made, or else a file.
     *
     * @throws ImportRefused if there is none, or it has unknown keys
     */
    static Mapping named(String name) {
        if (READY_MADE.contains(name)) {
            return readyMade(name);
        }
        Path file = Path.of(name);
        if (!Files.isRegularFile(file)) {
            throw ImportRefused.wrongUse(
                    "there is no mapping `%s`; ready-made are %s, or name a file that was saved by --save-mapping"
                            .formatted(name, String.join(", ", READY_MADE)));
        }
        try (Reader text = Files.newBufferedReader(file)) {
            return mapping(text, name);
        } catch (IOException problem) {
            throw TableReader.unreadable(file, problem);
        }
    }

    static Mapping readyMade(String name) {
        String resource = "mappings/" + name + ".properties";
        try (InputStream bytes = MappingFile.class.getResourceAsStream(resource)) {
            return mapping(new InputStreamReader(bytes, StandardCharsets.UTF_8), name);
        } catch (IOException problem) {
            throw new UncheckedIOException(resource + " cannot be read", problem);
        }
    }

    /** The ready-made mapping for a table with these columns. */
    static Optional<String> fitting(Header header) {
        return READY_MADE.stream().filter(name -> readyMade(name).fits(header)).findFirst();
    }

    static Mapping mapping(Reader text, String name) throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(new BufferedReader(text));
        } catch (IllegalArgumentException malformed) {
            throw ImportRefused.wrongUse(
                    "mapping `%s` cannot be read: %s".formatted(name, malformed.getMessage()));
        }
        Map<Field, String> columns = new EnumMap<>(Field.class);
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        Map<Field, Map<String, String>> words = new EnumMap<>(Field.class);
        for (String key : properties.stringPropertyNames()) {
            String value = properties.getProperty(key).strip();
            if (key.startsWith(COLUMN)) {
                columns.put(field(key.substring(COLUMN.length()), name), value);
            } else if (key.startsWith(WORD)) {
                addWord(words, key.substring(WORD.length()), value, name);
            } else {
                settings.put(setting(key, name), value);
            }
        }
        return new Mapping(columns, settings, words);
    }

    private static void addWord(
            Map<Field, Map<String, String>> words, String key, String value, String name) {
        int dot = key.indexOf('.');
        Field field = field(dot < 0 ? key : key.substring(0, dot), name);
        String word = dot < 0 ? "" : key.substring(dot + 1).toLowerCase(Locale.ROOT);
        words.computeIfAbsent(field, any -> new TreeMap<>()).put(word, value);
    }

    private static Field field(String wireName, String mapping) {
        return Field.named(wireName)
                .orElseThrow(() ->
                        ImportRefused.wrongUse(
                                "mapping `%s` names the unknown field `%s`%s"
                                        .formatted(
                                                mapping,
                                                wireName,
                                                Suggestion.of(wireName, fieldNames()))));
    }

    private static Setting setting(String wireName, String mapping) {
        return Setting.named(wireName)
                .orElseThrow(() ->
                        ImportRefused.wrongUse(
                                "mapping `%s` has the unknown key `%s`%s"
                                        .formatted(
                                                mapping,
                                                wireName,
                                                Suggestion.of(wireName, settingNames()))));
    }

    static List<String> fieldNames() {
        return Arrays.stream(Field.values()).map(Field::wireName).toList();
    }

    private static List<String> settingNames() {
        return Arrays.stream(Setting.values()).map(Setting::wireName).toList();
    }

    /**
     * Keeps a mapping for later files of the same kind.
     *
     * @throws ImportRefused if the file cannot be written
     */
    static void save(Mapping mapping, Path file) {
        try {
            Files.writeString(file, text(mapping));
        } catch (IOException problem) {
            throw ImportRefused.cannotRun(
                    "the mapping cannot be written to `%s`: %s"
                            .formatted(file, problem.getMessage()));
        }
    }

    static String text(Mapping mapping) {
        Map<String, String> lines = new TreeMap<>();
        mapping.settings().forEach((setting, value) -> lines.put(setting.wireName(), value));
        mapping.columns().forEach((field, column) -> lines.put(COLUMN + field.wireName(), column));
        mapping.words()
                .forEach((field, words) ->
                        words.forEach((word, meaning) ->
                                lines.put(WORD + field.wireName() + "." + word, meaning)));
        return lines.entrySet().stream()
                .map(line -> escape(line.getKey(), true) + "=" + escape(line.getValue(), false))
                .collect(
                        Collectors.joining(
                                "\n", "# Mapping of columns for stammkunde import\n", "\n"));
    }

    /** What the format of properties gives a meaning to, made plain. */
    private static String escape(String text, boolean key) {
        StringBuilder escaped = new StringBuilder();
        for (int index = 0; index < text.length(); index++) {
            char each = text.charAt(index);
            boolean special = each == '\\' || (key && " =:".indexOf(each) >= 0);
            boolean start = index == 0 && " #!".indexOf(each) >= 0;
            escaped.append(special || start ? "\\" : "")
                    .append(each == '\t' ? "\\t" : String.valueOf(each));
        }
        return escaped.toString().replace("\n", "\\n").replace("\r", "\\r");
    }
}
