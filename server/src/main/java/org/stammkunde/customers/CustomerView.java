package org.stammkunde.customers;

import gg.jte.Content;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stammkunde.consent.Consent;
import org.stammkunde.customers.Additions.Added;
import org.stammkunde.customers.CustomerFigures.CustomerFigure;
import org.stammkunde.web.Addresses;
import org.stammkunde.web.Texts;

/**
 * The page of one customer.
 *
 * @param called the name, or what stands for it
 * @param added what later modules add
 * @param figures of later modules
 * @param identifiers what points to the customer
 * @param tags what people noted
 * @param knownTags tags that others bear, as suggestions
 * @param consents purposes that something was said about
 * @param preferences what is bought most often
 * @param panels blocks of later modules
 * @param timeline a part of what happened, latest first
 * @param done what was just done and can be undone
 */
record CustomerView(
        Profile profile,
        String called,
        boolean isNamed,
        List<OrderFigures> orders,
        Added added,
        List<CustomerFigure> figures,
        List<Known> identifiers,
        List<Trait> traits,
        List<String> tags,
        List<String> knownTags,
        List<Consent> consents,
        List<Preference> preferences,
        List<Content> panels,
        TimelineView timeline,
        Optional<Tags.Operation> done) {

    /**
     * An identifier and why it is the customer's.
     *
     * @param because in the reader's words, empty for the first one
     */
    record Known(KnownIdentifier identifier, Optional<String> because) {}

    /** The page's address. */
    String address() {
        return "/customers/" + profile.customer();
    }

    /** What is preferred, in the reader's language. */
    String shown(Preference preference, Texts texts) {
        return switch (preference.kind()) {
            case CATEGORY, PRODUCT -> preference.value();
            case CHANNEL -> CustomerListView.channel(preference.value(), texts);
            case WEEKDAY ->
                    DayOfWeek.of(Integer.parseInt(preference.value()))
                            .getDisplayName(TextStyle.FULL, texts.language().locale());
        };
    }

    /**
     * A part of the timeline.
     *
     * @param kind the filter, empty for everything
     * @param continues whether an earlier part was asked for, which begins within a day
     */
    record TimelineView(
            long customer, Optional<TimelineKind> kind, Story story, boolean continues) {

        boolean isOf(TimelineKind one) {
            return kind.filter(one::equals).isPresent();
        }

        /** The address of the timeline with only this kind, or with all for an empty key. */
        String ofKind(String key) {
            return address(key, "");
        }

        /** The address of the part that follows. */
        String following() {
            return address(
                    kind.map(TimelineKind::key).orElse(""),
                    story.next().map(TimelineCursor::toString).orElse(""));
        }

        private String address(String kind, String before) {
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("kind", kind);
            parameters.put("before", before);
            return Addresses.of("/customers/" + customer, parameters);
        }
    }
}
