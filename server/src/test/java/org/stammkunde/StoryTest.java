package org.stammkunde;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.customers.Facts;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.Identifier;
import org.stammkunde.events.Projector;
import org.stammkunde.events.Sources;
import org.stammkunde.insights.ReportQuery;
import org.stammkunde.insights.Reports;
import org.stammkunde.security.OwnerLinks;
import org.stammkunde.security.SignedInBrowser;
import org.stammkunde.web.Browser;

/** Who a customer is, why, and what happened, as the customer page tells it. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.application.name=customer-pages")
class StoryTest {

    private static final Pattern TITLE =
            Pattern.compile("(?s)class=\"story-title\">\\s*([^<]+?)\\s*<");
    private static final Pattern FOLLOWING =
            Pattern.compile("id=\"more-events\">\\s*<a class=\"btn\" href=\"([^\"]+)\"");

    @LocalServerPort private int port;
    @Autowired private EventLog log;
    @Autowired private Projector projector;
    @Autowired private Sources sources;
    @Autowired private OwnerLinks links;
    @Autowired private Reports reports;
    @Autowired private JdbcClient jdbc;

    private final String mark = "t%06x".formatted(new SplittableRandom().nextInt(1 << 24));
    private Facts facts;
    private Browser browser;

    @BeforeEach
    void anOwner() {
        facts = new Facts(log, projector, sources);
        browser = SignedInBrowser.of(port, "de", links);
    }

    @Test
    void aVisitIsOneEntryAndSoIsWhatWasRepeated() {
        for (int minute = 0; minute < 20; minute += 5) {
            viewed("2026-01-07T09:%02d:00Z".formatted(minute), "Senf " + minute);
        }
        viewed("2026-01-07T11:00:00Z", "Honig");
        for (int i = 0; i < 3; i++) {
            facts.track(mark, "2026-01-08T09:0%d:00Z".formatted(i), "Brand Mentioned", "{}");
        }
        facts.project();

        String page = page();

        assertThat(titles(page))
                .containsExactly(
                        "Marke erwähnt (3-mal)",
                        "Produkt angesehen",
                        "Gestöbert: 4 Seiten angesehen");
        assertThat(page)
                .contains("15 Minuten", "Senf 0, Senf 5, Senf 10 und ein weiteres Produkt")
                .contains("Alle 4 Schritte", "Mittwoch, 7. Januar 2026");
    }

    @Test
    void anOrderSaysWhichClickLedToIt() {
        facts.track(
                mark,
                "2026-01-07T09:00:00Z",
                "Push Notification Tapped",
                "{\"campaign\":\"Winterzauber\"}");
        facts.order(mark, mark + "-1", "2026-01-07T11:30:00Z", "12.50", "Senf");
        facts.order(mark, mark + "-2", "2026-01-20T11:30:00Z", "12.50", "Senf");
        facts.project();

        assertThat(page()).containsOnlyOnce("2 Stunden nach dem Klick in „Winterzauber“");
    }

    @Test
    void partsOfTheStoryNeitherSplitAVisitNorLoseAnything() {
        for (int day = 1; day <= 25; day++) {
            for (int step = 0; step < 3; step++) {
                viewed("2026-01-%02dT09:0%d:00Z".formatted(day, step), "Senf " + day);
            }
        }
        facts.project();

        List<String> titles = new ArrayList<>();
        String address = "/customers/" + number();
        while (!address.isEmpty()) {
            String page = browser.open(address).body();
            titles.addAll(titles(page));
            address =
                    FOLLOWING
                            .matcher(page)
                            .results()
                            .findFirst()
                            .map(found -> found.group(1))
                            .orElse("");
        }

        assertThat(titles).hasSize(25).containsOnly("Gestöbert: 3 Seiten angesehen");
    }

    @Test
    void everyIdentifierSaysWhichFactMadeItTheCustomers() {
        Identifier email = Identifier.email("anna@" + mark + ".com").orElseThrow();
        Identifier card = Identifier.card(mark + "-77").orElseThrow();
        facts.seen("2026-01-05T10:00:00Z", card, email);
        facts.identify(mark, "2026-01-06T10:00:00Z", "{}", email);
        facts.project();

        assertThat(page())
                .contains(
                        "Am 06.01.2026 wurde sie zusammen mit " + mark + " genannt",
                        "„Angaben zur Person gemacht“ (Webshop)",
                        "Am 05.01.2026 wurde sie zusammen mit anna@" + mark + ".com genannt");
    }

    @Test
    void preferencesNeedThreeOrdersAndNameWhatOccursInMostOfThem() {
        facts.order(mark, mark + "-1", "2026-01-05T11:30:00Z", "12.50", "Honig");
        facts.order(mark, mark + "-2", "2026-01-12T11:30:00Z", "12.50", "Senf " + mark);
        facts.project();
        assertThat(page()).doesNotContain("Vorlieben");

        facts.order(mark, mark + "-3", "2026-01-20T11:30:00Z", "12.50", "Senf " + mark);
        facts.project();

        assertThat(page())
                .contains(
                        "Vorlieben", "in 2 von 3 Bestellungen", "Montag", "in 3 von 3 Bestellungen")
                .contains("Senf " + mark)
                .doesNotContain("Lieblingskategorie");
    }

    @Test
    void lifetimeValueAndRfmAreShownWithWhatTheyWereComputedFrom() {
        facts.order(mark, mark + "-1", "2026-01-05T11:30:00Z", "12.50", "Honig");
        facts.project();
        reports.recent(ReportQuery.STANDARD);

        assertThat(page()).contains("Kundenwert", "RFM", "Häufigkeit", "eine Bestellung");
    }

    private void viewed(String time, String product) {
        facts.track(mark, time, "Product Viewed", "{\"name\":\"%s\"}".formatted(product));
    }

    private String page() {
        String page = browser.open("/customers/" + number()).body();
        assertThat(page).doesNotContain("⟦");
        return page;
    }

    private static List<String> titles(String page) {
        return TITLE.matcher(page).results().map(found -> found.group(1)).toList();
    }

    private long number() {
        return jdbc.sql(
                        """
                        select member.customer from events.shared_identifier identifier
                        join identity.shared_member member on member.identifier = identifier.number
                        where identifier.value = :mark
                        """)
                .param("mark", mark)
                .query(Long.class)
                .single();
    }
}
