package org.stammkunde.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.events.EventDraft;
import org.stammkunde.events.EventKey;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.EventType;
import org.stammkunde.events.Projector;
import org.stammkunde.events.Source;
import org.stammkunde.events.Sources;

/** What facts make of the catalogue; each test has products of its own. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.main.lazy-initialization=true")
class CatalogTest {

    @Autowired private EventLog log;
    @Autowired private Projector projector;
    @Autowired private JdbcClient jdbc;
    @Autowired private ProductPageTable pages;
    @Autowired private ProductPages productPages;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final Source shop;
    private final Source stock;
    private int messages;

    CatalogTest(@Autowired Sources sources) {
        shop = sources.named("catalog-shop", Source.Kind.API, "shop");
        stock = sources.named("catalog-stock", Source.Kind.API, "stock");
    }

    @BeforeEach
    void anEmptyQueue() {
        projector.catchUp();
    }

    @Test
    void aProductIsKnownFromTheOrdersThatNameIt() {
        append(
                order("2026-03-01T10:00:00Z", line("Hammer", "Werkzeug")),
                order("2026-03-05T10:00:00Z", line("Hammer, neu", "")),
                order("2026-02-01T10:00:00Z", line("Alter Hammer", "Eisenwaren")));

        ProductRecord hammer = find(mark);
        assertThat(hammer.name()).isEqualTo("Hammer, neu");
        assertThat(hammer.attribute(Attribute.CATEGORY)).isEqualTo("Werkzeug");
        assertThat(hammer.now(Measure.PRICE, "EUR")).as("nobody said a price").isEmpty();
    }

    @Test
    void aProductWithoutNumberIsKnownByItsName() {
        String name = "Säge " + mark;
        append(order("2026-03-01T10:00:00Z", "{\"name\":\"%s\"}".formatted(name)));

        assertThat(find(name).name()).isEqualTo(name);
    }

    @Test
    void whatIsSaidAboutTheProductWinsOverWhatOrdersSay() {
        append(
                product(
                        shop,
                        "2026-01-01T00:00:00Z",
                        "\"name\":\"Latthammer\",\"brand\":\"Picard\""),
                order("2026-03-01T10:00:00Z", line("Hammer", "Werkzeug")));

        ProductRecord hammer = find(mark);
        assertThat(hammer.name()).isEqualTo("Latthammer");
        assertThat(hammer.attribute(Attribute.CATEGORY)).isEqualTo("Werkzeug");
        assertThat(hammer.attribute(Attribute.BRAND)).isEqualTo("Picard");
    }

    @Test
    void aPartialMessageChangesOnlyWhatItSays() {
        append(
                product(
                        shop,
                        "2026-01-01T00:00:00Z",
                        """
                        "name":"Hammer","price":"19.90","currency":"EUR","cost":"8.5","stock":12
                        """),
                product(shop, "2026-01-02T00:00:00Z", "\"stock\":11"),
                product(shop, "2026-01-03T00:00:00Z", "\"price\":17.9"));

        ProductRecord hammer = find(mark);
        assertThat(hammer.name()).isEqualTo("Hammer");
        assertThat(hammer.stock().orElseThrow()).isEqualByComparingTo("11");
        assertThat(hammer.now(Measure.COST, "EUR").orElseThrow()).isEqualByComparingTo("8.5");
        assertThat(prices(hammer)).containsExactly("2026-01-01 19.9", "2026-01-03 17.9");
    }

    @Test
    void theLastWordOfAnySourceIsThePriceAndTheStockIsTheSumOfAll() {
        append(
                product(shop, "2026-01-05T00:00:00Z", "\"price\":\"19.90\",\"stock\":3"),
                product(stock, "2026-01-04T00:00:00Z", "\"price\":\"21.00\",\"stock\":40"),
                product(shop, "2026-01-06T00:00:00Z", "\"stock\":2"));

        ProductRecord product = find(mark);
        assertThat(product.now(Measure.PRICE, "EUR").orElseThrow()).isEqualByComparingTo("19.90");
        assertThat(product.stock().orElseThrow()).isEqualByComparingTo("42");
    }

    @Test
    void whatAShopRepeatsWithEverySaleHidesNoEarlierPrice() {
        append(product(shop, "2026-05-01T00:00:00Z", "\"price\":8"));
        List<EventDraft> sales = new ArrayList<>();
        for (int sale = 0; sale < 2_100; sale++) {
            String said = "\"price\":10,\"stock\":%d".formatted(5_000 - sale);
            sales.add(product(shop, minutesAfter("2026-05-02T00:00:00Z", sale), said));
        }
        append(sales.toArray(EventDraft[]::new));

        ProductRecord product = find(mark);
        assertThat(prices(product)).containsExactly("2026-05-01 8", "2026-05-02 10");
        assertThat(lowestPrice(product, "2026-05-20T00:00:00Z")).isEqualByComparingTo("8");
    }

    @Test
    void aSourceWhosePriceChangesAllTheTimeHidesNoPriceOfAnother() {
        append(product(stock, "2026-01-01T00:00:00Z", "\"price\":7"));
        List<EventDraft> changes = new ArrayList<>();
        for (int change = 0; change < 2_100; change++) {
            String said = "\"price\":%d".formatted(10 + change % 2);
            changes.add(product(shop, minutesAfter("2026-05-01T00:00:00Z", change), said));
        }
        append(changes.toArray(EventDraft[]::new));

        assertThat(lowestPrice(find(mark), "2026-05-20T00:00:00Z")).isEqualByComparingTo("7");
    }

    @Test
    void theCostOfADayIsTheOneSaidLastByAnySource() {
        append(
                product(stock, "2026-02-28T05:00:00Z", "\"cost\":8"),
                product(stock, "2026-03-01T05:00:00Z", "\"cost\":8"),
                product(shop, "2026-03-01T11:00:00Z", "\"cost\":10"),
                product(stock, "2026-03-02T05:00:00Z", "\"cost\":8"),
                product(shop, "2026-03-04T23:30:00Z", "\"cost\":9"));

        checkCost("2026-02-27", "8");
        checkCost("2026-02-28", "8");
        checkCost("2026-03-01", "10");
        checkCost("2026-03-02", "8");
        checkCost("2026-03-04", "8");
        checkCost("2026-03-05", "9");
    }

    private void checkCost(String day, String expected) {
        assertThat(
                        pages.daily(mark, Measure.COST, "EUR", ProductFixtures.BERLIN)
                                .on(LocalDate.parse(day)))
                .as(day)
                .isEqualByComparingTo(expected);
    }

    @Test
    void theMarginOfADayIsAtTheTaxAndTheCostThatHeldOnIt() {
        append(
                product(shop, "2025-01-01T00:00:00Z", "\"cost\":50,\"tax_rate\":19"),
                product(shop, "2026-01-01T00:00:00Z", "\"cost\":60,\"tax_rate\":7"),
                order(
                        "2025-06-01T10:00:00Z",
                        "{\"sku\":\"%s\",\"unitPrice\":\"119.00\"}".formatted(mark)));

        Margin margin = figures(mark).margin().orElseThrow();
        assertThat(margin.taxMinor()).isEqualTo(1_900);
        assertThat(margin.costMinor()).isEqualTo(5_000);
        assertThat(margin.minor()).isEqualTo(5_000);
    }

    @Test
    void anEmptyNumberIsNoneAndBlanksAreNoPartOfOne() {
        String name = "T-Shirt " + mark;
        append(
                order("2026-03-01T10:00:00Z", named("", mark, name)),
                order("2026-03-01T11:00:00Z", named(" " + mark + " ", "0", name)),
                order("2026-03-01T12:00:00Z", named(" \\u2003\\t", "", " " + name)));

        assertThat(find(mark).name()).isEqualTo(name);
        assertThat(figures(mark).sales().units()).isEqualByComparingTo("2");
        assertThat(figures(name).sales().units()).as("by its name").isEqualByComparingTo("1");
    }

    private static String named(String sku, String productId, String name) {
        return "{\"sku\":\"%s\",\"product_id\":\"%s\",\"name\":\"%s\",\"unitPrice\":1}"
                .formatted(sku, productId, name);
    }

    @Test
    void whatCannotBeReadIsTakenAsAbsent() {
        append(
                product(
                        shop,
                        "2026-01-01T00:00:00Z",
                        """
                        "name":"Hammer","price":"teuer","cost":-1,"stock":"1e999999999",
                        "tax_rate":119,"url":"javascript:alert(1)","image_url":"ftp://x/y",
                        "active":"perhaps","brand":{"no":"text"},"currency":"Taler"
                        """));

        ProductRecord product = find(mark);
        assertThat(product.latest()).isEmpty();
        assertThat(product.attributes()).containsOnlyKeys(Attribute.KNOWN, Attribute.NAME);
    }

    @Test
    void aDeletedProductStaysAndIsSoldNoMore() {
        append(product(shop, "2026-01-01T00:00:00Z", "\"name\":\"Hammer\""));
        append(draft(shop, "Product Deleted", "2026-01-02T00:00:00Z", mark, "\"x\":1"));

        assertThat(find(mark).active()).isFalse();
        append(product(shop, "2026-01-03T00:00:00Z", "\"active\":true"));
        assertThat(find(mark).active()).isTrue();
    }

    @Test
    void ofFilesOfOneDayTheLastOneCounts() {
        append(
                ofFile("2026-01-01T08:00:00Z", "19.90"),
                ofFile("2026-01-01T09:00:00Z", "18.90"),
                ofFile("2026-01-02T08:00:00Z", "17.90"));

        assertThat(prices(find(mark))).containsExactly("2026-01-01 18.9", "2026-01-02 17.9");
    }

    @Test
    void theHistoryDoesNotDependOnTheOrderOfFacts() {
        long seed = Long.getLong("seed", System.nanoTime());
        List<String> first = null;
        for (int order = 0; order < 8; order++) {
            String number = mark + "-" + order;
            List<EventDraft> facts = randomFacts(new Random(seed), number);
            List<String> expected = expected(facts);
            List<EventDraft> arriving = new ArrayList<>(facts);
            arriving.addAll(facts.subList(0, facts.size() / 5));
            Random random = new Random(seed + order);
            Collections.shuffle(arriving, random);
            for (int next = 0; next < arriving.size(); ) {
                int end = Math.min(arriving.size(), next + 1 + random.nextInt(60));
                log.append(arriving.subList(next, end));
                projector.catchUp();
                next = end;
            }
            List<String> rows = rows(number);
            assertThat(rows).as("seed %d, order %d", seed, order).hasSizeGreaterThan(50);
            first = first == null ? rows : first;
            assertThat(rows).as("seed %d, order %d", seed, order).isEqualTo(first);
            assertThat(slots(number)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void aRowIsRewrittenOnlyByWhatCountsMore() {
        append(
                product(shop, "2026-01-02T00:00:00Z", "\"name\":\"Hammer\",\"price\":19.9"),
                order("2026-03-01T10:00:00Z", line("Hammer", "Werkzeug")));
        List<String> written = versionsOfRows();

        append(
                order("2026-03-01T11:00:00Z", line("Hammer", "Werkzeug")),
                order("2026-02-01T11:00:00Z", line("Hämmerchen", "Altes")),
                product(shop, "2026-01-01T00:00:00Z", "\"name\":\"Alt\""));

        assertThat(versionsOfRows()).isEqualTo(written).isNotEmpty();
    }

    private List<String> versionsOfRows() {
        return jdbc.sql(
                        """
                        select attribute || xmin::text || ctid::text from catalog.attribute
                        where product = :product
                        union all
                        select measure || xmin::text || ctid::text from catalog.latest
                        where product = :product
                        order by 1
                        """)
                .param("product", mark)
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** Prices of two currencies, cost and stock of few moments, said again and again. */
    private List<EventDraft> randomFacts(Random random, String number) {
        List<EventDraft> facts = new ArrayList<>();
        for (int fact = 0; fact < 200; fact++) {
            Instant at =
                    Instant.parse("2026-01-01T00:00:00Z")
                            .plus(random.nextInt(40) * 7L, ChronoUnit.HOURS);
            boolean file = random.nextInt(3) == 0;
            String said =
                    switch (random.nextInt(4)) {
                        case 0 -> "\"price\":\"%d.90\"".formatted(random.nextInt(9));
                        case 1 ->
                                "\"price\":%d,\"currency\":\"CHF\",\"name\":\"n%d\""
                                        .formatted(random.nextInt(9), random.nextInt(5));
                        case 2 -> "\"cost\":\"0.%d\"".formatted(random.nextInt(9));
                        default -> "\"stock\":" + random.nextInt(50);
                    };
            String day = file ? ",\"saidOf\":\"day\"" : "";
            String payload = "{\"properties\":{\"sku\":\"%s\",%s}%s}".formatted(number, said, day);
            // a file that names a moment can be corrected: the version is that of the import
            long version = micros(at) + (file ? 0 : random.nextInt(3) * 1_000_000L);
            facts.add(fact(shop, "Product Updated", number, at, version, payload));
        }
        return facts;
    }

    /** The statements that count, found the plain way. */
    private static List<String> expected(List<EventDraft> facts) {
        ProductFacts reader = new ProductFacts(ProductFixtures.MERCHANT);
        Map<String, ProductFact.Statement> counting = new TreeMap<>();
        for (EventDraft fact : facts) {
            ProductFact read =
                    reader.read(
                                    new ProductFacts.Logged(
                                            fact.source(),
                                            "Product Updated",
                                            version(fact),
                                            fact.occurredAt(),
                                            fact.payload()))
                            .orElseThrow();
            for (ProductFact.Statement said : read.statements()) {
                String key = said.measure().code() + said.currency() + " " + said.slot();
                ProductFact.Statement other = counting.get(key);
                boolean counts =
                        other == null
                                || said.version() > other.version()
                                || (said.version() == other.version()
                                        && said.value().compareTo(other.value()) > 0);
                if (counts) {
                    counting.put(key, said);
                }
            }
        }
        return counting.entrySet().stream()
                .map(each -> each.getKey() + " " + plain(each.getValue().value()))
                .sorted()
                .toList();
    }

    private static long version(EventDraft fact) {
        Long version = fact.version();
        assertThat(version).isNotNull();
        return version == null ? 0 : version;
    }

    private List<String> slots(String number) {
        return jdbc
                .sql(
                        """
                        select measure || currency as what, slot, value from catalog.statement
                        where product = :product
                        """)
                .param("product", number)
                .query((row, _) ->
                        "%s %s %s"
                                .formatted(
                                        row.getString("what"),
                                        row.getObject("slot", java.time.OffsetDateTime.class)
                                                .toInstant(),
                                        plain(row.getBigDecimal("value"))))
                .list()
                .stream()
                .sorted()
                .toList();
    }

    private List<String> rows(String number) {
        return jdbc.sql(
                        """
                        select 'statement ' || measure || currency || slot || said_at || version
                               || ' ' || value as row
                        from catalog.statement where product = :product
                        union all
                        select 'latest ' || measure || currency || said_at || version || ' ' || value
                        from catalog.latest where product = :product
                        union all
                        select 'attribute ' || attribute || value || rank
                        from catalog.attribute where product = :product
                        order by 1
                        """)
                .param("product", number)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private ProductRecord find(String number) {
        return pages.find(number).orElseThrow();
    }

    private ProductFigures figures(String number) {
        return productPages.figures(number, ProductFixtures.MERCHANT).orElseThrow();
    }

    private static BigDecimal lowestPrice(ProductRecord product, String now) {
        return LowestPrice.of(product.changes(Measure.PRICE, "EUR"), Instant.parse(now))
                .orElseThrow();
    }

    private static String minutesAfter(String time, int minutes) {
        return Instant.parse(time).plus(minutes, ChronoUnit.MINUTES).toString();
    }

    private static List<String> prices(ProductRecord product) {
        return product.changes(Measure.PRICE, "EUR").stream()
                .map(one -> one.saidAt().toString().substring(0, 10) + " " + plain(one.value()))
                .toList();
    }

    private void append(EventDraft... facts) {
        log.append(List.of(facts));
        projector.catchUp();
    }

    private EventDraft product(Source source, String at, String properties) {
        return draft(source, "Product Updated", at, mark, properties);
    }

    private EventDraft ofFile(String at, String price) {
        String payload =
                "{\"properties\":{\"sku\":\"%s\",\"price\":\"%s\"},\"saidOf\":\"day\"}"
                        .formatted(mark, price);
        Instant time = Instant.parse(at);
        return fact(shop, "Product Updated", mark, time, micros(time), payload);
    }

    private EventDraft draft(
            Source source, String event, String at, String number, String properties) {
        String payload = "{\"properties\":{\"sku\":\"%s\",%s}}".formatted(number, properties);
        Instant time = Instant.parse(at);
        return fact(source, event, number, time, micros(time), payload);
    }

    private EventDraft fact(
            Source source, String event, String number, Instant at, long version, String payload) {
        String message = mark + messages++;
        return new EventDraft(
                source.id(),
                EventKey.ofMessage(source.id(), message),
                EventType.TRACK,
                event,
                List.of(),
                at,
                at,
                message,
                "product/" + number,
                version,
                payload,
                null);
    }

    private String line(String name, String category) {
        return "{\"sku\":\"%s\",\"name\":\"%s\",\"category\":\"%s\",\"unitPrice\":\"9.90\"}"
                .formatted(mark, name, category);
    }

    private EventDraft order(String at, String line) {
        String resource = "order/" + mark + messages++;
        Instant time = Instant.parse(at);
        return new EventDraft(
                shop.id(),
                EventKey.ofResource(shop.id(), resource, micros(time)),
                EventType.ORDER,
                null,
                List.of(),
                time,
                time,
                null,
                resource,
                micros(time),
                "{\"placedAt\":\"%s\",\"lines\":[%s,7]}".formatted(at, line),
                null);
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
