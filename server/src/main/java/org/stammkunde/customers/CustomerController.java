package org.stammkunde.customers;

import gg.jte.Content;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.stammkunde.consent.Consent;
import org.stammkunde.consent.Consents;
import org.stammkunde.customers.CustomerView.TimelineView;
import org.stammkunde.web.LocalPath;
import org.stammkunde.web.Page;
import org.stammkunde.web.Problem;

/** The page of one customer. */
@Controller
class CustomerController {

    private final CustomerPageTable customers;
    private final TimelineTable timeline;
    private final Additions additions;
    private final Reasons reasons;
    private final Preferences preferences;
    private final Tags tags;
    private final Consents consents;
    private final List<CustomerFigures> figures;
    private final List<CustomerPanel> panels;

    CustomerController(
            CustomerPageTable customers,
            TimelineTable timeline,
            Additions additions,
            Reasons reasons,
            Preferences preferences,
            Tags tags,
            Consents consents,
            List<CustomerFigures> figures,
            List<CustomerPanel> panels) {
        this.customers = customers;
        this.timeline = timeline;
        this.additions = additions;
        this.reasons = reasons;
        this.preferences = preferences;
        this.tags = tags;
        this.consents = consents;
        this.figures = List.copyOf(figures);
        this.panels = List.copyOf(panels);
    }

    /**
     * The page. A customer that was merged into another is still found by its former number: the
     * browser is sent on.
     */
    @GetMapping("/customers/{number}")
    View customer(
            Page page,
            @PathVariable long number,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String before,
            @RequestParam(defaultValue = "") String done) {
        Optional<TimelineKind> chosen = TimelineKind.asked(kind);
        Optional<TimelineCursor> from = cursor(before);
        long customer = customers.customerOf(number).orElseThrow(() -> unknown(number));
        if (customer != number) {
            return new LocalPath("/customers/" + customer).redirect();
        }
        Profile profile = customers.profile(customer).orElseThrow(() -> unknown(number));
        return page.show(
                "customers/customer.jte",
                view(profile, page, timeline(customer, page, chosen, from), done));
    }

    private CustomerView view(Profile profile, Page page, TimelineView story, String done) {
        long customer = profile.customer();
        List<KnownIdentifier> identifiers = customers.identifiers(customer);
        return new CustomerView(
                profile,
                called(profile, identifiers, page),
                profile.name() != null,
                customers.orderFigures(customer),
                Objects.requireNonNull(additions.of(List.of(customer), page.texts()).get(customer)),
                figures.stream().flatMap(more -> more.of(customer, page).stream()).toList(),
                reasons.of(customer, identifiers, page),
                customers.traits(customer),
                customers.tags(customer),
                tags.known(),
                consents.of(customer).stream()
                        .filter(consent -> consent.state() != Consent.State.NONE)
                        .toList(),
                preferences.of(customer),
                panels(customer, page),
                story,
                Tags.Operation.idIn(done).flatMap(tags::operation));
    }

    private static String called(Profile profile, List<KnownIdentifier> identifiers, Page page) {
        String identifier = identifiers.isEmpty() ? null : identifiers.getFirst().value();
        return Stream.of(profile.name(), profile.email(), identifier)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .findFirst()
                .orElseGet(() -> page.text("customers.nameless"));
    }

    private List<Content> panels(long customer, Page page) {
        return panels.stream().flatMap(panel -> panel.render(customer, page).stream()).toList();
    }

    private TimelineView timeline(
            long customer,
            Page page,
            Optional<TimelineKind> kind,
            Optional<TimelineCursor> before) {
        List<TimelineEvent> found = timeline.read(customer, kind, before);
        TimelineText text = new TimelineText(page.texts());
        Story story = Story.of(found, TimelineTable.PART_SIZE, text, page.texts());
        return new TimelineView(customer, kind, story, before.isPresent());
    }

    private static Optional<TimelineCursor> cursor(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                TimelineCursor.parse(text)
                        .orElseThrow(() -> new Problem(HttpStatus.BAD_REQUEST, "cursor-invalid")));
    }

    private static Problem unknown(long number) {
        return new Problem(HttpStatus.NOT_FOUND, "customer-unknown", Long.toString(number));
    }
}
