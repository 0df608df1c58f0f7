package org.stammkunde.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stammkunde.consent.Statement.Proof;
import org.stammkunde.events.Source;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads what facts say about consent; pure. */
final class ConsentFacts {

    static final String GIVEN = "Consent Given";
    static final String WITHDRAWN = "Consent Withdrawn";

    /** Events by which people object, and to what. */
    private static final Map<String, Purpose> OBJECTIONS =
            Map.of(
                    "Unsubscribed", Purpose.MARKETING_EMAIL,
                    "Email Unsubscribed", Purpose.MARKETING_EMAIL,
                    "Newsletter Unsubscribed", Purpose.MARKETING_EMAIL,
                    "Email Marked as Spam", Purpose.MARKETING_EMAIL,
                    "SMS Unsubscribed", Purpose.MARKETING_SMS,
                    "Push Unsubscribed", Purpose.MARKETING_PUSH);

    private static final JsonMapper JSON = JsonMapper.shared();

    private ConsentFacts() {}

    /**
     * A purpose that somebody agrees or objects to.
     *
     * @param given agreed, or else objected
     */
    record Said(Purpose purpose, boolean given) {}

    /** The names of events that say something, in the spellings that senders use. */
    static String[] names() {
        return Stream.concat(Stream.of(GIVEN, WITHDRAWN), OBJECTIONS.keySet().stream())
                .flatMap(name -> Stream.of(name, lower(name), lower(name).replace(' ', '_')))
                .toArray(String[]::new);
    }

    /** What an event says; nothing where the source may not say it. */
    static List<Said> ofEvent(String name, Source.Kind source, String payload) {
        String plain = lower(name).replace('_', ' ');
        List<Said> objections =
                OBJECTIONS.entrySet().stream()
                        .filter(entry -> lower(entry.getKey()).equals(plain))
                        .map(entry -> new Said(entry.getValue(), false))
                        .toList();
        if (!objections.isEmpty()) {
            return objections;
        }
        boolean given = plain.equals(lower(GIVEN));
        return given && source != Source.Kind.OWN
                ? List.of()
                : purposes(JSON.readTree(payload).path("properties").path("purpose")).stream()
                        .map(purpose -> new Said(purpose, given))
                        .toList();
    }

    private static List<Purpose> purposes(JsonNode node) {
        List<JsonNode> nodes = node.isArray() ? List.copyOf(node.values()) : List.of(node);
        return nodes.stream()
                .filter(JsonNode::isString)
                .flatMap(text -> Purpose.ofCode(text.asString()).stream())
                .distinct()
                .toList();
    }

    /** What a row of a file says, by columns. */
    static List<Said> ofRow(String payload) {
        List<Said> said = new ArrayList<>();
        JSON.readTree(payload)
                .path("consents")
                .properties()
                .forEach(entry ->
                        Purpose.ofCode(entry.getKey())
                                .filter(_ -> entry.getValue().isBoolean())
                                .ifPresent(purpose ->
                                        said.add(
                                                new Said(
                                                        purpose,
                                                        entry.getValue().booleanValue()))));
        return said;
    }

    /** The payload of a statement that is recorded here. */
    static String payload(Purpose purpose, Proof proof) {
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        properties.put("purpose", purpose.code());
        put(properties, "wording", proof.wording());
        put(properties, "place", proof.place());
        put(properties, "note", proof.note());
        put(properties, "recordedBy", proof.recordedBy());
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.set("properties", properties);
        return JSON.writeValueAsString(payload);
    }

    private static void put(ObjectNode node, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            node.put(name, value.strip());
        }
    }

    /** How an event says that a statement was made, null if it does not. */
    static @Nullable Proof proof(String payload) {
        JsonNode properties = JSON.readTree(payload).path("properties");
        Proof proof =
                new Proof(
                        text(properties, "wording"),
                        text(properties, "place"),
                        text(properties, "note"),
                        text(properties, "recordedBy"));
        return proof.equals(new Proof(null, null, null, null)) ? null : proof;
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() && !value.asString().isBlank() ? value.asString() : null;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
