package org.stammkunde.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.stammkunde.customers.Facts;
import org.stammkunde.events.EventDraft;
import org.stammkunde.events.EventKey;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.EventType;
import org.stammkunde.events.Projector;
import org.stammkunde.events.Source;
import org.stammkunde.events.Sources;
import org.stammkunde.security.OwnerLinks;
import org.stammkunde.security.SignedInBrowser;
import org.stammkunde.web.Browser;

/**
 * The pages of the catalogue, on the server of the customer pages; each test has products of its
 * own, marked by a word.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.application.name=customer-pages")
class ProductPagesTest {

    private static final Pattern NAME = Pattern.compile("class=\"person-name\"[^>]*>([^<]+)<");
    private static final Pattern FOLLOWING =
            Pattern.compile("id=\"more\">\\s*<a class=\"btn\" href=\"([^\"]+)\"");

    @LocalServerPort private int port;
    @Autowired private EventLog log;
    @Autowired private Projector projector;
    @Autowired private Sources sources;
    @Autowired private OwnerLinks links;

    private final String mark = "p%06x".formatted(new SplittableRandom().nextInt(1 << 24));
    private Browser browser;
    private int facts;

    @BeforeEach
    void anOwner() {
        browser = SignedInBrowser.of(port, "en", links);
    }

    @Test
    void productsAreFoundByNumberNameAndBrandAndByCategoryAndStock() {
        product("A", "\"name\":\"Bergkäse\",\"category\":\"Käse > Hart\",\"stock\":0");
        product(
                "B",
                "\"name\":\"Brie 100 %\",\"category\":\"Käse\",\"brand\":\"Maître\",\"stock\":4");
        product("C", "\"name\":\"Senf\",\"category\":\"Käsezubehör\",\"active\":false");
        projector.catchUp();

        checkFinds("q=" + mark, "Bergkäse, Brie 100 %, Senf");
        checkFinds("q=" + mark + "-b", "Brie 100 %");
        checkFinds("q=BERGKÄSE&category=Käse > Hart", "Bergkäse");
        checkFinds("q=maîtr", "Brie 100 %");
        checkFinds("q=%25", "Brie 100 %");
        checkFinds("q=" + mark + "&category=Käse", "Bergkäse, Brie 100 %");
        checkFinds("q=" + mark + "&state=sold-out", "Bergkäse");
        checkFinds("q=" + mark + "&state=inactive", "Senf");
        checkFinds("q=" + mark + "' or 1=1 --", "");
    }

    @Test
    void pagingShowsEveryProductOnceInEveryOrder() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < ProductTable.PAGE_SIZE * 2 + 7; i++) {
            String name = "%s Nr %03d".formatted(mark, i);
            expected.add(name);
            String price = i % 3 == 0 ? "" : ",\"price\":" + i % 5;
            product("" + i, "\"name\":\"%s\"%s".formatted(name, price));
        }
        projector.catchUp();

        for (ProductList.Sort sort : ProductList.Sort.values()) {
            for (String direction : List.of("", "-")) {
                List<String> shown = new ArrayList<>();
                String address = "/products?q=" + mark + "&sort=" + direction + sort.code();
                for (int pages = 0; !address.isEmpty(); pages++) {
                    assertThat(pages).isLessThan(4);
                    String page = open(address);
                    shown.addAll(all(NAME, page));
                    List<String> following = all(FOLLOWING, page);
                    address = following.isEmpty() ? "" : following.getFirst().replace("&amp;", "&");
                }
                assertThat(shown)
                        .as(direction + sort.code())
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    @Test
    void theListIsOrderedByWhatWasSoldAndHasAnAverageWhereNobodySaidAPrice() {
        product("dear", "\"name\":\"%s dear\",\"price\":99,\"stock\":1".formatted(mark));
        sold("sold", "25", "2");
        projector.catchUp();

        String page = open("/products?q=" + mark);
        assertThat(all(NAME, page)).containsExactly(mark + " sold", mark + " dear");
        assertThat(page).contains("€99.00", "avg €12.50", "€25.00");
        String dearest = open("/products?q=" + mark + "&sort=price");
        assertThat(all(NAME, dearest)).containsExactly(mark + " dear", mark + " sold");
        assertThat(dearest).contains("aria-sort=\"descending\"");
        assertThat(all(NAME, open("/products?q=" + mark + "&sort=-price")))
                .containsExactly(mark + " sold", mark + " dear");
    }

    @Test
    void theListIsAFileThatCanBeImportedAgain() {
        product("A", "\"name\":\"=HYPERLINK(1)\",\"price\":\"1.50\",\"cost\":1,\"stock\":7");
        projector.catchUp();

        HttpResponse<String> english = browser.open("/products/export.csv?q=" + mark);
        HttpResponse<String> german =
                SignedInBrowser.of(port, "de", links).open("/products/export.csv?q=" + mark);

        assertThat(english.headers().firstValue("Content-Disposition").orElse(""))
                .contains("products.csv");
        assertThat(english.body())
                .startsWith("\uFEFFArticle number,Article,Category,Brand,Price")
                .contains(mark + "-A,'=HYPERLINK(1),,,1.5,1,7,1,0,0,EUR");
        assertThat(german.body()).contains(mark + "-A;'=HYPERLINK(1);;;1,5;1;7;1;0;0;EUR");
    }

    @Test
    void theProductPageShowsEverySourceAndNeverAnAddressThatIsNone() {
        product(
                "A/ä?&\\\"x",
                "\"name\":\"<b>Hammer</b>\",\"price\":9.9,\"cost\":4,\"stock\":3,\"tax_rate\":19,"
                        + "\"url\":\"javascript:alert(1)\"");
        projector.catchUp();

        String page = open(ProductAddress.of(mark + "-A/ä?&\"x"));
        assertThat(page)
                .contains("&lt;b&gt;Hammer&lt;/b&gt;", "€9.90", "€4.00", "catalog-pages", "19")
                .doesNotContain("javascript:alert");
        assertThat(browser.open(ProductAddress.of("nobody knows it")).statusCode()).isEqualTo(404);
        assertThat(browser.open("/products/details").statusCode()).isEqualTo(404);
    }

    @Test
    void nonsenseInAnAddressIsAnsweredAndNotFailed() {
        for (String query :
                List.of(
                        "sort=age",
                        "state=x",
                        "after=x",
                        "after=eA.eA",
                        "after=%00",
                        "q=" + "x".repeat(101))) {
            assertThat(browser.open("/products?" + query).statusCode()).as(query).isEqualTo(400);
        }
        assertThat(browser.open("/products?q=%00a&category=%00").statusCode()).isLessThan(500);
    }

    @Test
    void theCustomerPageLeadsToTheProductsThatWereBought() {
        Facts orders = new Facts(log, projector, sources);
        orders.identify(
                "L" + mark, "2026-01-05T09:00:00Z", "{\"name\":\"Eva %s\"}".formatted(mark));
        orders.order("L" + mark, mark + "-9", "2026-01-05T10:00:00Z", "12.50", "Bergkäse");
        projector.catchUp();

        String list = open("/customers?q=" + mark);
        Matcher customer = Pattern.compile("href=\"(/customers/\\d+)\"").matcher(list);
        assertThat(customer.find()).isTrue();
        assertThat(open(customer.group(1)))
                .contains("<a href=\"/products/details?id=S1\">Bergkäse</a>");
        assertThat(open("/products/details?id=S1")).contains(customer.group(1), "Eva " + mark);
    }

    private void checkFinds(String query, String names) {
        String encoded = query.replace(" ", "%20").replace("'", "%27").replace(">", "%3E");
        String page =
                open(
                        "/products?sort=name&"
                                + java.net.URI.create("?" + encoded).toASCIIString().substring(1));
        assertThat(String.join(", ", all(NAME, page))).as(query).isEqualTo(names);
    }

    private String open(String address) {
        HttpResponse<String> answer = browser.open(address);
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("⟦");
        return answer.body();
    }

    private static List<String> all(Pattern pattern, String page) {
        return pattern.matcher(page).results().map(found -> found.group(1)).toList();
    }

    /** An order of a guest. */
    private void sold(String number, String total, String quantity) {
        String order = mark + facts;
        append(
                "Order Completed",
                "order/" + order,
                """
                {"properties":{"order_id":"%s","total":%s,"currency":"EUR","products":[
                    {"sku":"%s-%s","name":"%s sold","quantity":%s,"price":12.5}]}}
                """
                        .formatted(order, total, mark, number, mark, quantity));
    }

    /** A message of the shop about a product; the number may hold escaped characters. */
    private void product(String number, String properties) {
        append(
                "Product Updated",
                "product/" + mark + "-" + number,
                "{\"properties\":{\"sku\":\"%s-%s\",%s}}".formatted(mark, number, properties));
    }

    private void append(String event, String resource, String payload) {
        Source shop = sources.named("catalog-pages", Source.Kind.API, "shop");
        Instant at = Instant.parse("2026-01-05T10:00:00Z");
        String message = mark + facts++;
        log.append(
                List.of(
                        new EventDraft(
                                shop.id(),
                                EventKey.ofMessage(shop.id(), message),
                                EventType.TRACK,
                                event,
                                List.of(),
                                at,
                                at,
                                message,
                                resource,
                                ChronoUnit.MICROS.between(Instant.EPOCH, at),
                                payload,
                                null)));
    }
}
