package org.stammkunde.collect.files;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.stammkunde.collect.files.Mapping.Setting;

/**
 * The words of a request, understood.
 *
 * @param columns what {@code --map} says
 * @param others what the other options say
 */
record RequestedMapping(Map<Field, String> columns, Mapping others) {
    private static final Pattern PARTS_OF_A_SERIES =
            Pattern.compile("[\\d()_.\\s-]+$|^[\\d_.\\s-]+");

    /**
     * Understands the options.
     *
     * @throws ImportRefused if one of them names something unknown
     */
    static RequestedMapping of(ImportRequest request) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        request.settings()
                .forEach((key, value) -> settings.put(Setting.named(key).orElseThrow(), value));
        return new RequestedMapping(
                columns(request.columns()),
                new Mapping(Map.of(), settings, words(request.words())));
    }

    private static Map<Field, String> columns(List<String> options) {
        Map<Field, String> columns = new EnumMap<>(Field.class);
        for (String option : options) {
            int equals = option.indexOf('=');
            if (equals < 0) {
                throw ImportRefused.wrongUse(
                        "--map `%s` is not of the form field=column, for example order-number=Bestellnr"
                                .formatted(option));
            }
            columns.put(field(option.substring(0, equals)), option.substring(equals + 1).strip());
        }
        return columns;
    }

    private static Field field(String name) {
        return Field.named(name.strip().toLowerCase(Locale.ROOT))
                .orElseThrow(() ->
                        ImportRefused.wrongUse(
                                "there is no field `%s`%s"
                                        .formatted(
                                                name,
                                                Suggestion.of(name, MappingFile.fieldNames()))));
    }

    private static Map<Field, Map<String, String>> words(List<String> options) {
        Map<Field, Map<String, String>> words = new EnumMap<>(Field.class);
        for (String option : options) {
            int colon = option.indexOf(':');
            int equals = option.lastIndexOf('=');
            if (colon < 0 || equals < colon) {
                throw ImportRefused.wrongUse(
                        "--word `%s` is not of the form field:word=meaning, for example status:offen=completed"
                                .formatted(option));
            }
            words.computeIfAbsent(field(option.substring(0, colon)), any -> new HashMap<>())
                    .put(
                            option.substring(colon + 1, equals).strip().toLowerCase(Locale.ROOT),
                            option.substring(equals + 1).strip().toLowerCase(Locale.ROOT));
        }
        return words;
    }

    /** What the mapping says, read as what it must be. */
    static final class Checked {
        private final Mapping mapping;

        Checked(Mapping mapping) {
            this.mapping = mapping;
        }

        /** What the rows belong to. */
        @Nullable RowKind kind() {
            return oneOf(Setting.KIND, RowKind.byCode());
        }

        @Nullable Boolean header() {
            return oneOf(Setting.HEADER, Map.of("yes", true, "no", false));
        }

        @Nullable DecimalStyle decimals() {
            return oneOf(
                    Setting.DECIMALS,
                    Map.of("german", DecimalStyle.GERMAN, "english", DecimalStyle.ENGLISH));
        }

        @Nullable DateStyle dates() {
            return oneOf(
                    Setting.DATES,
                    Map.of("day-first", DateStyle.DAY_FIRST, "month-first", DateStyle.MONTH_FIRST));
        }

        @Nullable Character delimiter() {
            return oneOf(
                    Setting.DELIMITER,
                    Map.of("comma", ',', "semicolon", ';', "tab", '\t', "bar", '|', "spaces", ' '));
        }

        private <T> @Nullable T oneOf(Setting setting, Map<String, T> meanings) {
            return read(
                    setting,
                    text -> meanings.get(text.toLowerCase(Locale.ROOT)),
                    "one of " + String.join(", ", new TreeMap<>(meanings).keySet()));
        }

        @Nullable Charset charset() {
            return read(
                    Setting.CHARSET,
                    text -> {
                        try {
                            return Charset.forName(text);
                        } catch (IllegalArgumentException unknown) {
                            return null;
                        }
                    },
                    "a character set such as UTF-8, windows-1252 or UTF-16LE");
        }

        @Nullable String currency() {
            return read(Setting.CURRENCY, Currencies::code, "a code of ISO 4217 such as EUR");
        }

        @Nullable ZoneId zone() {
            return read(
                    Setting.ZONE,
                    text -> {
                        try {
                            return ZoneId.of(text);
                        } catch (DateTimeException unknown) {
                            return null;
                        }
                    },
                    "a time zone such as Europe/Berlin");
        }

        @Nullable String region() {
            return read(
                    Setting.REGION,
                    text -> text.matches("[A-Za-z]{2}") ? text.toUpperCase(Locale.ROOT) : null,
                    "a country of two letters such as DE");
        }

        @Nullable String channel() {
            return read(Setting.CHANNEL, Words::channel, "a word");
        }

        private <T> @Nullable T read(
                Setting setting, Function<String, @Nullable T> meaning, String accepted) {
            String text = mapping.setting(setting);
            if (text == null || text.isBlank()) {
                return null;
            }
            T value = meaning.apply(text.strip());
            if (value == null) {
                throw ImportRefused.wrongUse(
                        "--%s `%s` is unknown; it is %s"
                                .formatted(setting.wireName(), text, accepted));
            }
            return value;
        }
    }

    /**
     * The name of the source of a file if nothing is said: the name of the file without what tells
     * the files of a series apart, so that the exports of two months are not two shops.
     */
    static String sourceOf(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String stem = name.replaceAll("\\.(gz|csv|tsv|txt|tab|xlsx)(?=$|\\.)", "");
        String bare = stem;
        String shorter = PARTS_OF_A_SERIES.matcher(bare).replaceAll("");
        while (!shorter.equals(bare)) {
            bare = shorter;
            shorter = PARTS_OF_A_SERIES.matcher(bare).replaceAll("");
        }
        String slug = Optional.of(bare).filter(text -> !text.isBlank()).orElse("file");
        return slug.replaceAll("[^\\p{L}\\p{N}]+", "-");
    }
}
