package org.stammkunde.catalog;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.web.util.UriComponentsBuilder;
import org.stammkunde.web.Problem;

/**
 * What a list of products is asked for.
 *
 * @param search a part of number, name or brand, empty for all
 * @param category a category and those below it, empty for all
 * @param after the product after which the list goes on
 */
record ProductList(
        String search,
        String category,
        State state,
        Sort sort,
        boolean reversed,
        Optional<Cursor> after) {

    static final String PATH = "/products";
    static final int SEARCH_CHARACTERS_MAX = 100;
    private static final String REVERSED = "-";

    /** Which products by their stock. */
    enum State {
        ALL(""),
        SOLD_OUT("sold-out"),
        INACTIVE("inactive");

        private final String code;

        State(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /** What the list is ordered by. */
    enum Sort {
        REVENUE("revenue_minor", true),
        UNITS("units", true),
        STOCK("stock", false),
        PRICE("price", true),
        NAME("name collate \"de-x-icu\"", false);

        private final String value;
        private final boolean descending;

        Sort(String value, boolean descending) {
            this.value = value;
            this.descending = descending;
        }

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** The column, as SQL over the products found. */
        String value() {
            return value;
        }

        boolean descending() {
            return descending;
        }

        boolean isText() {
            return this == NAME;
        }
    }

    /**
     * The last product of a page.
     *
     * @param position what it is ordered by, as text
     */
    record Cursor(String position, String product) {

        private static final String SEPARATOR = ".";

        String text() {
            return encoded(position) + SEPARATOR + encoded(product);
        }

        static Cursor of(String text, Sort sort) {
            try {
                int end = text.indexOf(SEPARATOR);
                Cursor cursor =
                        new Cursor(
                                decoded(text.substring(0, end)), decoded(text.substring(end + 1)));
                if (!sort.isText()) {
                    new BigDecimal(cursor.position());
                }
                return cursor;
            } catch (IllegalArgumentException | IndexOutOfBoundsException rubbish) {
                throw Problem.invalidParameter("after", "as in the address of the next page");
            }
        }

        private static String encoded(String text) {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        private static String decoded(String text) {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return new String(bytes, StandardCharsets.UTF_8).replace("\0", "");
        }
    }

    /** What the parameters of an address ask for; those that mean nothing here are passed over. */
    static ProductList of(Map<String, String> parameters) {
        String search = parameters.getOrDefault("q", "").strip();
        if (search.length() > SEARCH_CHARACTERS_MAX) {
            throw Problem.invalidParameter("q", "0–" + SEARCH_CHARACTERS_MAX);
        }
        String asked = parameters.getOrDefault("sort", "");
        boolean reversed = asked.startsWith(REVERSED);
        Sort sort = sort(reversed ? asked.substring(1) : asked);
        String after = parameters.getOrDefault("after", "");
        return new ProductList(
                search,
                parameters.getOrDefault("category", "").strip(),
                state(parameters.getOrDefault("state", "")),
                sort,
                reversed,
                after.isEmpty() ? Optional.empty() : Optional.of(Cursor.of(after, sort)));
    }

    private static Sort sort(String code) {
        if (code.isEmpty()) {
            return Sort.REVENUE;
        }
        return Arrays.stream(Sort.values())
                .filter(sort -> sort.code().equals(code))
                .findFirst()
                .orElseThrow(() ->
                        Problem.invalidParameter(
                                "sort",
                                Arrays.stream(Sort.values())
                                        .map(Sort::code)
                                        .collect(Collectors.joining(", "))));
    }

    private static State state(String code) {
        return Arrays.stream(State.values())
                .filter(state -> state.code().equals(code))
                .findFirst()
                .orElseThrow(() -> Problem.invalidParameter("state", "sold-out, inactive"));
    }

    /** Whether the highest, or the last of the alphabet, comes first. */
    boolean descending() {
        return sort.descending() != reversed;
    }

    /** Whether it asks for all products. */
    boolean isEverything() {
        return search.isEmpty() && category.isEmpty() && state == State.ALL;
    }

    ProductList from(Optional<Cursor> cursor) {
        return new ProductList(search, category, state, sort, reversed, cursor);
    }

    ProductList in(State other) {
        return new ProductList(search, category, other, sort, reversed, Optional.empty());
    }

    /** Ordered by something else or, by the same, the other way round. */
    ProductList by(Sort other) {
        boolean turned = other == sort && !reversed;
        return new ProductList(search, category, state, other, turned, Optional.empty());
    }

    /** Its address below a path. */
    String address(String path) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("q", search);
        parameters.put("category", category);
        parameters.put("state", state.code());
        parameters.put(
                "sort",
                sort == Sort.REVENUE && !reversed ? "" : (reversed ? REVERSED : "") + sort.code());
        parameters.put("after", after.map(Cursor::text).orElse(""));
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        Map<String, Object> values = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            if (!value.isEmpty()) {
                address.queryParam(name, "{" + name + "}");
                values.put(name, value);
            }
        });
        return address.encode().buildAndExpand(values).toUriString();
    }

    /** The value that orders it among what the list is ordered by now. */
    String sortCode() {
        return (reversed ? REVERSED : "") + sort.code();
    }
}
