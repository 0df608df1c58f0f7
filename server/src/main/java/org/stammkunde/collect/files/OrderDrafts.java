package org.stammkunde.collect.files;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stammkunde.collect.files.ImportedOrder.Line;
import org.stammkunde.events.EventDraft;
import org.stammkunde.events.EventKey;
import org.stammkunde.events.EventType;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes what a file tells as facts: the order or product in the payload, the person beside it. */
final class OrderDrafts {
    /** A product of a file is the fact that the tracking API takes from a shop. */
    private static final String PRODUCT_UPDATED = "Product Updated";

    private static final JsonFactory JSON = new JsonFactory();

    private static final Map<Field, String> TRAITS = new EnumMap<>(Field.class);
    private static final Map<Field, String> ADDRESS = new EnumMap<>(Field.class);

    static {
        TRAITS.put(Field.EMAIL, "email");
        TRAITS.put(Field.PHONE, "phone");
        TRAITS.put(Field.FIRST_NAME, "firstName");
        TRAITS.put(Field.LAST_NAME, "lastName");
        TRAITS.put(Field.NAME, "name");
        TRAITS.put(Field.BIRTHDAY, "birthday");
        ADDRESS.put(Field.STREET, "street");
        ADDRESS.put(Field.POSTAL_CODE, "postalCode");
        ADDRESS.put(Field.CITY, "city");
        ADDRESS.put(Field.COUNTRY, "country");
    }

    private final int source;
    private final Instant receivedAt;
    private final @Nullable String message;

    /** The facts of one import, named by its message if it has one. */
    OrderDrafts(int source, Instant receivedAt, @Nullable String message) {
        this.source = source;
        this.receivedAt = receivedAt;
        this.message = message;
    }

    /** The fact in one of its versions. */
    EventDraft draft(Imported imported, long version) {
        return switch (imported) {
            case ImportedOrder order -> draft(order, version);
            case ImportedProduct product -> draft(product, version);
        };
    }

    private EventDraft draft(ImportedProduct product, long version) {
        Instant validFrom = product.validFrom();
        return new EventDraft(
                source,
                EventKey.ofResource(source, product.resource(), version),
                EventType.TRACK,
                PRODUCT_UPDATED,
                List.of(),
                validFrom == null ? receivedAt : validFrom,
                receivedAt,
                message,
                product.resource(),
                version,
                payload(product),
                null);
    }

    /** What has no day of its own is said of the day of the import. */
    private static String payload(ImportedProduct product) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeObjectPropertyStart("properties");
            json.writeStringProperty("product_id", product.id());
            product.properties().forEach(json::writeStringProperty);
            json.writeEndObject();
            if (product.validFrom() == null) {
                json.writeStringProperty("saidOf", "day");
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private EventDraft draft(ImportedOrder order, long version) {
        String resource = order.resource();
        return new EventDraft(
                source,
                EventKey.ofResource(source, resource, version),
                order.isCustomer() ? EventType.IDENTIFY : EventType.ORDER,
                null,
                order.identifiers(),
                order.isCustomer() ? receivedAt : order.placedAt(),
                receivedAt,
                message,
                resource,
                version,
                order.isCustomer() ? consents(order.personal()) : payload(order),
                personal(order.personal()));
    }

    private static String payload(ImportedOrder order) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("number", order.number());
            json.writeStringProperty("kind", order.kind());
            json.writeStringProperty("status", order.status());
            json.writeStringProperty("channel", order.channel());
            json.writeStringProperty("currency", order.currency());
            decimal(json, "total", order.total());
            json.writeStringProperty("placedAt", order.placedAt().toString());
            json.writeArrayPropertyStart("lines");
            order.lines().forEach(line -> line(json, line));
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void line(JsonGenerator json, Line line) {
        json.writeStartObject();
        text(json, "sku", line.sku());
        text(json, "name", line.product());
        text(json, "category", line.category());
        decimal(json, "quantity", line.quantity());
        decimal(json, "unitPrice", line.unitPrice());
        if (line.discount().signum() != 0) {
            decimal(json, "discount", line.discount());
        }
        json.writeEndObject();
    }

    /** What a customer agreed or objected to; named as by purpose. */
    private static String consents(Map<Field, String> values) {
        if (Field.CONSENTS.stream().noneMatch(values::containsKey)) {
            return "{}";
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeObjectPropertyStart("consents");
            for (Field field : Field.CONSENTS) {
                String value = values.get(field);
                if (value != null) {
                    json.writeBooleanProperty(field.wireName(), value.equals("true"));
                }
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static @Nullable String personal(Map<Field, String> values) {
        if (Field.CONSENTS.containsAll(values.keySet())) {
            return null;
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            TRAITS.forEach((field, name) -> text(json, name, values.get(field)));
            if (ADDRESS.keySet().stream().anyMatch(values::containsKey)) {
                json.writeObjectPropertyStart("address");
                ADDRESS.forEach((field, name) -> text(json, name, values.get(field)));
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }

    private static void decimal(JsonGenerator json, String name, @Nullable BigDecimal value) {
        text(json, name, value == null ? null : value.toPlainString());
    }
}
