package org.stammkunde.orders;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stammkunde.events.EventType;
import org.stammkunde.orders.OrderFact.Cancellation;
import org.stammkunde.orders.OrderFact.Kind;
import org.stammkunde.orders.OrderFact.Line;
import org.stammkunde.orders.OrderFact.Refund;
import org.stammkunde.orders.OrderFact.Snapshot;
import org.stammkunde.orders.OrderFact.Stamp;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads facts about orders: rows of files in our own form, and the order events of the Segment
 * e-commerce specification with its older names. What cannot be read as money or time is taken as
 * absent: the fact stays in the log, and a corrected one can follow.
 */
final class OrderFacts {

    private static final Set<String> PLACED =
            Set.of("Order Completed", "Completed Order", "Order Updated", "Updated Order");
    private static final Set<String> CANCELLED =
            Set.of("Order Cancelled", "Order Canceled", "Cancelled Order");
    private static final Set<String> REFUNDED = Set.of("Order Refunded", "Refunded Order");

    private static final Set<String> CURRENCIES =
            Currency.getAvailableCurrencies().stream()
                    .map(Currency::getCurrencyCode)
                    .collect(Collectors.toUnmodifiableSet());

    /** More is no amount of money or goods; sums of it must fit a long in any currency. */
    private static final BigDecimal AMOUNT_MAX = new BigDecimal("1e11");

    /** Longer texts are no amounts, and exponents like 1e-999999999 would exhaust the memory. */
    private static final int DIGITS_MAX = 30;

    private static final int DECIMALS = 6;

    /** Channels are few and have short names; an index must hold them. */
    private static final int CHANNEL_MAX = 100;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private OrderFacts() {}

    /** What the fact says about an order, empty when it says nothing. */
    static Optional<OrderFact> read(
            EventType type, @Nullable String name, Stamp stamp, String payload) {
        JsonNode json = JSON.readTree(payload);
        if (type == EventType.ORDER) {
            return Optional.of(ownForm(stamp, json));
        }
        JsonNode properties = json.path("properties");
        String event = name == null ? "" : name;
        if (PLACED.contains(event)) {
            return Optional.of(placed(stamp, properties));
        }
        if (CANCELLED.contains(event)) {
            return Optional.of(new Cancellation(stamp));
        }
        return REFUNDED.contains(event) ? Optional.of(refund(stamp, properties)) : Optional.empty();
    }

    private static Snapshot ownForm(Stamp stamp, JsonNode json) {
        return new Snapshot(
                stamp,
                "credit".equals(text(json, "kind")) ? Kind.CREDIT : Kind.ORDER,
                "cancelled".equals(text(json, "status")),
                channel(json),
                currency(json),
                instant(json, "placedAt"),
                decimal(json, "total"),
                lines(json.path("lines"), "unitPrice"));
    }

    private static Snapshot placed(Stamp stamp, JsonNode properties) {
        return new Snapshot(
                stamp,
                Kind.ORDER,
                false,
                channel(properties),
                currency(properties),
                null,
                charged(properties),
                lines(properties.path("products"), "price"));
    }

    private static Refund refund(Stamp stamp, JsonNode properties) {
        String id = text(properties, "refund_id");
        BigDecimal amount = charged(properties);
        List<Line> lines = lines(properties.path("products"), "price");
        if (amount == null && !lines.isEmpty()) {
            amount = lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
        return new Refund(stamp, id == null ? stamp.key().toString() : id, amount);
    }

    /** What the customer was charged; the specification has three names for it. */
    private static @Nullable BigDecimal charged(JsonNode properties) {
        for (String field : List.of("total", "revenue", "value")) {
            BigDecimal amount = decimal(properties, field);
            if (amount != null) {
                return amount;
            }
        }
        return null;
    }

    private static List<Line> lines(JsonNode products, String priceField) {
        List<Line> lines = new ArrayList<>();
        for (JsonNode product : products) {
            lines.add(line(product, priceField));
        }
        return lines;
    }

    private static Line line(JsonNode product, String priceField) {
        BigDecimal quantity = orElse(decimal(product, "quantity"), BigDecimal.ONE);
        BigDecimal price = orElse(decimal(product, priceField), BigDecimal.ZERO);
        boolean usable = quantity.multiply(price).abs().compareTo(AMOUNT_MAX) < 0;
        return new Line(
                naming(product, "sku", "product_id"),
                naming(product, "name"),
                text(product, "category"),
                quantity,
                usable ? price : BigDecimal.ZERO,
                orElse(decimal(product, "discount"), BigDecimal.ZERO));
    }

    private static String channel(JsonNode json) {
        String channel = text(json, "channel");
        return channel == null
                ? "online"
                : channel.substring(0, Math.min(CHANNEL_MAX, channel.length()))
                        .toLowerCase(Locale.ROOT);
    }

    private static @Nullable String currency(JsonNode json) {
        String code = text(json, "currency");
        String upper = code == null ? "" : code.toUpperCase(Locale.ROOT);
        return CURRENCIES.contains(upper) ? upper : null;
    }

    private static @Nullable Instant instant(JsonNode json, String field) {
        String value = text(json, field);
        try {
            return value == null ? null : OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeParseException notATime) {
            return null;
        }
    }

    private static @Nullable BigDecimal decimal(JsonNode json, String field) {
        String value = text(json, field);
        if (value == null || value.length() > DIGITS_MAX) {
            return null;
        }
        try {
            BigDecimal amount = new BigDecimal(value.strip());
            boolean usable =
                    Math.abs((long) amount.scale()) <= DIGITS_MAX
                            && amount.abs().compareTo(AMOUNT_MAX) < 0;
            return usable ? amount.setScale(DECIMALS, RoundingMode.HALF_UP) : null;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    /** What names a product, as the catalogue reads it, too: the first that is not blank. */
    private static @Nullable String naming(JsonNode json, String... fields) {
        for (String field : fields) {
            String value = text(json, field);
            if (value != null && !value.isBlank()) {
                return value.strip();
            }
        }
        return null;
    }

    private static @Nullable String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isValueNode() && !value.isNull() ? value.asString() : null;
    }

    private static BigDecimal orElse(@Nullable BigDecimal value, BigDecimal otherwise) {
        return value == null ? otherwise : value;
    }
}
