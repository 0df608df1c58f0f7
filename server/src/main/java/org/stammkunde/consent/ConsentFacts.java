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

    /** Under which name the proof stands among a fact's personal values; no trait. */
    private static final String PROOF = "consentProof";

    /** The names of events that say something, in the spellings that senders use. */
    private static final String[] NAMES = spellings();

    private static final JsonMapper JSON = JsonMapper.shared();

    private ConsentFacts() {}

    static String[] names() {
        return NAMES.clone();
    }

    /**
     * A purpose that somebody agrees or objects to.
     *
     * @param given agreed, or else objected
     */
    record Said(Purpose purpose, boolean given) {}

    private static String[] spellings() {
        return Stream.concat(Stream.of(GIVEN, WITHDRAWN), OBJECTIONS.keySet().stream())
                .flatMap(name -> Stream.of(name, sentence(name), lower(name), upper(name)))
                .flatMap(name -> Stream.of(name, name.replace(' ', '_'), name.replace(' ', '-')))
                .distinct()
                .toArray(String[]::new);
    }

    /** What an event says; nothing where the source may not say it. */
    static List<Said> ofEvent(String name, Source.Kind source, String payload) {
        String plain = lower(name).replace('_', ' ').replace('-', ' ');
        List<Said> objections =
                OBJECTIONS.entrySet().stream()
                        .filter(entry -> lower(entry.getKey()).equals(plain))
                        .map(entry -> new Said(entry.getValue(), false))
                        .toList();
        if (!objections.isEmpty()) {
            return objections;
        }
        boolean given = plain.equals(lower(GIVEN));
        if (given && source != Source.Kind.OWN) {
            return List.of();
        }
        JsonNode purpose = JSON.readTree(payload).path("properties").path("purpose");
        // who objects and does not say to what objects to everything
        boolean everything = !given && (purpose.isMissingNode() || purpose.isNull());
        return (everything ? List.of(Purpose.values()) : purposes(purpose))
                .stream().map(each -> new Said(each, given)).toList();
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
    static String payload(Purpose purpose) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.putObject("properties").put("purpose", purpose.code());
        return JSON.writeValueAsString(payload);
    }

    /** The proof as a personal value: people write names and numbers into it. */
    static @Nullable String personal(Proof proof) {
        ObjectNode parts = JsonNodeFactory.instance.objectNode();
        put(parts, "wording", proof.wording());
        put(parts, "place", proof.place());
        put(parts, "note", proof.note());
        put(parts, "recordedBy", proof.recordedBy());
        if (parts.isEmpty()) {
            return null;
        }
        ObjectNode personal = JsonNodeFactory.instance.objectNode();
        personal.set(PROOF, parts);
        return JSON.writeValueAsString(personal);
    }

    private static void put(ObjectNode node, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            node.put(name, value.strip().replace("\0", ""));
        }
    }

    /** The proof in a fact's personal values, null where there is none. */
    static @Nullable Proof proof(@Nullable String personal) {
        JsonNode parts = personal == null ? null : JSON.readTree(personal).get(PROOF);
        return parts == null
                ? null
                : new Proof(
                        text(parts, "wording"),
                        text(parts, "place"),
                        text(parts, "note"),
                        text(parts, "recordedBy"));
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() && !value.asString().isBlank() ? value.asString() : null;
    }

    private static String sentence(String name) {
        return name.charAt(0) + lower(name.substring(1));
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
