package org.stammkunde.customers;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stammkunde.customers.Additions.Added;
import org.stammkunde.customers.CustomerView.Known;
import org.stammkunde.customers.TimelineEvent.TimelineOrder;
import org.stammkunde.web.Texts;

/** Customers as the API tells them. Money is in major units beside its currency. */
final class CustomerDocuments {

    private CustomerDocuments() {}

    /** Figures of later modules by their key; those that a customer does not have are missing. */
    static Map<String, BigDecimal> values(Added added, List<String> keys) {
        Map<String, BigDecimal> values = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i);
            added.figures().get(i).ifPresent(figure -> values.put(key, figure.value()));
        }
        return values;
    }

    /** A customer in a list; figures of orders are those in one currency. */
    record CustomerSummary(
            @Schema(example = "4711") long id,
            @Schema(example = "Anna Muster") @Nullable String name,
            @Schema(example = "anna@example.com") @Nullable String email,
            @Nullable String phone,
            @Schema(example = "Köln") @Nullable String city,
            @Schema(description = "the strongest identifier") @Nullable String identifier,
            @Schema(example = "3") int orders,
            @Schema(example = "149.70") BigDecimal revenue,
            @Schema(example = "EUR") Currency currency,
            @Nullable Instant firstOrderAt,
            @Nullable Instant lastOrderAt,
            Instant firstSeenAt,
            LocalDate lastSeenOn,
            List<String> tags,
            @Schema(description = "titles of groups, such as the loyal customers")
                    List<String> groups,
            @Schema(description = "more figures by name, such as `score`")
                    Map<String, BigDecimal> figures) {

        static CustomerSummary of(CustomerRow row, List<String> figureKeys) {
            OrderFigures figures = row.figures();
            return new CustomerSummary(
                    row.customer(),
                    row.name(),
                    row.email(),
                    row.phone(),
                    row.city(),
                    row.identifier(),
                    figures.orders(),
                    Texts.major(figures.revenueMinor(), figures.currency()),
                    figures.currency(),
                    figures.firstOrderAt(),
                    figures.lastOrderAt(),
                    row.firstSeenAt(),
                    row.lastSeenOn(),
                    row.tags(),
                    row.added().groups(),
                    values(row.added(), figureKeys));
        }
    }

    /** How many customers a list has. */
    record CustomerCount(
            int customers, @Schema(description = "false when there are more") boolean exact) {}

    /** All about one customer that is not a list of its own. */
    record CustomerDetails(
            @Schema(description = "today's number, also when a former one was asked for") long id,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String city,
            Instant firstSeenAt,
            LocalDate lastSeenOn,
            List<CustomerIdentifier> identifiers,
            @Schema(description = "figures of orders by currency, the most orders first")
                    List<CustomerOrders> orders,
            @Schema(description = "figures by name, such as `score`")
                    Map<String, BigDecimal> figures,
            @Schema(description = "figures as the console shows them, with what they mean")
                    List<CustomerFigure> explained,
            List<String> groups,
            List<String> tags,
            List<CustomerPreference> preferences) {}

    /** A value that points to the customer. */
    record CustomerIdentifier(
            @Schema(example = "email") String type,
            @Schema(example = "anna@example.com") String value,
            @Nullable String source,
            @Nullable Instant since,
            @Schema(description = "why it is the customer's; null for the first one")
                    @Nullable String because) {

        static CustomerIdentifier of(Known known) {
            KnownIdentifier identifier = known.identifier();
            return new CustomerIdentifier(
                    identifier.type().wireName(),
                    identifier.value(),
                    identifier.source(),
                    identifier.since(),
                    known.because().orElse(null));
        }
    }

    /** Figures of orders in one currency. */
    record CustomerOrders(
            Currency currency,
            int orders,
            BigDecimal revenue,
            @Nullable BigDecimal averageOrder,
            @Nullable BigDecimal itemsPerOrder,
            @Nullable Instant firstOrderAt,
            @Nullable Instant lastOrderAt) {

        static CustomerOrders of(OrderFigures figures) {
            Currency currency = figures.currency();
            return new CustomerOrders(
                    currency,
                    figures.orders(),
                    Texts.major(figures.revenueMinor(), currency),
                    major(figures.averageOrderMinor(), currency),
                    figures.itemsPerOrder().orElse(null),
                    figures.firstOrderAt(),
                    figures.lastOrderAt());
        }

        private static @Nullable BigDecimal major(Optional<Long> minor, Currency currency) {
            return minor.map(amount -> Texts.major(amount, currency)).orElse(null);
        }
    }

    /** A figure in the reader's language. */
    record CustomerFigure(String key, String label, String value, String why) {

        static CustomerFigure of(CustomerFigures.CustomerFigure figure) {
            return new CustomerFigure(figure.key(), figure.label(), figure.value(), figure.why());
        }
    }

    /** What is bought most often: `value` occurs in `orders` of `of` orders. */
    record CustomerPreference(
            @Schema(description = "`category`, `product`, `channel` or `weekday`") String kind,
            @Schema(description = "of a weekday its number, 1 is Monday") String value,
            int orders,
            int of) {

        static CustomerPreference of(Preference preference) {
            return new CustomerPreference(
                    preference.kind().key(),
                    preference.value(),
                    preference.orders(),
                    preference.of());
        }
    }

    /** Something known about the customer, with who said so and when. */
    record CustomerTrait(
            @Schema(example = "birthday") String name,
            @Schema(description = "any JSON", example = "1985-03-14") @JsonRawValue String value,
            @Schema(example = "web") String source,
            Instant at) {

        static CustomerTrait of(Trait trait) {
            return new CustomerTrait(trait.name(), trait.json(), trait.source(), trait.at());
        }
    }

    /** Something the customer did. */
    record CustomerEvent(
            UUID id,
            @Schema(example = "track") String type,
            @Schema(example = "Product Viewed") @Nullable String name,
            String source,
            Instant at,
            @Schema(description = "what happened, in the reader's language") String title,
            @Schema(type = "object", description = "as it was sent, without personal values")
                    @JsonRawValue
                    String payload,
            @Schema(description = "the order it is about, as it stands now")
                    @Nullable CustomerEventOrder order) {

        static CustomerEvent of(TimelineEvent event, TimelineText text) {
            TimelineOrder order = event.order();
            return new CustomerEvent(
                    event.key(),
                    event.type().wireName(),
                    event.name(),
                    event.source(),
                    event.occurredAt(),
                    text.entry(event).title(),
                    event.payload(),
                    order == null ? null : CustomerEventOrder.of(order));
        }
    }

    /** An order, or a credit note. */
    record CustomerEventOrder(
            String number,
            String kind,
            String status,
            String channel,
            Currency currency,
            BigDecimal total,
            BigDecimal refunded,
            @Schema(description = "names of the products that cost most") List<String> products) {

        static CustomerEventOrder of(TimelineOrder order) {
            Currency currency = Currency.getInstance(order.currency());
            return new CustomerEventOrder(
                    order.number(),
                    order.kind(),
                    order.status(),
                    order.channel(),
                    currency,
                    Texts.major(order.totalMinor(), currency),
                    Texts.major(order.refundedMinor(), currency),
                    order.lines().stream().map(TimelineEvent.LineProduct::name).toList());
        }
    }
}
