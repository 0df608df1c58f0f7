package org.stammkunde.customers;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.web.Problem;

/** The filters of the customer list: reads their values from an address and says what they mean. */
@Component
class Filters {

    static final String GROUP = "group";
    static final String LAST_ORDER = "lastOrder";
    static final String CITY = "city";
    static final String SOURCE = "source";
    static final String CHANNEL = "channel";
    static final String TAG = "tag";
    static final String MIN = "Min";
    static final String MAX = "Max";

    private static final int LENGTH_MAX = 100;
    private static final int CHOICES_MAX = 200;

    /** Numbers of more digits are none that a customer has. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}([.,]\\d{1,6})?");

    private final JdbcClient jdbc;
    private final Additions additions;
    private final InstantSource clock;

    Filters(JdbcClient jdbc, Additions additions, InstantSource clock) {
        this.jdbc = jdbc;
        this.additions = additions;
        this.clock = clock;
    }

    /** A source that a customer can be known from. */
    record KnownSource(int id, String name) {}

    /** When somebody ordered last. */
    enum Since {
        WITHIN_30("within-30", "figures.last_order_at >= :lastOrder", 30),
        WITHIN_90("within-90", "figures.last_order_at >= :lastOrder", 90),
        WITHIN_365("within-365", "figures.last_order_at >= :lastOrder", 365),
        BEFORE_90("before-90", "figures.last_order_at < :lastOrder", 90),
        BEFORE_180("before-180", "figures.last_order_at < :lastOrder", 180),
        BEFORE_365("before-365", "figures.last_order_at < :lastOrder", 365),
        NEVER("never", "figures.last_order_at is null", 0);

        private final String key;
        private final String condition;
        private final int days;

        Since(String key, String condition, int days) {
            this.key = key;
            this.condition = condition;
            this.days = days;
        }

        String key() {
            return key;
        }

        private Condition condition(Instant now) {
            Object since = now.minus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC);
            return this == NEVER
                    ? new Condition(condition, Map.of(), "figures", false)
                    : new Condition(condition, Map.of(Filters.LAST_ORDER, since), "figures", true);
        }
    }

    /** The names of all filters, in the order in which they are shown. */
    List<String> keys() {
        List<String> keys = new ArrayList<>(List.of(GROUP, LAST_ORDER));
        for (String figure : figures()) {
            keys.add(figure + MIN);
            keys.add(figure + MAX);
        }
        keys.addAll(List.of(CITY, SOURCE, CHANNEL, TAG));
        return keys;
    }

    /** The figures that can be bounded. */
    List<String> figures() {
        List<String> figures = new ArrayList<>(List.of("orders", "revenue"));
        additions.columns().forEach(column -> figures.add(column.key()));
        return figures;
    }

    List<KnownSource> sources() {
        return jdbc.sql("select id, name from events.shared_source order by name limit :max")
                .param("max", CHOICES_MAX)
                .query((row, number) -> new KnownSource(row.getInt("id"), row.getString("name")))
                .list();
    }

    /**
     * The filters that stand in an address; names that are none are passed over.
     *
     * @param currency of amounts
     */
    CustomerFilters read(Map<String, String> parameters, Currency currency) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        List<Condition> conditions = new ArrayList<>();
        for (String key : keys()) {
            String value = parameters.getOrDefault(key, "").strip();
            if (!value.isEmpty()) {
                values.put(key, value);
                conditions.add(condition(key, value, currency));
            }
        }
        return new CustomerFilters(values, conditions);
    }

    private Condition condition(String key, String value, Currency currency) {
        return switch (key) {
            case GROUP -> ofGroup(value);
            case LAST_ORDER -> since(value).condition(clock.instant());
            case CITY -> ofText("lower(listing.city) = lower(:city)", CITY, value);
            case SOURCE ->
                    Condition.of(
                            "listing.sources <> '{}' and listing.sources @> array[:source]::integer[]",
                            Map.of(SOURCE, source(value)));
            case CHANNEL ->
                    ofText(
                            "listing.channels <> '{}' and listing.channels @> array[:channel]::text[]",
                            CHANNEL,
                            value);
            case TAG -> ofText(Tags.BEARING, TAG, value);
            default -> bound(key, value, currency);
        };
    }

    private Condition ofGroup(String key) {
        CustomerGroup group =
                additions.groups().stream()
                        .filter(one -> one.key().equals(key))
                        .findFirst()
                        .orElseThrow(() -> Problem.invalidParameter(GROUP, groupKeys()));
        return Condition.of(
                "listing.customer in (select customer from (%s) member)".formatted(group.query()),
                Map.of());
    }

    private String groupKeys() {
        return additions.groups().stream()
                .map(CustomerGroup::key)
                .collect(Collectors.joining(", "));
    }

    private static Since since(String key) {
        for (Since since : Since.values()) {
            if (since.key.equals(key)) {
                return since;
            }
        }
        String allowed =
                List.of(Since.values()).stream().map(Since::key).collect(Collectors.joining(", "));
        throw Problem.invalidParameter(LAST_ORDER, allowed);
    }

    private static Condition ofText(String sql, String key, String value) {
        if (value.length() > LENGTH_MAX) {
            throw Problem.invalidParameter(key, "1–" + LENGTH_MAX);
        }
        return Condition.of(sql, Map.of(key, value));
    }

    private Integer source(String value) {
        return sources().stream()
                .map(KnownSource::id)
                .filter(id -> id.toString().equals(value))
                .findFirst()
                .orElseThrow(() ->
                        Problem.invalidParameter(
                                SOURCE,
                                sources().stream()
                                        .map(source -> source.id() + " (" + source.name() + ")")
                                        .collect(Collectors.joining(", "))));
    }

    private Condition bound(String key, String value, Currency currency) {
        boolean isMin = key.endsWith(MIN);
        String figure = key.substring(0, key.length() - MIN.length());
        long bound = number(key, value).multiply(unit(figure, currency)).longValue();
        boolean leavesOut = isMin && bound > 0;
        String row = additions.column(figure).isPresent() ? figure : "figures";
        String column = row + "." + column(figure);
        String sql =
                "%s %s :%s"
                        .formatted(
                                leavesOut ? column : "coalesce(" + column + ", 0)",
                                isMin ? ">=" : "<=",
                                key);
        return new Condition(sql, Map.of(key, bound), row, leavesOut);
    }

    private static String column(String figure) {
        return switch (figure) {
            case "revenue" -> "revenue_minor";
            case "orders" -> "orders";
            default -> "value";
        };
    }

    private BigDecimal unit(String figure, Currency currency) {
        if (figure.equals("revenue")) {
            return BigDecimal.TEN.pow(Math.max(0, currency.getDefaultFractionDigits()));
        }
        return BigDecimal.valueOf(additions.column(figure).map(CustomerColumn::unit).orElse(1L));
    }

    /** Decimals with a point or, as Germans write them, a comma. */
    private static BigDecimal number(String key, String value) {
        if (!NUMBER.matcher(value).matches()) {
            throw Problem.invalidParameter(key, "-123456 … 123456.78");
        }
        return new BigDecimal(value.replace(',', '.'));
    }
}
