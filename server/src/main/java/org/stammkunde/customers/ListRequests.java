package org.stammkunde.customers;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.stammkunde.web.Problem;

/** Reads from addresses which customers are asked for. */
@Component
class ListRequests {

    static final String PATH = "/customers";

    private final Filters filters;
    private final Additions additions;

    ListRequests(Filters filters, Additions additions) {
        this.filters = filters;
        this.additions = additions;
    }

    /** What the parameters ask for; those that mean nothing to the list are passed over. */
    CustomerListQuery read(Map<String, String> parameters, Currency currency) {
        Sort sort = sort(parameters.getOrDefault("sort", ""));
        return new CustomerListQuery(
                search(parameters.getOrDefault("q", "")),
                filters.read(parameters, currency),
                sort,
                cursor(parameters.getOrDefault("after", ""), sort));
    }

    /** What the address of a list asks for. */
    CustomerListQuery read(String address, Currency currency) {
        if (!isList(address)) {
            throw Problem.invalidParameter("list", PATH + "?…");
        }
        return read(parameters(address), currency).from(Optional.empty());
    }

    /** Whether it is an address of the customer list. */
    static boolean isList(String address) {
        return address.equals(PATH) || address.startsWith(PATH + "?");
    }

    private static Map<String, String> parameters(String address) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : address.substring(PATH.length()).replaceFirst("^\\?", "").split("&")) {
            int end = pair.indexOf('=');
            if (end > 0) {
                parameters.putIfAbsent(
                        decoded(pair.substring(0, end)), decoded(pair.substring(end + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8).replace("\0", "");
        } catch (IllegalArgumentException broken) {
            throw Problem.invalidParameter("list", PATH + "?…");
        }
    }

    private static CustomerSearch search(String text) {
        if (text.length() > CustomerSearch.LENGTH_MAX) {
            throw new Problem(HttpStatus.BAD_REQUEST, "search-too-long", CustomerSearch.LENGTH_MAX);
        }
        return new CustomerSearch(text);
    }

    private Sort sort(String key) {
        if (key.isEmpty()) {
            return Sort.LAST_ORDER;
        }
        return sorts().filter(sort -> sort.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Problem.invalidParameter("sort", sortKeys()));
    }

    private Stream<Sort> sorts() {
        return Stream.concat(Sort.OWN.stream(), additions.columns().stream().map(Sort::by))
                .flatMap(sort -> Stream.of(sort, sort.reversed()));
    }

    /** The keys of all orders. */
    String sortKeys() {
        return sorts().map(Sort::key).collect(Collectors.joining(", "));
    }

    private static Optional<Cursor> cursor(String text, Sort sort) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                Cursor.parse(text, sort)
                        .orElseThrow(() -> new Problem(HttpStatus.BAD_REQUEST, "cursor-invalid")));
    }
}
