package org.stammkunde.customers;

import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.stammkunde.customers.CustomerDocuments.CustomerDetails;
import org.stammkunde.customers.CustomerDocuments.CustomerFigure;
import org.stammkunde.customers.CustomerDocuments.CustomerIdentifier;
import org.stammkunde.customers.CustomerDocuments.CustomerOrders;
import org.stammkunde.customers.CustomerDocuments.CustomerPreference;
import org.stammkunde.web.Page;
import org.stammkunde.web.Problem;

/** Gathers for the API what the customer page shows of one customer. */
@Component
class CustomerDossier {

    private final CustomerPageTable customers;
    private final Additions additions;
    private final Reasons reasons;
    private final Preferences preferences;
    private final List<CustomerFigures> figures;

    CustomerDossier(
            CustomerPageTable customers,
            Additions additions,
            Reasons reasons,
            Preferences preferences,
            List<CustomerFigures> figures) {
        this.customers = customers;
        this.additions = additions;
        this.reasons = reasons;
        this.preferences = preferences;
        this.figures = List.copyOf(figures);
    }

    /** The names of the figures that later modules add, in order. */
    List<String> figureKeys() {
        return additions.columns().stream().map(CustomerColumn::key).toList();
    }

    CustomerDetails of(long customer, Page page) {
        Profile profile = customers.profile(customer).orElseThrow(Problem::notFound);
        Additions.Added added =
                Objects.requireNonNull(additions.of(List.of(customer), page.texts()).get(customer));
        return new CustomerDetails(
                customer,
                profile.name(),
                profile.email(),
                profile.phone(),
                profile.city(),
                profile.firstSeenAt(),
                profile.lastSeenOn(),
                reasons.of(customer, customers.identifiers(customer), page).stream()
                        .map(CustomerIdentifier::of)
                        .toList(),
                customers.orderFigures(customer).stream().map(CustomerOrders::of).toList(),
                CustomerDocuments.values(added, figureKeys()),
                figures.stream()
                        .flatMap(more -> more.of(customer, page).stream())
                        .map(CustomerFigure::of)
                        .toList(),
                added.groups(),
                customers.tags(customer),
                preferences.of(customer).stream().map(CustomerPreference::of).toList());
    }
}
