package org.stammkunde.catalog;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stammkunde.catalog.ProductFact.ProductNumber;
import org.stammkunde.catalog.ProductFact.Said;
import org.stammkunde.catalog.ProductFact.Statement;
import org.stammkunde.merchant.Merchant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads facts about products: {@code Product Updated} and its like, as the tracking API takes them
 * and as files become. Each may say a part only. What cannot be read as money, number or address is
 * taken as absent.
 */
final class ProductFacts {

    private static final String DELETED = "Product Deleted";

    /** What a file says without a day is said of the day of its import. */
    private static final String DAY = "day";

    private static final int NUMBER_CHARACTERS_MAX = 200;
    private static final int TEXT_CHARACTERS_MAX = 2_000;
    private static final BigDecimal AMOUNT_MAX = new BigDecimal("1e11");
    private static final BigDecimal PERCENT_MAX = BigDecimal.valueOf(100);
    private static final int DIGITS_MAX = 30;
    private static final int DECIMALS = 6;
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"'<>]+");

    private static final Set<String> CURRENCIES =
            Currency.getAvailableCurrencies().stream()
                    .map(Currency::getCurrencyCode)
                    .collect(Collectors.toUnmodifiableSet());

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Merchant merchant;

    ProductFacts(Merchant merchant) {
        this.merchant = merchant;
    }

    /**
     * A fact as it stands in the log.
     *
     * @param name of the event
     * @param version of the product's record, in microseconds since 1970
     */
    record Logged(int source, String name, long version, Instant occurredAt, String payload) {}

    /** What the fact says; empty if it names no product. */
    Optional<ProductFact> read(Logged fact) {
        JsonNode json = JSON.readTree(fact.payload());
        JsonNode properties = json.path("properties");
        String number = text(properties, "sku", "product_id", "productId");
        if (number == null) {
            return Optional.empty();
        }
        boolean ofDay = DAY.equals(text(json, "saidOf"));
        return Optional.of(
                new ProductFact(
                        new ProductNumber(fact.source(), cut(number, NUMBER_CHARACTERS_MAX)),
                        attributes(fact, properties),
                        statements(fact, properties, ofDay)));
    }

    private static Map<Attribute, Said> attributes(Logged fact, JsonNode properties) {
        Map<Attribute, Said> said = new EnumMap<>(Attribute.class);
        said.put(Attribute.KNOWN, new Said("", 0));
        put(said, Attribute.NAME, text(properties, "name"), fact);
        put(said, Attribute.CATEGORY, text(properties, "category"), fact);
        put(said, Attribute.BRAND, text(properties, "brand"), fact);
        put(said, Attribute.IMAGE, address(text(properties, "image_url", "imageUrl")), fact);
        put(said, Attribute.LINK, address(text(properties, "url")), fact);
        put(said, Attribute.ACTIVE, active(fact, text(properties, "active")), fact);
        return said;
    }

    private static void put(
            Map<Attribute, Said> said, Attribute attribute, @Nullable String value, Logged fact) {
        if (value != null) {
            said.put(attribute, new Said(cut(value, TEXT_CHARACTERS_MAX), fact.version()));
        }
    }

    private static @Nullable String address(@Nullable String text) {
        return text != null && ADDRESS.matcher(text).matches() ? text : null;
    }

    private static @Nullable String active(Logged fact, @Nullable String said) {
        if (fact.name().equals(DELETED)) {
            return "false";
        }
        String lower = said == null ? "" : said.toLowerCase(Locale.ROOT);
        return lower.equals("true") || lower.equals("false") ? lower : null;
    }

    private List<Statement> statements(Logged fact, JsonNode properties, boolean ofDay) {
        String named = text(properties, "currency");
        String upper = named == null ? "" : named.toUpperCase(Locale.ROOT);
        String currency =
                CURRENCIES.contains(upper) ? upper : merchant.currency().getCurrencyCode();
        List<Statement> statements = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            BigDecimal value = value(measure, properties);
            if (value != null) {
                statements.add(
                        new Statement(
                                measure,
                                measure.isMoney() ? currency : "",
                                ofDay ? beginningOfDay(fact.occurredAt()) : fact.occurredAt(),
                                fact.occurredAt(),
                                fact.version(),
                                value));
            }
        }
        return statements;
    }

    private Instant beginningOfDay(Instant at) {
        ZoneId zone = merchant.zone();
        return at.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    }

    private static @Nullable BigDecimal value(Measure measure, JsonNode properties) {
        return switch (measure) {
            case PRICE -> atLeastZero(decimal(text(properties, "price")));
            case COST -> atLeastZero(decimal(text(properties, "cost")));
            case TAX -> percentage(decimal(text(properties, "tax_rate", "taxRate")));
            case STOCK -> decimal(text(properties, "stock", "inventory_quantity"));
        };
    }

    private static @Nullable BigDecimal atLeastZero(@Nullable BigDecimal value) {
        return value == null || value.signum() < 0 ? null : value;
    }

    private static @Nullable BigDecimal percentage(@Nullable BigDecimal value) {
        boolean usable = value != null && value.signum() >= 0 && value.compareTo(PERCENT_MAX) <= 0;
        return usable ? value : null;
    }

    private static @Nullable BigDecimal decimal(@Nullable String text) {
        if (text == null || text.length() > DIGITS_MAX) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            boolean usable =
                    Math.abs((long) number.scale()) <= DIGITS_MAX
                            && number.abs().compareTo(AMOUNT_MAX) < 0;
            return usable ? number.setScale(DECIMALS, RoundingMode.HALF_UP) : null;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static @Nullable String text(JsonNode json, String... names) {
        for (String name : names) {
            JsonNode value = json.path(name);
            if (value.isValueNode() && !value.isNull() && !value.asString().isBlank()) {
                return value.asString().strip();
            }
        }
        return null;
    }

    private static String cut(String text, int charactersMax) {
        return text.substring(0, Math.min(text.length(), charactersMax));
    }
}
