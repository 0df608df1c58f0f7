package org.stammkunde.events;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What kind of value points to a person, strongest first: a fact belongs to the strongest
 * identifier it names.
 */
public enum IdentifierType {
    /** A customer account of a shop; unique within the namespace of its source. */
    CUSTOMER_ID(1),
    /** The number of a loyalty card. */
    CARD(2),
    EMAIL(3),
    /** A phone number in E.164 form. */
    PHONE(4),
    /** A browser or device that has not said who uses it. */
    ANONYMOUS_ID(5);

    private static final Map<Integer, IdentifierType> BY_CODE =
            Stream.of(values())
                    .collect(Collectors.toMap(IdentifierType::code, Function.identity()));

    private final int code;

    IdentifierType(int code) {
        this.code = code;
    }

    /** The number that stands for this type in {@code events.identifier.type}. */
    public int code() {
        return code;
    }

    /** The name used in the API and in files, such as {@code customer_id}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type with the given code; throws {@link IllegalArgumentException} for an unknown one. */
    public static IdentifierType ofCode(int code) {
        IdentifierType type = BY_CODE.get(code);
        if (type == null) {
            throw new IllegalArgumentException("no identifier type has the code " + code);
        }
        return type;
    }
}
