package org.stammkunde.customers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.Identifier;
import org.stammkunde.events.Projector;
import org.stammkunde.events.Sources;
import org.stammkunde.security.OwnerLinks;
import org.stammkunde.security.SignedInBrowser;
import org.stammkunde.web.Browser;

/**
 * The pages on a database of their own, which fills up from test to test: each test has accounts of
 * its own, marked by a word.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.application.name=customer-pages")
class CustomerPagesTest {

    private static final Pattern NAME = Pattern.compile("class=\"person-name\"[^>]*>([^<]+)<");
    private static final Pattern FOLLOWING =
            Pattern.compile("id=\"more(?:-events)?\">\\s*<a class=\"btn\" href=\"([^\"]+)\"");
    private static final Pattern TITLE =
            Pattern.compile("(?s)class=\"story-title\">\\s*([^<]+?)\\s*<");

    @LocalServerPort private int port;
    @Autowired private EventLog log;
    @Autowired private Projector projector;
    @Autowired private Sources sources;
    @Autowired private OwnerLinks links;
    @Autowired private JdbcClient jdbc;

    private final String mark = "t%06x".formatted(new SplittableRandom().nextInt(1 << 24));
    private Facts facts;
    private Browser browser;

    @BeforeEach
    void anOwner() {
        facts = new Facts(log, projector, sources);
        browser = SignedInBrowser.of(port, "en", links);
    }

    @Test
    void customersAreFoundByEverythingTheyAreKnownBy() {
        facts.identify(
                account("K-100"),
                "2026-01-05T10:00:00Z",
                """
                {"firstName":"Käthe","lastName":"Großmann","address":{"city":"Würzburg"}}
                """,
                Identifier.email("Kaethe@" + mark + ".com").orElseThrow(),
                Identifier.phone("0931 1234567", "DE").orElseThrow(),
                Identifier.card("2900-4711").orElseThrow());
        facts.order(account("K-100"), mark + "-B-77", "2026-01-06T10:00:00Z", "12.50", "Bergkäse");
        facts.identify(account("K-200"), "2026-01-05T11:00:00Z", "{\"name\":\"100 % Müller_x\"}");
        facts.project();

        checkFinds("käthe", "Käthe Großmann");
        checkFinds("GROSSMANN", "");
        checkFinds("großmann würz", "Käthe Großmann");
        checkFinds("kaethe@" + mark, "Käthe Großmann");
        checkFinds("+49931123", "Käthe Großmann");
        checkFinds("k-100", "Käthe Großmann");
        checkFinds(mark + "-b-77", "");
        checkFindsOrder(mark + "-B-77", "Käthe Großmann");
        checkFinds("100 %", "100 % Müller_x");
        checkFinds("%", "100 % Müller_x");
        checkFinds("r_x", "100 % Müller_x");
        checkFinds("_", "100 % Müller_x");
        checkFinds("' or 1=1 --", "");
        checkFinds("", "Käthe Großmann, 100 % Müller_x");
    }

    @Test
    void pagingShowsEveryCustomerOnceInEveryOrder() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < CustomerListTable.PAGE_SIZE * 2 + 7; i++) {
            String name = "Nr %03d".formatted(i);
            expected.add(name);
            facts.identify(
                    account("K" + i), "2026-01-05T10:00:00Z", "{\"name\":\"%s\"}".formatted(name));
            if (i % 3 == 0) {
                facts.order(
                        account("K" + i), mark + "-" + i, "2026-01-06T10:00:00Z", "9.99", "Senf");
            }
        }
        facts.project();

        for (Sort sort : Sort.OWN) {
            List<String> shown = new ArrayList<>();
            String address = "/customers?q=" + mark + "&sort=" + sort.key();
            for (int pages = 0; !address.isEmpty(); pages++) {
                assertThat(pages).isLessThan(4);
                String page = open(address);
                shown.addAll(all(NAME, page));
                address = first(FOLLOWING, page).replace("&amp;", "&");
            }
            assertThat(shown).as(sort.key()).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void theListIsOrderedByWhatWasAsked() {
        facts.order(account("little"), mark + "-B1", "2026-01-06T10:00:00Z", "5.00", "Senf");
        facts.order(account("little"), mark + "-B2", "2026-01-07T10:00:00Z", "5.00", "Senf");
        facts.order(account("much"), mark + "-B3", "2026-01-05T10:00:00Z", "100.00", "Trüffel");
        facts.project();

        assertThat(all(NAME, open("/customers?q=" + mark + "&sort=revenue")))
                .containsExactly(account("much"), account("little"));
        assertThat(all(NAME, open("/customers?q=" + mark + "&sort=orders")))
                .containsExactly(account("little"), account("much"));
        assertThat(all(NAME, open("/customers?q=" + mark + "&sort=last-order")))
                .containsExactly(account("little"), account("much"));
        assertThat(all(NAME, open("/customers?q=" + mark)))
                .containsExactly(account("little"), account("much"));
    }

    @Test
    void theCustomerPageTellsOneStoryAcrossSources() {
        facts.identify(
                account("K-1"),
                "2026-01-05T10:00:00Z",
                """
                {"name":"Anna Becker","birthday":"1990-05-17","newsletter":true,
                 "address":{"city":"Köln","street":"Am Dom 1","postalCode":"50667"}}
                """,
                Identifier.email("anna@" + mark + ".com").orElseThrow());
        facts.order(account("K-1"), mark + "-B1", "2026-01-06T10:00:00Z", "1234.50", "Trüffel");
        facts.track(
                account("K-1"),
                "2026-01-07T09:00:00Z",
                "Email Link Clicked",
                "{\"campaign\":\"Herbst\"}");
        facts.track(
                account("K-1"),
                "2026-01-08T09:00:00Z",
                "Sommelier Asked",
                "{\"wine\":\"Riesling\"}");
        facts.project();

        String page = open("/customers/" + only());

        assertThat(page)
                .contains(
                        "Anna Becker", "anna@" + mark + ".com", "€1,234.50", "Am Dom 1, 50667 Köln")
                .contains(
                        "May 17, 1990",
                        "Birthday",
                        account("K-1"),
                        "Webshop, Jan 5, 2026",
                        "Trüffel");
        assertThat(all(TITLE, page))
                .containsExactly(
                        "Sommelier Asked",
                        "Clicked a link in an e-mail",
                        "Bought in the store",
                        "Told something about themselves");
        assertThat(all(TITLE, open("/customers/" + only() + "?kind=orders")))
                .containsExactly("Bought in the store");
    }

    @Test
    void theTimelineContinuesWithoutGapsAlsoWithinOneInstant() {
        int events = TimelineTable.PART_SIZE * 2 + 3;
        for (int i = 0; i < events; i++) {
            facts.track(account("K-1"), "2026-01-07T09:00:00Z", "Event %02d".formatted(i), "{}");
        }
        facts.project();

        List<String> shown = new ArrayList<>();
        String address = "/customers/" + only();
        while (!address.isEmpty()) {
            String page = open(address);
            shown.addAll(all(TITLE, page));
            address = first(FOLLOWING, page).replace("&amp;", "&");
        }

        assertThat(shown).hasSize(events).doesNotHaveDuplicates();
    }

    @Test
    void ofAnOrderFromFilesOnlyTheVersionThatCountsIsTold() {
        facts.order(account("K-1"), mark + "-B1", "2026-01-06T10:00:00Z", "10.00", "Senf");
        facts.order(account("K-1"), mark + "-B1", "2026-01-06T10:00:00Z", "12.00", "Senf");
        facts.project();

        String page = open("/customers/" + only());

        assertThat(all(TITLE, page)).containsExactly("Bought in the store");
        assertThat(page).contains("€12.00").doesNotContain("€10.00");
    }

    @Test
    void theNumberOfAMergedCustomerLeadsToWhereItIsNow() {
        Identifier card = Identifier.card(mark + "-4711").orElseThrow();
        facts.seen("2026-01-05T10:00:00Z", card);
        facts.identify(account("K-1"), "2026-01-06T10:00:00Z", "{\"name\":\"Anna Becker\"}");
        facts.project();
        List<Long> before = numbers();
        assertThat(before).hasSize(2);
        facts.identify(account("K-1"), "2026-01-07T10:00:00Z", "{}", card);
        facts.project();

        long merged = only();
        long gone = before.stream().filter(number -> number != merged).findFirst().orElseThrow();
        HttpResponse<String> answer = browser.open("/customers/" + gone);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/customers/" + merged);
    }

    @Test
    void whatPeopleTypeIsShownAndNeverRun() {
        String evil = "<script>alert(1)</script>";
        facts.identify(
                account("\"><img src=x>"),
                "2026-01-05T10:00:00Z",
                """
                {"name":"%s","company":"</title>%s"}
                """
                        .formatted(evil, evil));
        facts.track(
                account("\"><img src=x>"),
                "2026-01-06T10:00:00Z",
                evil,
                "{\"name\":\"%s\"}".formatted(evil));
        facts.order(account("\"><img src=x>"), mark + evil, "2026-01-07T10:00:00Z", "1.00", evil);
        facts.project();

        for (String path :
                List.of(
                        "/customers?q=" + mark,
                        "/customers/" + only(),
                        "/customers?q=%22%20onload=%22%3Cscript%3Ealert(1)%3C/script%3E")) {
            assertThat(open(path))
                    .as(path)
                    .contains("&lt;script")
                    .doesNotContain("<script>alert", "<img src", "\" onload=");
        }
    }

    @Test
    void rubbishIsAnsweredWithAnErrorOfTheCaller() {
        facts.order(account("K-1"), mark + "-B1", "2026-01-06T10:00:00Z", "10.00", "Senf");
        facts.project();
        String customer = "/customers/" + only();

        check("/customers?sort=colour", 400, "“sort” has a value it cannot have");
        check("/customers?group=nobody", 400, "“group” has a value it cannot have");
        check("/customers?after=x", 400, "This part of the list cannot be found");
        check("/customers?after=99999999999999999999_1", 400, "cannot be found");
        check("/customers?after=9223372036854775807_1", 400, "cannot be found");
        check("/customers?sort=revenue&after=9223372036854775807_9223372036854775807", 200, "");
        check("/customers?q=" + "x".repeat(CustomerSearch.LENGTH_MAX + 1), 400, "too long");
        check("/customers/abc", 400, "The value of “number” cannot be read");
        check("/customers/99999999999999999999", 400, "cannot be read");
        check("/customers/-1", 404, "There is no customer with the number -1");
        check(
                customer + "?kind=x",
                400,
                "Allowed: orders, campaigns, visits, opinions, profile, other");
        check(customer + "?before=x", 400, "cannot be found");
        check(customer + "?before=99999999999999999_" + "0".repeat(36), 400, "cannot be found");
        check(
                customer + "?before=-99999999999999999_00000000-0000-0000-0000-000000000000",
                200,
                "");
        check(customer + "/x", 404, "There is nothing at this address");
    }

    private void check(String path, int status, String text) {
        HttpResponse<String> answer = browser.open(path);

        assertThat(answer.statusCode()).as(path).isEqualTo(status);
        assertThat(answer.body()).as(path).contains(text);
    }

    private void checkFinds(String text, String names) {
        checkFindsOrder(text + " " + mark, names);
    }

    private void checkFindsOrder(String text, String names) {
        String page = open("/customers?sort=revenue&q=" + Browser.encoded(text));

        assertThat(String.join(", ", all(NAME, page))).as(text).isEqualTo(names);
    }

    private String account(String account) {
        return mark + "-" + account;
    }

    private String open(String path) {
        HttpResponse<String> answer = browser.open(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("⟦");
        return answer.body();
    }

    private long only() {
        assertThat(numbers()).hasSize(1);
        return numbers().getFirst();
    }

    private List<Long> numbers() {
        return jdbc.sql(
                        """
                        select distinct member.customer
                        from events.shared_identifier identifier
                        join identity.shared_member member
                          on member.identifier = identifier.number
                        where identifier.value like :mark
                        """)
                .param("mark", mark + "-%")
                .query((row, number) -> row.getLong("customer"))
                .list();
    }

    private static String first(Pattern pattern, String page) {
        List<String> found = all(pattern, page);
        return found.isEmpty() ? "" : found.getFirst();
    }

    private static List<String> all(Pattern pattern, String page) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(page);
        while (matcher.find()) {
            found.add(matcher.group(1).strip());
        }
        return found;
    }
}
