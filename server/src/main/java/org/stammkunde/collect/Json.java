package org.stammkunde.collect;

import java.math.BigDecimal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ContainerNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Reading and writing of JSON that strangers send. */
final class Json {

    /** Bounds that no message of an SDK comes near. */
    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNumberLength(64)
                    .maxStringLength(1_000_000)
                    .maxTokenCount(1_000_000)
                    .build();

    private static final int PLACES_MAX = 100;

    static final JsonMapper MAPPER =
            JsonMapper.builder(JsonFactory.builder().streamReadConstraints(LIMITS).build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private Json() {}

    /** Why something could not be read, and where. */
    static String reason(JacksonException unreadable) {
        if (unreadable instanceof StreamConstraintsException) {
            return "the body is too large in one place: accepted are %d levels of nesting, %d digits in a number and %d characters in a text"
                    .formatted(
                            LIMITS.getMaxNestingDepth(),
                            LIMITS.getMaxNumberLength(),
                            LIMITS.getMaxStringLength());
        }
        String what =
                unreadable instanceof UnexpectedEndOfInputException
                        ? "the body ends before its JSON does"
                        : "the body is no JSON";
        TokenStreamLocation at = unreadable.getLocation();
        return at == null || at.getLineNr() < 1
                ? what
                : "%s: line %d, column %d".formatted(what, at.getLineNr(), at.getColumnNr());
    }

    /**
     * Whether a number has more than {@value #PLACES_MAX} places before or after the point. Ten
     * characters such as 1e130000 are that many digits as soon as the database writes them out.
     */
    static boolean hasAbsurdNumber(JsonNode node) {
        return switch (node) {
            case DecimalNode number -> {
                BigDecimal value = number.decimalValue();
                yield Math.abs((long) value.scale()) > PLACES_MAX
                        || (long) value.precision() - value.scale() > PLACES_MAX;
            }
            case ContainerNode<?> container ->
                    container.values().stream().anyMatch(Json::hasAbsurdNumber);
            default -> false;
        };
    }

    /** The node as text, without the character U+0000, which PostgreSQL cannot hold. */
    static String withoutNul(JsonNode node) {
        String text = node.toString();
        return text.contains("\\u0000") ? cleaned(node).toString() : text;
    }

    private static JsonNode cleaned(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode clean = MAPPER.createObjectNode();
                object.properties()
                        .forEach(field ->
                                clean.set(
                                        field.getKey().replace("\0", ""),
                                        cleaned(field.getValue())));
                yield clean;
            }
            case ArrayNode array -> {
                ArrayNode clean = MAPPER.createArrayNode();
                array.forEach(element -> clean.add(cleaned(element)));
                yield clean;
            }
            case StringNode text -> StringNode.valueOf(text.asString().replace("\0", ""));
            case JsonNode other -> other;
        };
    }
}
