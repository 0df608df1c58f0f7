package org.stammkunde.collect;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    private static final int BODY_MAX = 64 * 1024;

    /** A clock that is further ahead than this is wrong, and the time of arrival is taken. */
    private static final Duration AHEAD_MAX = Duration.ofMinutes(5);

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
        return accept(message, type.get(), name);
    }

    private Outcome accept(Message message, EventType type, @Nullable String name) {
        ObjectNode body = message.body();
        String messageId = text(body, "messageId");
        if (messageId != null && messageId.length() > MESSAGE_ID_MAX) {
            return failed(
                    message,
                    "message_id_too_long",
                    "`messageId` has %d characters; at most %d are allowed"
                            .formatted(messageId.length(), MESSAGE_ID_MAX));
        }
        mergeContext(body, message.shared());
        String order = type == EventType.TRACK ? orderNumber(body) : null;
        Instant occurredAt = occurredAt(message);
        PersonalValues values = PersonalValues.partFrom(body);
        List<Identifier> identifiers = identifiers(message.source(), body, values);
        if (identifiers.isEmpty() && order == null) {
            return failed(
                    message,
                    "nobody_named",
                    "a message needs `userId`, `anonymousId`, an e-mail address, phone or card"
                            + " number, unless it is an order of a guest");
        }
        ENVELOPE.forEach(body::remove);
        String payload = Json.withoutNul(body);
        if (payload.length() > BODY_MAX) {
            return failed(
                    message,
                    "event_too_large",
                    "the message has %d characters; at most %d are allowed"
                            .formatted(payload.length(), BODY_MAX));
        }
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
                        order == null ? null : "order/" + order,
                        order == null ? null : micros(occurredAt),
                        payload,
                        values.json()));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static @Nullable String name(EventType type, ObjectNode body) {
        String name = type == EventType.TRACK ? text(body, "event") : text(body, "name");
        return name == null || name.length() <= NAME_MAX ? name : name.substring(0, NAME_MAX);
    }

    /** Only events about orders describe a resource; others may mention an order. */
    private static @Nullable String orderNumber(ObjectNode body) {
        String name = text(body, "event");
        boolean aboutOrder = name != null && OrderEvents.NAMES.contains(name);
        return aboutOrder ? text(body.path("properties"), "order_id", "orderId") : null;
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

    /**
     * When it happened: the sender's time; for devices moved by what their clock is wrong, which
     * the time of sending shows. The sender's own word stays in the payload.
     */
    private static Instant occurredAt(Message message) {
        ObjectNode body = message.body();
        Instant received = message.receivedAt();
        Instant sent = instant(body, "sentAt");
        sent = sent != null ? sent : message.sentAt();
        Instant claimed = instant(body, "timestamp");
        claimed = claimed != null ? claimed : instant(body, "originalTimestamp");
        if (claimed == null) {
            return received;
        }
        Instant corrected =
                sent != null && fromDevice(body)
                        ? claimed.plus(Duration.between(sent, received))
                        : claimed;
        boolean plausible =
                !corrected.isAfter(received.plus(AHEAD_MAX)) && corrected.isAfter(EARLIEST);
        if (!plausible || !corrected.equals(claimed)) {
            body.put("originalTimestamp", claimed.toString());
        }
        return (plausible ? corrected : received).truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Nothing that a shop reports happened before; earlier times are clocks that were never set.
     */
    private static final Instant EARLIEST = Instant.parse("1980-01-02T00:00:00Z");

    private static boolean fromDevice(ObjectNode body) {
        String library = text(body.path("context").path("library"), "name");
        return library != null && DEVICE_LIBRARIES.contains(library.toLowerCase(Locale.ROOT));
    }

    static @Nullable Instant instant(JsonNode json, String field) {
        String value = text(json, field);
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            if (value.length() == 10) {
                return LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return value.chars().allMatch(Character::isDigit)
                    ? Instant.ofEpochMilli(Long.parseLong(value))
                    : OffsetDateTime.parse(value).toInstant();
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
