package org.stammkunde.collect;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stammkunde.events.EventDraft;
import org.stammkunde.events.EventKey;
import org.stammkunde.events.EventType;
import org.stammkunde.events.FailedEvents.FailedEvent;
import org.stammkunde.events.Identifier;
import org.stammkunde.events.Source;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a message of the Segment tracking API into a fact, or says why it is none.
 *
 * <p>Deliberately lenient, because senders cannot be mended quickly: ids may be numbers, unknown
 * fields are kept, and a missing time is the time of arrival.
 */
final class MessageReader {

    private static final int MESSAGE_ID_MAX = 100;
    private static final int NAME_MAX = 200;
    private static final int PRODUCT_MAX = 200;
    private static final int ORDER_MAX = 200;
    private static final int RESOURCE_MAX = Topic.ORDER.length() + ORDER_MAX;
    private static final int TRAIT_MAX = 200;
    private static final int BODY_MAX = 64 * 1024;
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** Libraries that run on customers' devices, whose clocks may be wrong by years. */
    private static final Set<String> DEVICE_LIBRARIES =
            Set.of(
                    "analytics.js",
                    "analytics-next",
                    "analytics-ios",
                    "analytics-android",
                    "analytics-kotlin",
                    "analytics-swift",
                    "analytics-flutter",
                    "analytics-react-native",
                    "@segment/analytics-react-native",
                    "rudderlabs javascript sdk",
                    "com.rudderstack.android.sdk.core",
                    "com.rudderstack.ios.sdk");

    /** Fields that stand in columns of their own, or concern the transport alone. */
    private static final List<String> ENVELOPE =
            List.of(
                    "type",
                    "messageId",
                    "userId",
                    "anonymousId",
                    "previousId",
                    "event",
                    "timestamp",
                    "sentAt",
                    "receivedAt",
                    "writeKey",
                    "traits");

    /** What became of a message. */
    sealed interface Outcome {

        record Accepted(EventDraft event) implements Outcome {}

        record Failed(FailedEvent event) implements Outcome {}
    }

    private final String phoneRegion;

    MessageReader(String phoneRegion) {
        this.phoneRegion = phoneRegion;
    }

    Outcome read(Message message) {
        ObjectNode body = message.body();
        String wireType = message.type() != null ? message.type() : text(body, "type");
        Optional<EventType> type =
                EventType.ofWireName(wireType == null ? "" : wireType.toLowerCase(Locale.ROOT))
                        .filter(known -> known != EventType.ORDER);
        if (type.isEmpty()) {
            return failed(
                    message,
                    "unknown_type",
                    "`type` is `%s`; allowed are identify, track, page, screen, group and alias"
                            .formatted(wireType));
        }
        String name = name(type.get(), body);
        if (type.get() == EventType.TRACK && name == null) {
            return failed(message, "event_missing", "a track message needs a name in `event`");
        }
        Topic topic = Topic.of(type.get(), body);
        if (topic.isUnnamedProduct()) {
            return failed(
                    message,
                    "product_missing",
                    "a message about a product needs `sku` or `product_id` of at most"
                            + " %d characters".formatted(PRODUCT_MAX));
        }
        return accept(message, type.get(), name, topic);
    }

    private Outcome accept(Message message, EventType type, @Nullable String name, Topic topic) {
        ObjectNode body = message.body();
        String messageId = text(body, "messageId");
        Optional<Outcome> unfit = unfit(message, messageId, topic.resource());
        if (unfit.isPresent()) {
            return unfit.get();
        }
        mergeContext(body, message.shared());
        SenderClock clock = SenderClock.of(message, fromDevice(body));
        PersonalValues values = PersonalValues.partFrom(body);
        // SDKs name somebody in every message, but what a product is concerns nobody
        List<Identifier> identifiers =
                topic.isProduct() ? List.of() : identifiers(message.source(), body, values);
        if (identifiers.isEmpty() && topic.resource() == null) {
            return failed(
                    message,
                    "nobody_named",
                    "a message needs `userId`, `anonymousId`, an e-mail address, phone or card"
                            + " number, unless it is an order of a guest or about a product");
        }
        Optional<Outcome> overlongTrait = overlongTrait(message, values);
        if (overlongTrait.isPresent()) {
            return overlongTrait.get();
        }
        ENVELOPE.forEach(body::remove);
        Traces.removeFrom(body);
        // a repetition is sent, and perhaps corrected, anew: that makes it no other fact
        String said = Json.withoutNul(body);
        String personal = topic.isProduct() ? null : values.json();
        int characters = said.length() + (personal == null ? 0 : personal.length());
        if (characters > BODY_MAX) {
            return failed(
                    message,
                    "event_too_large",
                    "the message has %d characters; at most %d are allowed"
                            .formatted(characters, BODY_MAX));
        }
        long content =
                EventKey.contentHash(said, Objects.requireNonNullElse(personal, ""), identifiers);
        Instant occurredAt = clock.occurredAt();
        String payload = clock.explainIn(body) ? Json.withoutNul(body) : said;
        return new Outcome.Accepted(
                new EventDraft(
                        message.source().id(),
                        messageId == null
                                ? UUID.randomUUID()
                                : EventKey.ofMessage(message.source().id(), messageId),
                        type,
                        name,
                        identifiers,
                        occurredAt,
                        message.receivedAt(),
                        messageId,
                        topic.resource(),
                        topic.resource() == null ? null : micros(occurredAt),
                        payload,
                        personal,
                        content));
    }

    /**
     * Ids that no index could hold, numbers that fill the memory as soon as they are written out.
     */
    private static Optional<Outcome> unfit(
            Message message, @Nullable String messageId, @Nullable String resource) {
        if (Json.hasAbsurdNumber(message.body())) {
            return Optional.of(
                    failed(
                            message,
                            "number_too_large",
                            "a number has more than 100 places; send it as text if it is none"));
        }
        if (messageId != null && messageId.length() > MESSAGE_ID_MAX) {
            return Optional.of(
                    failed(
                            message,
                            "message_id_too_long",
                            "`messageId` has %d characters; at most %d are allowed"
                                    .formatted(messageId.length(), MESSAGE_ID_MAX)));
        }
        if (resource != null && resource.length() > RESOURCE_MAX) {
            int length = resource.length() - Topic.ORDER.length();
            return Optional.of(
                    failed(
                            message,
                            "order_id_too_long",
                            "`order_id` has %d characters; at most %d are allowed"
                                    .formatted(length, ORDER_MAX)));
        }
        return Optional.empty();
    }

    private static Optional<Outcome> overlongTrait(Message message, PersonalValues values) {
        return values.nameLongerThan(TRAIT_MAX)
                .map(name ->
                        failed(
                                message,
                                "trait_name_too_long",
                                "the trait `%s…` has a name of %d characters; at most %d are allowed"
                                        .formatted(
                                                name.substring(0, 40), name.length(), TRAIT_MAX)));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static @Nullable String name(EventType type, ObjectNode body) {
        String name = type == EventType.TRACK ? text(body, "event") : text(body, "name");
        if (name == null) {
            return null;
        }
        String clean = Traces.without(name);
        return clean.length() <= NAME_MAX ? clean : clean.substring(0, NAME_MAX);
    }

    /**
     * What a message is about. One about something else may mention an order or product, too.
     *
     * @param isProduct whether it says what a product is
     * @param resource such as {@code order/4711}; null where it describes none
     */
    private record Topic(boolean isProduct, @Nullable String resource) {

        static final String ORDER = "order/";

        static Topic of(EventType type, ObjectNode body) {
            String event = type == EventType.TRACK ? text(body, "event") : null;
            JsonNode properties = body.path("properties");
            if (event != null && OrderEvents.NAMES.contains(event)) {
                String order = text(properties, "order_id", "orderId");
                return new Topic(false, order == null ? null : ORDER + order);
            }
            if (event != null && ProductEvents.NAMES.contains(event)) {
                String product = text(properties, "sku", "product_id", "productId");
                boolean usable = product != null && product.length() <= PRODUCT_MAX;
                return new Topic(true, usable ? "product/" + product : null);
            }
            return new Topic(false, null);
        }

        boolean isUnnamedProduct() {
            return isProduct && resource == null;
        }
    }

    private List<Identifier> identifiers(Source source, ObjectNode body, PersonalValues values) {
        List<Identifier> found = new ArrayList<>();
        String namespace = source.namespace();
        add(found, text(body, "userId"), value -> Identifier.customerId(namespace, value));
        add(found, text(body, "userId"), Identifier::email);
        add(found, text(body, "anonymousId"), value -> Identifier.anonymousId(namespace, value));
        add(found, text(body, "previousId"), value -> Identifier.anonymousId(namespace, value));
        add(found, values.value("email"), Identifier::email);
        add(found, values.value("phone"), value -> Identifier.phone(value, phoneRegion));
        add(found, values.value("cardNumber"), Identifier::card);
        return found;
    }

    private static void add(
            List<Identifier> found,
            @Nullable String value,
            Function<String, Optional<Identifier>> kind) {
        if (value != null) {
            kind.apply(value).ifPresent(found::add);
        }
    }

    /** A message's own context counts more than that of its batch. */
    private static void mergeContext(ObjectNode body, @Nullable ObjectNode shared) {
        if (shared == null || !(shared.path("context") instanceof ObjectNode common)) {
            return;
        }
        ObjectNode merged = common.deepCopy();
        if (body.path("context") instanceof ObjectNode own) {
            merged.setAll(own);
        }
        body.set("context", merged);
    }

    private static boolean fromDevice(ObjectNode body) {
        String library = text(body.path("context").path("library"), "name");
        return library != null && DEVICE_LIBRARIES.contains(library.toLowerCase(Locale.ROOT));
    }

    /** The time in a field; null where there is none, or none that a calendar has. */
    static @Nullable Instant instant(JsonNode json, String field) {
        String value = text(json, field);
        Instant instant = value == null ? null : instant(value);
        boolean possible =
                instant != null && !instant.isBefore(Instant.EPOCH) && instant.isBefore(LATEST);
        return possible ? instant : null;
    }

    private static @Nullable Instant instant(String value) {
        try {
            if (value.length() == 10) {
                return LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return value.chars().allMatch(Character::isDigit)
                    ? Instant.ofEpochMilli(Long.parseLong(value))
                    : WireTime.parse(value);
        } catch (DateTimeException | NumberFormatException notATime) {
            return null;
        }
    }

    static @Nullable String text(JsonNode json, String... fields) {
        for (String field : fields) {
            JsonNode value = json.path(field);
            if (value.isValueNode() && !value.isNull() && !value.asString().isBlank()) {
                return value.asString().strip().replace("\0", "");
            }
        }
        return null;
    }

    private static Outcome failed(Message message, String code, String reason) {
        return new Outcome.Failed(new FailedEvent(code, reason, message.body().toString()));
    }
}
