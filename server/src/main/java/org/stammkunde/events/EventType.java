package org.stammkunde.events;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of fact: the six calls of the Segment tracking API, and orders from files. */
public enum EventType {
    IDENTIFY(1),
    TRACK(2),
    PAGE(3),
    SCREEN(4),
    GROUP(5),
    ALIAS(6),
    ORDER(7);

    private static final Map<Integer, EventType> BY_CODE =
            Stream.of(values()).collect(Collectors.toMap(EventType::code, Function.identity()));
    private static final Map<String, EventType> BY_WIRE_NAME =
            Stream.of(values()).collect(Collectors.toMap(EventType::wireName, Function.identity()));

    private final int code;

    EventType(int code) {
        this.code = code;
    }

    /** The number that stands for this type in {@code events.event.type}. */
    public int code() {
        return code;
    }

    /** The name used on the wire, such as {@code track}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type with the given code; throws {@link IllegalArgumentException} for an unknown one. */
    public static EventType ofCode(int code) {
        EventType type = BY_CODE.get(code);
        if (type == null) {
            throw new IllegalArgumentException("no event type has the code " + code);
        }
        return type;
    }

    /** The type with the given wire name, empty for an unknown one. */
    public static Optional<EventType> ofWireName(String name) {
        return Optional.ofNullable(BY_WIRE_NAME.get(name));
    }
}
