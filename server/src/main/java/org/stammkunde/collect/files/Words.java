package org.stammkunde.collect.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the words in the columns {@code status}, {@code kind}, {@code channel}, {@code active} and
 * those of consent mean.
 */
final class Words {
    private static final Map<Field, Set<String>> MEANINGS =
            Map.of(
                    Field.STATUS, Set.of("completed", "cancelled"),
                    Field.KIND, Set.of("order", "credit"),
                    Field.ACTIVE, Set.of("true", "false"),
                    Field.MARKETING_EMAIL, Set.of("true", "false"),
                    Field.MARKETING_SMS, Set.of("true", "false"));
    private static final int CHANNEL_CHARACTERS_MAX = 40;

    private static final Map<Field, Map<String, String>> COMMON = common();

    private final Map<Field, Map<String, String>> meanings = new EnumMap<>(Field.class);

    /**
     * The common words and those of a mapping, which win.
     *
     * @throws ImportRefused if the mapping gives a word a meaning that does not exist
     */
    Words(Map<Field, Map<String, String>> own) {
        COMMON.forEach((field, words) -> meanings.put(field, new HashMap<>(words)));
        own.forEach((field, words) -> words.forEach((word, meaning) -> add(field, word, meaning)));
    }

    private void add(Field field, String word, String meaning) {
        Map<String, String> known = meanings.get(field);
        if (known == null) {
            throw ImportRefused.wrongUse(
                    "words have a meaning for status, kind, channel, active, marketing-email and marketing-sms, not for %s"
                            .formatted(field.wireName()));
        }
        Set<String> allowed = MEANINGS.get(field);
        if (allowed != null && !allowed.contains(meaning)) {
            throw ImportRefused.wrongUse(
                    "`%s` is no %s; it is one of %s"
                            .formatted(
                                    meaning,
                                    field.wireName(),
                                    String.join(", ", allowed.stream().sorted().toList())));
        }
        known.put(Header.fold(word), allowed == null ? channel(meaning) : meaning);
    }

    /** The meaning of a word; null if it has none. Any short word is a channel. */
    @Nullable String meaning(Field field, String word) {
        String meaning = meanings.getOrDefault(field, Map.of()).get(Header.fold(word));
        if (meaning != null || field != Field.CHANNEL) {
            return meaning;
        }
        return word.length() <= CHANNEL_CHARACTERS_MAX ? channel(word) : null;
    }

    /** A channel as it is stored: lower case, words joined by hyphens. */
    static String channel(String word) {
        return word.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", "-");
    }

    private static Map<Field, Map<String, String>> common() {
        Map<Field, Map<String, String>> common = new EnumMap<>(Field.class);
        for (Field field :
                List.of(
                        Field.STATUS,
                        Field.KIND,
                        Field.CHANNEL,
                        Field.ACTIVE,
                        Field.MARKETING_EMAIL,
                        Field.MARKETING_SMS)) {
            common.put(field, new HashMap<>());
        }
        Properties words = load();
        for (String key : words.stringPropertyNames()) {
            int dot = key.indexOf('.');
            Field field = Field.named(key.substring(0, dot)).orElseThrow();
            for (String word : words.getProperty(key).split(",")) {
                common.getOrDefault(field, new HashMap<>())
                        .put(Header.fold(word), key.substring(dot + 1));
            }
        }
        return common;
    }

    private static Properties load() {
        Properties words = new Properties();
        try (InputStream resource = Words.class.getResourceAsStream("words.properties")) {
            words.load(new InputStreamReader(resource, StandardCharsets.UTF_8));
            return words;
        } catch (IOException problem) {
            throw new UncheckedIOException("words.properties cannot be read", problem);
        }
    }
}
