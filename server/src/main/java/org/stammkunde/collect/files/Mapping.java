package org.stammkunde.collect.files;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a kind of file means: which column is which field, and what holds for all of its rows. It
 * can be kept in a {@linkplain MappingFile file} and used again for every file of that kind.
 *
 * @param columns the name or number (from 1) of the column of a field; empty text means none
 * @param settings what holds for all rows
 * @param words meanings of words in the columns {@code status}, {@code kind} and {@code channel},
 *     the word in lower case
 */
record Mapping(
        Map<Field, String> columns,
        Map<Setting, String> settings,
        Map<Field, Map<String, String>> words) {

    static final Mapping EMPTY = new Mapping(Map.of(), Map.of(), Map.of());

    Mapping {
        columns = Collections.unmodifiableMap(enumMap(Field.class, columns));
        settings = Collections.unmodifiableMap(enumMap(Setting.class, settings));
        words = Collections.unmodifiableMap(enumMap(Field.class, words));
    }

    private static <K extends Enum<K>, V> Map<K, V> enumMap(Class<K> type, Map<K, V> entries) {
        Map<K, V> sorted = new EnumMap<>(type);
        sorted.putAll(entries);
        return sorted;
    }

    /** What holds for all rows of a file. */
    enum Setting {
        KIND,
        SOURCE,
        NAMESPACE,
        CURRENCY,
        ZONE,
        REGION,
        CHANNEL,
        HEADER,
        DELIMITER,
        CHARSET,
        DECIMALS,
        DATES,
        CREDIT_PREFIX;

        /** The name used in mapping files, such as {@code credit-prefix}. */
        String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Optional<Setting> named(String wireName) {
            for (Setting setting : values()) {
                if (setting.wireName().equals(wireName)) {
                    return Optional.of(setting);
                }
            }
            return Optional.empty();
        }
    }

    @Nullable String setting(Setting setting) {
        return settings.get(setting);
    }

    /** This mapping, changed where the other one says something. */
    Mapping overriddenBy(Mapping other) {
        Map<Field, Map<String, String>> allWords = new TreeMap<>(words);
        other.words.forEach((field, meanings) -> allWords.merge(field, meanings, Mapping::joined));
        return new Mapping(
                joined(columns, other.columns), joined(settings, other.settings), allWords);
    }

    private static <K, V> Map<K, V> joined(Map<K, V> first, Map<K, V> second) {
        Map<K, V> all = new TreeMap<>(first);
        all.putAll(second);
        return all;
    }

    /** Whether a table has all of the named columns, at least four, so that it is of this kind. */
    boolean fits(Header header) {
        return header.isNamed()
                && columns.size() >= 4
                && columns.values().stream().allMatch(column -> header.find(column).isPresent())
                && !"no".equals(setting(Setting.HEADER));
    }
}
