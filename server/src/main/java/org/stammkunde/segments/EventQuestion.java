package org.stammkunde.segments;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stammkunde.events.EventType;

/**
 * Which events count.
 *
 * @param type null for every type
 * @param name null for every name
 * @param source the source's name; null for every source
 * @param where what the properties must be, all of it
 */
public record EventQuestion(
        @Nullable EventType type,
        @Nullable String name,
        @Nullable String source,
        List<PropertyTest> where) {

    public EventQuestion {
        where = List.copyOf(where);
    }

    /**
     * What a property of an event must be.
     *
     * @param property its name; parts of objects after a point, such as {@code product.category}
     */
    public record PropertyTest(String property, ValueTest test) {}

    /** A tracked event of any source and with any properties. */
    public static EventQuestion named(String name) {
        return new EventQuestion(EventType.TRACK, name, null, List.of());
    }

    /** The name as it is compared: {@code Product Viewed} and {@code product_viewed} are one. */
    static String comparable(String name) {
        return name.replace('_', ' ').replace('-', ' ').strip().toLowerCase(Locale.ROOT);
    }

    /**
     * What is counted for it; the same for questions that only read differently.
     *
     * @param sources the numbers of the sources by name
     */
    Key key(Map<String, Integer> sources) {
        return new Key(
                type == null ? null : type.code(),
                name == null ? null : comparable(name),
                source == null ? null : sources.getOrDefault(source, -1),
                filter());
    }

    /**
     * What is counted, as it stands in {@code segments.question}.
     *
     * @param type code of the type, null for every type
     * @param name as it is compared, null for every name
     * @param source the source's number, null for every source
     * @param filter the JSON path of the properties' tests, null for none
     */
    record Key(
            @Nullable Integer type,
            @Nullable String name,
            @Nullable Integer source,
            @Nullable String filter) {}

    /** The properties' tests as a JSON path over the payload; null when there are none. */
    @Nullable String filter() {
        return where.isEmpty()
                ? null
                : where.stream().map(PropertyPath::of).collect(Collectors.joining(" && "));
    }
}
