package org.stammkunde.customers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stammkunde.customers.TimelineEntry.Products;
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
                    Map.entry("consent", "clipboard-check"),
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
        return placed(event, order);
    }

    private TimelineEntry tracked(TimelineEvent event) {
        TimelineOrder order = event.order();
        String name = event.name() == null ? "" : event.name();
        String title = title(name);
        if (order == null) {
            return entry(event, icon(name), title, properties(event), null, List.of());
        }
        if (name.toLowerCase(Locale.ROOT).contains("completed")) {
            return placed(event, order);
        }
        return plain(event, "receipt-refund", title + " " + order.number());
    }

    /** An order or credit note as it stands now. */
    private TimelineEntry placed(TimelineEvent event, TimelineOrder order) {
        boolean isCredit = order.kind().equals("credit");
        String title =
                isCredit
                        ? texts.text("customers.event.credit", order.number())
                        : bought(order.channel());
        return new TimelineEntry(
                iconOf(order),
                tone(iconOf(order)),
                title,
                details(order, isCredit),
                new Products(order.lines(), order.lineCount() - order.lines().size()),
                led(event),
                total(order),
                marks(order),
                event.source(),
                event.occurredAt(),
                List.of());
    }

    private String bought(String channel) {
        String key = "customers.event.bought." + channel;
        return texts.knows(key) ? texts.text(key) : texts.text("customers.event.bought", channel);
    }

    /** What led to the order, as far as the order of time shows it. */
    private @Nullable String led(TimelineEvent event) {
        TimelineEvent.Reaction reaction = event.reaction();
        if (reaction == null) {
            return null;
        }
        String time = duration(reaction.until(event.occurredAt()));
        JsonNode properties = JSON.readTree(reaction.payload()).path("properties");
        return Stream.of("campaign", "campaign_name", "campaign_id")
                .flatMap(name -> text(properties.path(name).asString("")).stream())
                .findFirst()
                .map(campaign -> texts.text("customers.event.after", time, campaign))
                .orElseGet(() -> texts.text("customers.event.after.message", time));
    }

    private String duration(Duration duration) {
        if (duration.toHours() < 1) {
            return texts.text("customers.minutes", Math.max(1, duration.toMinutes()));
        }
        return duration.toDays() < 1
                ? texts.text("customers.hours", duration.toHours())
                : texts.text("customers.days", duration.toDays());
    }

    /**
     * Several steps of one visit as one entry.
     *
     * @param events the latest first
     * @param entries the same events, each told by itself
     */
    TimelineEntry visit(List<TimelineEvent> events, List<TimelineEntry> entries) {
        boolean isInApp = events.getFirst().isInApp();
        TimelineEntry last = entries.getFirst();
        Duration stay = Duration.between(events.getLast().occurredAt(), last.at());
        List<String> details = new ArrayList<>();
        if (stay.toMinutes() > 0) {
            details.add(duration(stay));
        }
        lookedAt(events).ifPresent(details::add);
        String title =
                texts.text(isInApp ? "customers.visit.app" : "customers.visit.web", events.size());
        return new TimelineEntry(
                isInApp ? "device-mobile" : "eye",
                Tone.PLAIN,
                title,
                details,
                Products.NONE,
                null,
                null,
                List.of(),
                last.source(),
                events.getLast().occurredAt(),
                entries);
    }

    private Optional<String> lookedAt(List<TimelineEvent> events) {
        List<String> names =
                events.reversed().stream()
                        .flatMap(event -> nameOf(event).stream())
                        .distinct()
                        .toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        String first = names.stream().limit(DETAILS_MAX).collect(Collectors.joining(", "));
        int others = names.size() - DETAILS_MAX;
        return Optional.of(others > 0 ? texts.text("customers.event.lines", first, others) : first);
    }

    /** What a page or product is called. */
    private static Optional<String> nameOf(TimelineEvent event) {
        JsonNode properties = json(event).path("properties");
        return Stream.of("title", "name", "product_name", "query")
                .flatMap(name -> text(properties.path(name).asString("")).stream())
                .findFirst();
    }

    /** The same, several times at once. */
    TimelineEntry repeated(List<TimelineEntry> entries) {
        TimelineEntry last = entries.getFirst();
        String title = texts.text("customers.event.times", last.title(), entries.size());
        return last.telling(title, last.details(), entries);
    }

    private TimelineEntry visited(TimelineEvent event, String icon, String key) {
        JsonNode properties = json(event).path("properties");
        String title =
                text(properties.path("title").asString(""))
                        .or(() -> text(event.name()))
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
                Products.NONE,
                null,
                amount,
                marks,
                event.source(),
                event.occurredAt(),
                List.of());
    }

    private static Tone tone(String icon) {
        return switch (icon) {
            case "shopping-bag", "building-store" -> Tone.ORDER;
            case "click", "mail-opened" -> Tone.REACTION;
            case "receipt-refund", "mood-sad" -> Tone.BAD;
            default -> Tone.PLAIN;
        };
    }

    private List<String> details(TimelineOrder order, boolean isCredit) {
        return isCredit ? List.of() : List.of(texts.text("customers.event.order", order.number()));
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
        String purpose = "consent.purpose." + text;
        if (name.equals("purpose") && texts.knows(purpose)) {
            return texts.text(purpose);
        }
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
