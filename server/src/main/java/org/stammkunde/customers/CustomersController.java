package org.stammkunde.customers;

import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.stammkunde.customers.CustomerListView.Choices;
import org.stammkunde.customers.CustomerListView.Done;
import org.stammkunde.security.Account;
import org.stammkunde.web.Page;

/** The customer list. */
@Controller
class CustomersController {

    private static final String VIEW = "view:";

    private final ListRequests requests;
    private final CustomerListTable customers;
    private final CustomerRows rows;
    private final Columns columns;
    private final Filters filters;
    private final SavedViews views;
    private final Tags tags;
    private final Additions additions;

    CustomersController(
            ListRequests requests,
            CustomerListTable customers,
            CustomerRows rows,
            Columns columns,
            Filters filters,
            SavedViews views,
            Tags tags,
            Additions additions) {
        this.requests = requests;
        this.customers = customers;
        this.rows = rows;
        this.columns = columns;
        this.filters = filters;
        this.views = views;
        this.tags = tags;
        this.additions = additions;
    }

    /** The list, with what was just done and can be undone. */
    @GetMapping(ListRequests.PATH)
    View list(
            Page page,
            @AuthenticationPrincipal Account account,
            @RequestParam Map<String, String> parameters) {
        Currency currency = rows.currency(page.texts().merchant().currency());
        CustomerListQuery query = requests.read(parameters, currency);
        CustomerListTable.Part part = customers.read(query, currency, CustomerListTable.PAGE_SIZE);
        return page.show(
                "customers/list.jte",
                new CustomerListView(
                        query,
                        currency,
                        rows.of(part.customers(), currency, page.texts()),
                        columns.of(account.id()),
                        choices(),
                        views.of(account.id()),
                        customers.count(query, currency),
                        part.next(),
                        done(parameters.getOrDefault("done", ""), account)));
    }

    private Choices choices() {
        return new Choices(
                additions.groups(),
                additions.columns(),
                filters.sources(),
                tags.known(),
                columns.all());
    }

    private Optional<Done> done(String text, Account account) {
        if (text.startsWith(VIEW)) {
            return number(text.substring(VIEW.length()))
                    .flatMap(id ->
                            views.removed(account.id(), id)
                                    .map(name -> new Done.ViewRemoved(id, name)));
        }
        return Tags.Operation.idIn(text).flatMap(tags::operation).map(Done.Tagged::new);
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }
}
