package org.stammkunde.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Index.atIndex;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
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
 * What can be done with the list of customers. Each test has customers of its own, marked by a word
 * that every search names.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.application.name=customer-pages")
class CustomerListTest {

    private static final Pattern NAME = Pattern.compile("class=\"person-name\"[^>]*>([^<]+)<");
    private static final Pattern COLUMN = Pattern.compile("id=\"sort-([a-z-]+)\"");
    private static final Pattern FOLLOWING =
            Pattern.compile("id=\"more\">\\s*<a class=\"btn\" href=\"([^\"]+)\"");
    private static final Pattern UNDO =
            Pattern.compile("name=\"(operation|view)\" value=\"([^\"]+)\"");

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
    void aPhoneNumberIsFoundInAnySpelling() {
        String number = "0931 " + (1_000_000 + new SplittableRandom().nextInt(8_999_999));
        facts.identify(
                mark + "-K1",
                "2026-01-05T10:00:00Z",
                "{\"name\":\"Käthe\"}",
                Identifier.phone(number, "DE").orElseThrow());
        facts.project();
        String rest = number.substring(1).replace(" ", "");

        for (String spelling :
                List.of(
                        number,
                        number.replace(" ", ""),
                        number.replace(" ", "/"),
                        "+49 " + rest,
                        "0049" + rest,
                        "+49 (0) " + number.substring(1),
                        "(0931) " + number.substring(5),
                        number.substring(5, 8) + " " + number.substring(8))) {
            assertThat(names("q=" + Browser.encoded(spelling))).as(spelling).contains("Käthe");
        }
        assertThat(names("q=" + Browser.encoded(number + "0"))).isEmpty();
    }

    @Test
    void filtersNarrowTheList() {
        facts.identify(
                mark + "-K1", "2026-01-05T10:00:00Z", "{\"name\":\"Anna\",\"city\":\"Köln\"}");
        facts.identify(
                mark + "-K2", "2026-01-05T10:00:00Z", "{\"name\":\"Bert\",\"city\":\"Bonn\"}");
        facts.identify(mark + "-K3", "2026-01-05T10:00:00Z", "{\"name\":\"Cora\"}");
        facts.order(mark + "-K1", mark + "-1", "2020-01-06T10:00:00Z", "10.00", "Senf");
        facts.order(mark + "-K2", mark + "-2", "2020-01-06T10:00:00Z", "99.99", "Senf");
        facts.order(mark + "-K2", mark + "-3", "2020-02-06T10:00:00Z", "0.01", "Senf");
        facts.project();

        check("", "Bert, Anna, Cora");
        check("city=k%C3%B6ln", "Anna");
        check("city=Rom", "");
        check("revenueMin=100", "Bert");
        check("revenueMin=100,01", "");
        check("revenueMax=99.5", "Anna, Cora");
        check("revenueMin=0&revenueMax=0", "Cora");
        check("ordersMin=1", "Bert, Anna");
        check("ordersMin=1&ordersMax=1", "Anna");
        check("ordersMax=0", "Cora");
        check("lastOrder=before-365", "Bert, Anna");
        check("lastOrder=within-365", "");
        check("lastOrder=never", "Cora");
        check("channel=store", "Bert, Anna");
        check("channel=online", "");
        check("scoreMin=1", "Bert, Anna");
        check("scoreMax=0", "Cora");
        check("group=treue-kunden", "");
        check("source=" + sourceId(), "Bert, Anna, Cora");
        check("city=Bonn&ordersMin=2&channel=store", "Bert");
        check("tag=nobody", "");
    }

    @Test
    void whoHasNoValueComesLastInEitherDirection() {
        facts.order(mark + "-K1", mark + "-1", "2026-01-06T10:00:00Z", "10.00", "Senf");
        facts.order(mark + "-K2", mark + "-2", "2026-01-06T10:00:00Z", "20.00", "Senf");
        facts.identify(mark + "-K3", "2026-01-05T10:00:00Z", "{}");
        facts.project();

        check("sort=revenue", mark + "-K2, " + mark + "-K1, " + mark + "-K3");
        check("sort=-revenue", mark + "-K1, " + mark + "-K2, " + mark + "-K3");
    }

    @Test
    void whatHappensMeanwhileMovesNoPage() {
        for (int i = 0; i < CustomerListTable.PAGE_SIZE + 10; i++) {
            String day = "2026-01-06T%02d:%02d:00Z".formatted(i / 60, i % 60);
            facts.order(mark + "-K" + i, mark + "-" + i, day, "10.00", "Senf");
        }
        facts.project();
        String first = open("/customers?q=" + mark);

        facts.order(mark + "-K3", mark + "-late", "2026-03-01T10:00:00Z", "10.00", "Senf");
        facts.project();

        String next = all(FOLLOWING, first).getFirst().group(1).replace("&amp;", "&");
        assertThat(all(NAME, open(next)).stream().map(found -> found.group(1)))
                .as("those that stood below, except for the one that jumped to the top")
                .hasSize(9)
                .doesNotContainAnyElementsOf(
                        all(NAME, first).stream().map(found -> found.group(1)).toList());
    }

    @Test
    void chosenColumnsAreRemembered() {
        facts.order(mark + "-K1", mark + "-1", "2026-01-06T10:00:00Z", "10.00", "Senf");
        facts.project();
        String before = open("/customers?q=" + mark);
        assertThat(columns(before))
                .containsExactly("name", "orders", "revenue", "last-order", "score");

        submit(
                "/customers/columns",
                Map.of("column", "score,city,average,nonsense", "list", "/customers"));

        String after = open("/customers?q=" + mark);
        assertThat(columns(after)).containsExactly("name", "score");
        assertThat(after).contains("help-column-average", "help-column-city");
        submit("/customers/columns", Map.of("list", "/customers"));
        assertThat(columns(open("/customers?q=" + mark))).isEqualTo(columns(before));
    }

    @Test
    void aSavedViewIsATabThatCanBeDeletedAndBroughtBack() {
        facts.order(mark + "-K1", mark + "-1", "2026-01-06T10:00:00Z", "10.00", "Senf");
        facts.project();
        String list = "/customers?q=" + mark + "&city=K%C3%B6ln&sort=name";

        submit("/customers/views", Map.of("name", "Kölner " + mark, "list", list));
        String page = open(list);
        assertThat(page).contains("aria-current=\"true\">Kölner " + mark);

        String id = all(UNDO, page).getFirst().group(2);
        HttpResponse<String> removed = submit("/customers/views/remove", Map.of("view", id));
        String after = open(removed.headers().firstValue("Location").orElseThrow());
        assertThat(after).contains("View “Kölner " + mark + "” deleted");
        assertThat(after).doesNotContain("id=\"view-" + id);

        submit("/customers/views/restore", Map.of("view", id));
        assertThat(open("/customers")).contains("id=\"view-" + id);
        submit("/customers/views/remove", Map.of("view", id));
    }

    @Test
    void tagsAreGivenTakenAndUndoneAndFollowAMerge() {
        Identifier card = Identifier.card(mark + "-4711").orElseThrow();
        facts.seen("2026-01-05T10:00:00Z", card);
        facts.identify(mark + "-K1", "2026-01-05T10:00:00Z", "{\"name\":\"Anna\"}");
        facts.identify(mark + "-K2", "2026-01-05T10:00:00Z", "{\"name\":\"Bert\"}");
        facts.project();
        String tag = "VIP " + mark;

        HttpResponse<String> answer =
                submit(
                        "/customers/tags",
                        Map.of("tag", tag, "customer", number(mark + "-4711"), "change", "add"));
        String page = open(answer.headers().firstValue("Location").orElseThrow());
        assertThat(page).contains("Tagged one customer “" + tag + "”");
        check("tag=" + Browser.encoded(tag), mark + "-4711");

        facts.identify(mark + "-K1", "2026-01-06T10:00:00Z", "{}", card);
        facts.project();
        check("tag=" + Browser.encoded(tag), "Anna");

        answer =
                submit(
                        "/customers/tags",
                        Map.of("tag", tag, "all", "true", "list", "/customers?q=" + mark));
        assertThat(open(answer.headers().firstValue("Location").orElseThrow()))
                .as("Anna bears it already")
                .contains("Tagged one customer");
        check("sort=name&tag=" + Browser.encoded(tag), "Anna, Bert");

        submit(
                "/customers/tags",
                Map.of("tag", tag, "customer", number(mark + "-K1"), "change", "remove"));
        check("tag=" + Browser.encoded(tag), "Bert");

        submit("/customers/tags/undo", Map.of("operation", operation(answer)));
        check("tag=" + Browser.encoded(tag), "");
    }

    @Test
    void aFileHoldsTheListAndRunsNoFormula() throws IOException {
        facts.identify(
                mark + "-K1",
                "2026-01-05T10:00:00Z",
                "{\"name\":\"=cmd|' /C calc'!A0\"}",
                Identifier.email("anna@" + mark + ".com").orElseThrow());
        facts.order(mark + "-K1", mark + "-1", "2026-01-06T10:00:00Z", "1234.50", "Senf");
        facts.identify(mark + "-K2", "2026-01-05T10:00:00Z", "{\"name\":\"Müller; \\\"Bert\\\"\"}");
        facts.project();

        HttpResponse<String> csv =
                browser.open("/customers/export?format=csv&sort=revenue&q=" + mark);
        assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow())
                .matches("attachment; filename=\"customers-\\d{4}-\\d\\d-\\d\\d.csv\"");
        List<String> lines = csv.body().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst())
                .startsWith("\ufeffNumber,Name,E-mail,Orders,Revenue,Last order");
        assertThat(lines.get(1)).contains("'=cmd|' /C calc'!A0", ",1,1234.50,2026-01-06,");
        assertThat(lines.get(2)).contains("\"Müller; \"\"Bert\"\"\"");

        List<List<String>> cells = cells("/customers/export?format=xlsx&sort=revenue&q=" + mark);
        assertThat(cells.get(1)).contains("=cmd|' /C calc'!A0").contains("1234.50", atIndex(4));
        assertThat(cells.get(2)).contains("Müller; \"Bert\"");

        String german =
                SignedInBrowser.of(port, "de", links)
                        .open("/customers/export?format=csv&sort=revenue&q=" + mark)
                        .body();
        assertThat(german).contains(";1;1234,50;2026-01-06;");
    }

    @Test
    void onlyTheChosenAreWrittenWhereSomeAreChosen() {
        facts.order(mark + "-K1", mark + "-1", "2026-01-06T10:00:00Z", "1.00", "Senf");
        facts.order(mark + "-K2", mark + "-2", "2026-01-06T10:00:00Z", "1.00", "Senf");
        facts.project();

        String one =
                submit(
                                "/customers/export",
                                Map.of("format", "csv", "customer", number(mark + "-K2")))
                        .body();
        String all =
                submit(
                                "/customers/export",
                                Map.of(
                                        "format", "csv",
                                        "all", "true",
                                        "list", "/customers?q=" + mark))
                        .body();

        assertThat(one.lines()).hasSize(2);
        assertThat(all.lines()).hasSize(3);
    }

    @Test
    void rubbishIsToldWithWhatIsAllowed() {
        refused("/customers?revenueMin=viel", "“revenueMin” has a value it cannot have");
        refused("/customers?ordersMax=1e9", "“ordersMax” has a value it cannot have");
        refused("/customers?scoreMin=NaN", "“scoreMin” has a value it cannot have");
        refused("/customers?lastOrder=gestern", "within-30");
        refused("/customers?source=abc", "“source” has a value it cannot have");
        refused("/customers?city=" + "x".repeat(101), "“city” has a value it cannot have");
        refused("/customers?sort=name&after=%%%~1".replace("%%%", "*"), "cannot be found");
        refused("/customers?sort=name&after=AAAA~1", "cannot be found");
        refused("/customers/export?format=exe", "csv, xlsx");
        assertThat(submit("/customers/tags", Map.of("tag", "x")).body())
                .contains("Nobody is selected");
        assertThat(submit("/customers/tags", Map.of("customer", "1")).body())
                .contains("A tag cannot be called that");
        assertThat(submit("/customers/views", Map.of("name", " ", "list", "/customers")).body())
                .contains("A view cannot be called that");
        assertThat(submit("/customers/views", Map.of("name", "x", "list", "//evil.com")).body())
                .contains("“list” has a value it cannot have");
    }

    private void refused(String path, String text) {
        HttpResponse<String> answer = browser.open(path);

        assertThat(answer.statusCode()).as(path).isEqualTo(400);
        assertThat(answer.body()).as(path).contains(text);
    }

    private void check(String parameters, String names) {
        assertThat(String.join(", ", names("q=" + mark + "&" + parameters)))
                .as(parameters)
                .isEqualTo(names);
    }

    private List<String> names(String parameters) {
        return all(NAME, open("/customers?" + parameters)).stream()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<String> columns(String page) {
        return all(COLUMN, page).stream().map(found -> found.group(1)).toList();
    }

    private static List<MatchResult> all(Pattern pattern, String page) {
        return pattern.matcher(page).results().collect(Collectors.toList());
    }

    private String open(String path) {
        HttpResponse<String> answer = browser.open(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("⟦");
        return answer.body();
    }

    private HttpResponse<String> submit(String path, Map<String, String> fields) {
        return browser.submit("/customers", path, fields);
    }

    private static String operation(HttpResponse<String> answer) {
        String location = answer.headers().firstValue("Location").orElseThrow();
        return location.substring(location.indexOf("tags:") + "tags:".length());
    }

    private String number(String identifier) {
        return jdbc.sql(
                        """
                        select member.customer from events.shared_identifier identifier
                        join identity.shared_member member on member.identifier = identifier.number
                        where identifier.value = :identifier
                        """)
                .param("identifier", identifier)
                .query(Long.class)
                .single()
                .toString();
    }

    private int sourceId() {
        return jdbc.sql("select id from events.shared_source where name = 'Webshop'")
                .query(Integer.class)
                .single();
    }

    /** The cells of a workbook's sheet, row by row. */
    private List<List<String>> cells(String path) throws IOException {
        try (ReadableWorkbook book =
                        new ReadableWorkbook(new ByteArrayInputStream(browser.bytes(path)));
                Stream<Row> rows = book.getFirstSheet().openStream()) {
            return rows.map(row -> row.stream().map(CustomerListTest::text).toList()).toList();
        }
    }

    private static String text(@Nullable Cell cell) {
        assertThat(cell == null || cell.getType() != CellType.FORMULA).isTrue();
        return cell == null ? "" : cell.getRawValue();
    }
}
