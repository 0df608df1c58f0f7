package org.stammkunde.customers;

import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stammkunde.customers.Filters.KnownSource;
import org.stammkunde.customers.SavedViews.SavedView;
import org.stammkunde.web.Addresses;
import org.stammkunde.web.Texts;

/**
 * The customer list as a page shows it.
 *
 * @param query what was asked for
 * @param currency of all amounts
 * @param rows the customers of this part
 * @param columns those that the reader wants to see
 * @param choices what can be chosen
 * @param views the reader's own lists
 * @param count how many match, at most one more than are counted
 * @param next where the following part begins
 * @param done what was just done and can be undone
 */
record CustomerListView(
        CustomerListQuery query,
        Currency currency,
        List<CustomerRow> rows,
        List<ListColumn> columns,
        Choices choices,
        List<SavedView> views,
        int count,
        Optional<Cursor> next,
        Optional<Done> done) {

    /** Groups of which there is a tab; the others stand in the filters. */
    private static final int TABS_MAX = 3;

    /** Figures that a narrow window still shows. */
    private static final int NARROW_COLUMNS = 2;

    private static final int MIDDLE_COLUMNS = 5;

    private static final List<String> CHANNELS =
            List.of("online", "store", "app", "phone", "marketplace");

    /** What can be filtered by and shown. */
    record Choices(
            List<CustomerGroup> groups,
            List<CustomerColumn> figures,
            List<KnownSource> sources,
            List<String> tags,
            List<ListColumn> columns) {

        List<String> channels() {
            return CHANNELS;
        }
    }

    /** Something that can be undone. */
    sealed interface Done {

        /** Customers were given a tag, or lost it. */
        record Tagged(Tags.Operation operation) implements Done {}

        /** A saved view was removed. */
        record ViewRemoved(long id, String name) implements Done {}
    }

    /**
     * A filter that is set.
     *
     * @param label what it means
     * @param without the address of the list without it
     */
    record Chip(String label, String without) {}

    /** Whether there is no customer at all, as before the first import. */
    boolean isBeforeFirstImport() {
        return rows.isEmpty() && query.search().isEmpty() && query.filters().isEmpty();
    }

    boolean isCountedExactly() {
        return count <= CustomerListTable.COUNT_MAX;
    }

    /** The groups that have a tab. */
    List<CustomerGroup> tabs() {
        return choices.groups().stream().limit(TABS_MAX).toList();
    }

    /** Whether this is the list of everybody. */
    boolean isEverybody() {
        return query.search().isEmpty() && query.filters().isEmpty() && current().isEmpty();
    }

    boolean isIn(CustomerGroup group) {
        return query.search().isEmpty()
                && query.filters().values().equals(Map.of(Filters.GROUP, group.key()))
                && current().isEmpty();
    }

    boolean isCurrent(SavedView view) {
        return current().filter(view::equals).isPresent();
    }

    /** The saved view that this is. */
    Optional<SavedView> current() {
        String address = address();
        return views.stream().filter(view -> view.address().equals(address)).findFirst();
    }

    boolean isShown(ListColumn column) {
        return columns.contains(column);
    }

    /** From which width of the window on the column at this place is shown. */
    String width(int place) {
        if (place < NARROW_COLUMNS) {
            return "";
        }
        return place < MIDDLE_COLUMNS ? "wide" : "wider";
    }

    boolean isSortedBy(String key) {
        return query.sort().column().equals(key);
    }

    /** How the list is ordered by this key, as {@code aria-sort} says it; null if it is not. */
    @Nullable String direction(String key) {
        if (!isSortedBy(key)) {
            return null;
        }
        return query.sort().descending() ? "descending" : "ascending";
    }

    /** The address of this list. */
    String address() {
        return Addresses.of(ListRequests.PATH, query.parameters());
    }

    /** The address of the same list by another key, or the other way round. */
    String sortedBy(String key) {
        String sort = query.sort().key().equals(key) ? query.sort().reversed().key() : key;
        return with("sort", sort.equals(Sort.LAST_ORDER.key()) ? "" : sort);
    }

    /** The address of the list of a group, or of all for an empty key. */
    String ofGroup(String key) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(Filters.GROUP, key);
        parameters.put("sort", query.parameters().getOrDefault("sort", ""));
        return Addresses.of(ListRequests.PATH, parameters);
    }

    /** The address of the part that follows. */
    String following() {
        return with("after", next.map(cursor -> cursor.text(query.sort())).orElse(""));
    }

    /** The address of this list as a file. */
    String export(CustomerExport.Format format) {
        Map<String, String> parameters = new LinkedHashMap<>(query.parameters());
        parameters.put("format", format.ending());
        return Addresses.of("/customers/export", parameters);
    }

    String filter(String key) {
        return query.filters().value(key);
    }

    /** The filters that are set, in the reader's words. */
    List<Chip> chips(Texts texts) {
        List<Chip> chips = new ArrayList<>();
        query.filters()
                .values()
                .forEach((key, value) ->
                        chips.add(new Chip(label(key, value, texts), with(key, ""))));
        return chips;
    }

    private String label(String key, String value, Texts texts) {
        return switch (key) {
            case Filters.GROUP -> groupTitle(value, texts);
            case Filters.LAST_ORDER ->
                    texts.text(
                            "customers.event.property",
                            texts.text("customers.lastOrder"),
                            texts.text("customers.filter.lastOrder." + value));
            case Filters.SOURCE -> chosen("customers.filter.source", sourceName(value), texts);
            case Filters.CHANNEL ->
                    chosen("customers.filter.channel", channel(value, texts), texts);
            case Filters.CITY -> chosen("customers.city", value, texts);
            case Filters.TAG -> chosen("customers.tag", value, texts);
            default -> bound(key, value, texts);
        };
    }

    private static String chosen(String what, String value, Texts texts) {
        return texts.text("customers.event.property", texts.text(what), value);
    }

    private String bound(String key, String value, Texts texts) {
        String figure = key.substring(0, key.length() - Filters.MIN.length());
        String title =
                choices.figures().stream()
                        .filter(column -> column.key().equals(figure))
                        .map(CustomerColumn::title)
                        .findFirst()
                        .orElse("customers." + figure);
        String text = key.endsWith(Filters.MIN) ? "customers.filter.min" : "customers.filter.max";
        return texts.text(text, texts.text(title), value);
    }

    private String groupTitle(String key, Texts texts) {
        return choices.groups().stream()
                .filter(group -> group.key().equals(key))
                .map(group -> group.title(texts))
                .findFirst()
                .orElse(key);
    }

    private String sourceName(String id) {
        return choices.sources().stream()
                .filter(source -> id.equals(Integer.toString(source.id())))
                .map(KnownSource::name)
                .findFirst()
                .orElse(id);
    }

    /** The channel's name in the reader's language where it is a known one. */
    static String channel(String channel, Texts texts) {
        String key = "customers.channel." + channel;
        return texts.knows(key) ? texts.text(key) : channel;
    }

    private String with(String key, String value) {
        Map<String, String> parameters = new LinkedHashMap<>(query.parameters());
        parameters.put(key, value);
        return Addresses.of(ListRequests.PATH, parameters);
    }
}
