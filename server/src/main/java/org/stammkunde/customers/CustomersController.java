package org.stammkunde.customers;

import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.stammkunde.customers.Additions.Added;
import org.stammkunde.web.Page;
import org.stammkunde.web.Problem;

/** The customer list. */
@Controller
class CustomersController {

    private final CustomerListTable customers;
    private final Additions additions;

    CustomersController(CustomerListTable customers, Additions additions) {
        this.customers = customers;
        this.additions = additions;
    }

    @GetMapping("/customers")
    View list(
            Page page,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "") String after) {
        Sort chosen = sort(sort);
        CustomerListQuery query =
                new CustomerListQuery(search(q), group(group), chosen, cursor(after, chosen));
        Currency currency = customers.currency(page.texts().merchant().currency());
        CustomerListTable.Part part = customers.read(query, currency);
        return page.show(
                "customers/list.jte",
                new CustomerListView(
                        query,
                        currency,
                        lines(part.rows(), page),
                        additions.columns(),
                        additions.groups(),
                        customers.count(query),
                        part.next()));
    }

    private List<CustomerListView.Line> lines(List<CustomerRow> rows, Page page) {
        Map<Long, Added> added =
                additions.of(rows.stream().map(CustomerRow::customer).toList(), page.texts());
        return rows.stream()
                .map(row ->
                        new CustomerListView.Line(
                                row, Objects.requireNonNull(added.get(row.customer()))))
                .toList();
    }

    private static CustomerSearch search(String text) {
        if (text.length() > CustomerSearch.LENGTH_MAX) {
            throw new Problem(HttpStatus.BAD_REQUEST, "search-too-long", CustomerSearch.LENGTH_MAX);
        }
        return new CustomerSearch(text);
    }

    private Sort sort(String key) {
        if (key.isEmpty()) {
            return Sort.LAST_SEEN;
        }
        List<Sort> all =
                Stream.concat(Sort.OWN.stream(), additions.columns().stream().map(Sort::by))
                        .toList();
        return all.stream()
                .filter(sort -> sort.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Problem.invalidParameter("sort", named(all, Sort::key)));
    }

    private Optional<CustomerGroup> group(String key) {
        if (key.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                additions.groups().stream()
                        .filter(group -> group.key().equals(key))
                        .findFirst()
                        .orElseThrow(() ->
                                Problem.invalidParameter(
                                        "group", named(additions.groups(), CustomerGroup::key))));
    }

    private static Optional<Cursor> cursor(String text, Sort sort) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                Cursor.parse(text, sort)
                        .orElseThrow(() -> new Problem(HttpStatus.BAD_REQUEST, "cursor-invalid")));
    }

    private static <T> String named(List<T> all, Function<T, String> name) {
        return all.stream().map(name).collect(Collectors.joining(", "));
    }
}
