package org.stammkunde.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.stammkunde.customers.Facts;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.Projector;
import org.stammkunde.events.Sources;
import org.stammkunde.security.OwnerLinks;
import org.stammkunde.security.SignedInBrowser;
import org.stammkunde.web.PolicyViolations;

/** Consent is entered on the customer page, and asked for in segments. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=lake-page",
            "stammkunde.lake.folder=target/lake-page-${random.uuid}"
        })
class ConsentPageTest {

    @LocalServerPort private int port;
    @Autowired private OwnerLinks links;
    @Autowired private PolicyViolations violations;
    @Autowired private ApplicationContext context;

    @BeforeEach
    void aCustomer() {
        SignedInBrowser.of(port, "de", links);
        new Facts(
                        context.getBean(EventLog.class),
                        context.getBean(Projector.class),
                        context.getBean(Sources.class))
                .identify("K-77", "2026-01-07T10:00:00Z", "{\"name\":\"Rosa Veltin\"}")
                .project();
    }

    @Test
    void consentIsRecordedAndWithdrawnAndShownInEveryLook() {
        try (Chromium chromium = Chromium.start(port)) {
            for (Chromium.Look look : Chromium.Look.all()) {
                Page page =
                        chromium.signedIn(look, SignedInBrowser.EMAIL, SignedInBrowser.PASSWORD);
                boolean german = look.language().equals("de");
                page.navigate("/customers?q=Rosa+Veltin");
                page.locator(".person-name").first().click();
                enter(page, "true", "Formular im Laden");
                assertThat(entry(page)).containsText(german ? "Eingewilligt" : "Agreed");
                assertThat(entry(page)).containsText("Formular im Laden");
                chromium.look(page, "consent-given-" + look);

                enter(page, "false", "Anruf");
                assertThat(entry(page)).containsText(german ? "Widersprochen" : "Objected");
                chromium.look(page, "consent-withdrawn-" + look);
                page.context().close();
            }
            assertThat(chromium.complaints()).isEmpty();
        }
        assertThat(violations.reports()).as("refused by the content security policy").isEmpty();
    }

    private static Locator entry(Page page) {
        return page.locator("#consents .known li");
    }

    private static void enter(Page page, String given, String note) {
        page.locator("#consents summary").click();
        page.locator("#consent-note").fill(note);
        page.locator("#consents button[name=given][value=" + given + "]").click();
        assertThat(entry(page)).containsText(note);
    }
}
