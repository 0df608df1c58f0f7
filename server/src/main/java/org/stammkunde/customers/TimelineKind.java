package org.stammkunde.customers;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stammkunde.web.Problem;

/** A kind of event on the timeline, to filter by. */
enum TimelineKind {
    ORDERS("event.type = 7 or event.resource like 'order/%'"),
    CAMPAIGNS(
            """
            event.type = 2 and (
                event.name like 'Email %' or event.name like 'Push %' or event.name like 'SMS %'
                or event.name like 'WhatsApp %' or event.name like 'Message %'
                or event.name like 'Newsletter %' or event.name like 'Coupon %'
                or event.name like 'Promotion %' or event.name = 'Unsubscribed')\
            """),
    VISITS(
            """
            event.type in (3, 4) or event.type = 2 and (
                event.name like 'Product % Viewed' or event.name like 'Products %'
                or event.name like 'Cart %' or event.name like 'Checkout %'
                or event.name like 'Application %'
                or event.name in ('Product Viewed', 'Product Added', 'Product Removed',
                                  'Product Clicked'))\
            """),
    OPINIONS(
            """
            event.type = 2 and (
                event.name like 'Survey %' or event.name like 'Complaint %'
                or event.name like 'Brand %' or event.name like 'Referral %'
                or event.name in ('Product Reviewed', 'Product Shared'))\
            """),
    PROFILE("event.type in (1, 5, 6)"),
    OTHER(
            """
            event.type = 2 and coalesce(event.resource, '') not like 'order/%%'
              and not coalesce((%s) or (%s) or (%s), false)\
            """
                    .formatted(CAMPAIGNS.condition, VISITS.condition, OPINIONS.condition));

    private final String condition;

    TimelineKind(String condition) {
        this.condition = condition;
    }

    /** Which events are of this kind, as SQL over {@code events.shared_event event}. */
    String condition() {
        return condition;
    }

    /** Stable name in addresses. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind that an address asks for, empty for everything.
     *
     * @throws Problem when there is none of this key
     */
    static Optional<TimelineKind> asked(String key) {
        if (key.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                ofKey(key)
                        .orElseThrow(() ->
                                Problem.invalidParameter(
                                        "kind",
                                        Stream.of(values())
                                                .map(TimelineKind::key)
                                                .collect(Collectors.joining(", ")))));
    }

    static Optional<TimelineKind> ofKey(String key) {
        return Stream.of(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }
}
