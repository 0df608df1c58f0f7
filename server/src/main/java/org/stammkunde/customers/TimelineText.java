package org.stammkunde.customers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stammkunde.customers.TimelineEntry.Tone;
import org.stammkunde.customers.TimelineEvent.TimelineOrder;
import org.stammkunde.web.Texts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells events in the reader's language. Events that everybody uses have texts of their own, others
 * show the name they were sent with and some of their properties.
 */
final class TimelineText {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int DETAILS_MAX = 3;
    private static final int DETAIL_LENGTH_MAX = 120;

    /** Properties that hold what something is called. */
    private static final Set<String> SELF_EVIDENT =
            Set.of("name", "product_name", "product", "title", "subject", "query", "label");

    /** Symbols by a word in the event's name; the first that occurs counts. */
    private static final Map<String, String> ICONS =
            Map.ofEntries(
                    Map.entry("order", "shopping-bag"),
                    Map.entry("cart", "shopping-cart"),
                    Map.entry("checkout", "shopping-cart"),
                    Map.entry("added", "shopping-cart"),
                    Map.entry("removed", "shopping-cart"),
                    Map.entry("click", "click"),
                    Map.entry("open", "mail-opened"),
                    Map.entry("mail", "mail"),
                    Map.entry("newsletter", "mail"),
                    Map.entry("review", "message-star"),
                    Map.entry("survey", "clipboard-check"),
                    Map.entry("signed", "user-plus"),
                    Map.entry("account", "user-plus"),
                    Map.entry("referral", "heart"),
                    Map.entry("birthday", "cake"),
                    Map.entry("mention", "at"),
                    Map.entry("share", "speakerphone"),
                    Map.entry("complaint", "mood-sad"),
                    Map.entry("application", "device-mobile"),
                    Map.entry("search", "search"),
                    Map.entry("coupon", "tag"),
                    Map.entry("promotion", "tag"),
                    Map.entry("viewed", "eye"));

    private final Texts texts;

    TimelineText(Texts texts) {
        this.texts = texts;
    }

    TimelineEntry entry(TimelineEvent event) {
        return switch (event.type()) {
            case ORDER -> imported(event);
            case TRACK -> tracked(event);
            case PAGE -> visited(event, "eye", "customers.event.page");
            case SCREEN -> visited(event, "device-mobile", "customers.event.screen");
            case IDENTIFY -> told(event, "user-circle", "customers.event.identify");
            case GROUP -> told(event, "users", "customers.event.group");
            case ALIAS -> told(event, "link", "customers.event.alias");
        };
    }

    private TimelineEntry imported(TimelineEvent event) {
        TimelineOrder order = event.order();
        if (order == null) {
            String number = orderNumber(event);
            return plain(event, "shopping-bag", texts.text("customers.event.order", number));
        }
        boolean isCredit = order.kind().equals("credit");
        String title =
                texts.text(
                        isCredit ? "customers.event.credit" : "customers.event.order",
                        order.number());
        return entry(event, iconOf(order), title, details(order), total(order), marks(order));
    }

    private TimelineEntry tracked(TimelineEvent event) {
        TimelineOrder order = event.order();
        String name = event.name() == null ? "" : event.name();
        String title = title(name);
        if (order == null) {
            return entry(event, icon(name), title, properties(event), null, List.of());
        }
        boolean isPlacing = name.contains("Completed");
        return entry(
                event,
                isPlacing ? iconOf(order) : "receipt-refund",
                title + " " + order.number(),
                isPlacing ? details(order) : List.of(),
                isPlacing ? total(order) : null,
                isPlacing ? marks(order) : List.of());
    }

    private TimelineEntry visited(TimelineEvent event, String icon, String key) {
        JsonNode properties = json(event).path("properties");
        String title =
                text(event.name())
                        .or(() -> text(properties.path("title").asString("")))
                        .or(() -> text(properties.path("path").asString("")))
                        .map(what -> texts.text(key + ".of", what))
                        .orElseGet(() -> texts.text(key));
        List<String> details =
                text(properties.path("path").asString("")).map(List::of).orElse(List.of());
        return entry(event, icon, title, details, null, List.of());
    }

    private TimelineEntry told(TimelineEvent event, String icon, String key) {
        List<String> told =
                event.told().stream().limit(DETAILS_MAX * 2L).map(this::traitName).toList();
        return entry(
                event,
                icon,
                texts.text(key),
                told.isEmpty() ? List.of() : List.of(String.join(", ", told)),
                null,
                List.of());
    }

    private TimelineEntry plain(TimelineEvent event, String icon, String title) {
        return entry(event, icon, title, List.of(), null, List.of());
    }

    private static TimelineEntry entry(
            TimelineEvent event,
            String icon,
            String title,
            List<String> details,
            @Nullable String amount,
            List<String> marks) {
        return new TimelineEntry(
                icon,
                tone(icon),
                title,
                details,
                amount,
                marks,
                event.source(),
                event.occurredAt());
    }

    private static Tone tone(String icon) {
        return switch (icon) {
            case "shopping-bag", "building-store" -> Tone.ORDER;
            case "receipt-refund", "mood-sad" -> Tone.BAD;
            default -> Tone.PLAIN;
        };
    }

    private List<String> details(TimelineOrder order) {
        List<String> details = new ArrayList<>();
        details.add(channel(order.channel()));
        if (!order.lines().isEmpty()) {
            int others = order.lineCount() - order.lines().size();
            String lines = String.join(", ", order.lines());
            details.add(others > 0 ? texts.text("customers.event.lines", lines, others) : lines);
        }
        return details;
    }

    private String channel(String channel) {
        String key = "customers.channel." + channel;
        return texts.knows(key) ? texts.text(key) : channel;
    }

    private String total(TimelineOrder order) {
        return texts.money(order.totalMinor(), Currency.getInstance(order.currency()));
    }

    private List<String> marks(TimelineOrder order) {
        if (order.status().equals("cancelled")) {
            return List.of(texts.text("customers.event.cancelled"));
        }
        if (order.refundedMinor() > 0) {
            Currency currency = Currency.getInstance(order.currency());
            return List.of(
                    texts.text(
                            "customers.event.refunded",
                            texts.money(order.refundedMinor(), currency)));
        }
        return List.of();
    }

    private static String iconOf(TimelineOrder order) {
        if (order.kind().equals("credit")) {
            return "receipt-refund";
        }
        return order.channel().equals("store") ? "building-store" : "shopping-bag";
    }

    private static String orderNumber(TimelineEvent event) {
        return json(event).path("number").asString("");
    }

    private String title(String name) {
        return EventTitle.of(name, texts);
    }

    private static String icon(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ICONS.entrySet().stream()
                .filter(icon -> lower.contains(icon.getKey()))
                .min(Comparator.comparing(icon -> lower.indexOf(icon.getKey())))
                .map(Map.Entry::getValue)
                .orElse("activity");
    }

    /** The first properties that are words or numbers; numbers of records say nothing to people. */
    private List<String> properties(TimelineEvent event) {
        return json(event)
                .path("properties")
                .propertyStream()
                .filter(property -> property.getValue().isValueNode())
                .filter(property -> !property.getValue().asString().isBlank())
                .filter(property -> !property.getKey().toLowerCase(Locale.ROOT).endsWith("id"))
                .limit(DETAILS_MAX)
                .map(property -> property(property.getKey(), property.getValue()))
                .map(TimelineText::shortened)
                .toList();
    }

    /** What something is called speaks for itself; other values need the property's name. */
    private String property(String name, JsonNode value) {
        String text = value.isNumber() ? texts.decimal(value.decimalValue(), 6) : value.asString();
        return SELF_EVIDENT.contains(name)
                ? text
                : texts.text("customers.event.property", propertyName(name), text);
    }

    private String propertyName(String name) {
        String key = "customers.property." + name;
        return texts.knows(key) ? texts.text(key) : name;
    }

    private String traitName(String name) {
        return TraitText.name(name, texts);
    }

    private static String shortened(String text) {
        return text.length() <= DETAIL_LENGTH_MAX
                ? text
                : text.substring(0, DETAIL_LENGTH_MAX - 1) + "…";
    }

    private static Optional<String> text(@Nullable String text) {
        return Optional.ofNullable(text).filter(value -> !value.isBlank());
    }

    private static JsonNode json(TimelineEvent event) {
        return JSON.readTree(event.payload());
    }
}
