package org.stammkunde.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
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

/** The page of the data lake in a browser: empty, written, on a telephone. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=lake-page",
            "stammkunde.lake.folder=target/lake-page-${random.uuid}"
        })
class LakePageTest {

    @LocalServerPort private int port;
    @Autowired private OwnerLinks links;
    @Autowired private PolicyViolations violations;
    @Autowired private ApplicationContext context;

    @Test
    void theLakeIsEmptyThenWrittenThenTold() {
        SignedInBrowser.of(port, "de", links);
        try (Chromium chromium = Chromium.start(port)) {
            Page page = signedIn(chromium, Chromium.Look.DESKTOP_GERMAN);
            page.navigate("/lake");
            assertThat(page.locator(".empty-state")).containsText("Parquet");
            chromium.look(page, "lake-empty");
            new Facts(
                            context.getBean(EventLog.class),
                            context.getBean(Projector.class),
                            context.getBean(Sources.class))
                    .order("K-1", "B-1", "2026-01-06T10:00:00Z", "950.00", "Bergkäse")
                    .project();
            page.locator(".empty-state .btn-primary").click();
            assertThat(page.locator("table")).containsText("Positionen von Bestellungen");
            assertThat(page.locator("#working")).hasCount(0);
            chromium.look(page, "lake-written");
            page.context().close();

            Page phone = signedIn(chromium, new Chromium.Look("en", true, true));
            phone.navigate("/lake");
            assertThat(phone.locator("h1")).hasText("Data lake");
            chromium.look(phone, "lake-phone");
            phone.context().close();
            assertThat(chromium.complaints()).isEmpty();
        }
        assertThat(violations.reports()).as("refused by the content security policy").isEmpty();
    }

    private static Page signedIn(Chromium chromium, Chromium.Look look) {
        return chromium.signedIn(look, SignedInBrowser.EMAIL, SignedInBrowser.PASSWORD);
    }
}
