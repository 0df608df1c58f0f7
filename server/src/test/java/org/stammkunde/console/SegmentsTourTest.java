package org.stammkunde.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.stammkunde.console.Chromium.Look;
import org.stammkunde.customers.Facts;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.Identifier;
import org.stammkunde.events.Projector;
import org.stammkunde.events.Sources;
import org.stammkunde.security.OwnerLinks;
import org.stammkunde.security.SignedInBrowser;
import org.stammkunde.web.PolicyViolations;

/** A segment is found, put together, looked at, changed and explained, in a browser. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.application.name=segments-tour")
class SegmentsTourTest {

    @LocalServerPort private int port;
    @Autowired private EventLog log;
    @Autowired private Projector projector;
    @Autowired private Sources sources;
    @Autowired private OwnerLinks links;
    @Autowired private PolicyViolations violations;

    @Test
    void aSegmentIsPutTogetherLookedAtAndExplained() throws IOException {
        supplyFacts();
        SignedInBrowser.of(port, "de", links);
        try (Chromium chromium = Chromium.start(port)) {
            Page page = signedIn(chromium, Look.DESKTOP_GERMAN);
            takeOverAReadyMadeOne(chromium, page);
            buildOne(chromium, page);
            explainOnTheCustomerPage(chromium, page);
            page.context().close();
            lookAtAll(chromium);
            assertThat(chromium.complaints()).isEmpty();
            assertThat(violations.reports()).isEmpty();
        }
    }

    private static void takeOverAReadyMadeOne(Chromium chromium, Page page) {
        page.navigate("/segments");
        assertThat(page.locator(".offer")).hasCount(12);
        chromium.look(page, "segments");

        page.getByText("Einmalkäufer").click();
        assertThat(page.locator(".preview-count")).hasText("10");
        chromium.look(page, "segments-ready-made");
        page.locator(".page-head .btn-primary").click();
        assertThat(page.locator("h1")).containsText("Einmalkäufer");
        assertThat(page.locator("#rows tr")).hasCount(10);
        chromium.look(page, "segment");
    }

    private static void buildOne(Chromium chromium, Page page) throws IOException {
        page.navigate("/segments/new");
        page.locator("#title").fill("Kölner Käufer");
        page.locator("#r-0-kind").selectOption("trait");
        page.locator("#r-0-name").fill("city");
        page.locator("#r-0-value").fill("Köln");
        assertThat(page.locator(".preview-count")).hasText("20");
        page.locator("#r-group").click();
        page.locator("#r-1-0-value").fill("x");
        assertThat(page.locator("#preview .field-error")).containsText("„x“ ist keine Zahl");
        chromium.look(page, "segment-builder-problem");

        page.locator("#r-1-0-value").fill("2");
        page.locator("#r-1-add").click();
        page.locator("#r-1-1-kind").selectOption("track");
        assertThat(page.locator("#preview .field-error")).containsText("Hier fehlt ein Text");
        page.locator("#r-1-1-name").fill("Newsletter Subscribed");
        assertThat(page.locator("#preview .field-error")).hasCount(0);
        assertThat(page.locator(".preview-count")).not().hasText("–");
        askForProperties(page);
        takeARowAway(page);
        askForAnRfmGroup(page);
        chromium.look(page, "segment-builder");
        page.locator(".page-head .btn-primary").click();
        assertThat(page.locator("h1")).containsText("Kölner Käufer");

        Download file = page.waitForDownload(() -> page.locator("a[download]").click());
        assertThat(file.suggestedFilename()).isEqualTo("koelner-kaeufer.csv");
        assertThat(Files.readString(file.path())).contains("Nr 004 Muster", "E-Mail-Adresse");

        page.navigate("/segments/koelner-kaeufer/edit");
        assertThat(page.locator("#r-1-1-p2name")).hasValue("offer");
        assertThat(page.locator("#r-1-2-group-regulars")).isChecked();
        page.locator("#r-1-0-value").fill("3");
        page.locator("#reason").fill("Nur die besten");
        page.locator(".page-head .btn-primary").click();
        assertThat(page.locator("body")).containsText("Nur die besten");
        chromium.look(page, "segment-changed");
    }

    private static void askForProperties(Page page) {
        page.getByText("Nur mit Eigenschaften").click();
        page.locator("#r-1-1-p1name").fill("form");
        page.locator("#r-1-1-p1value").fill("footer");
        whileRowsAreMade(
                page,
                () -> {
                    page.locator("#r-1-1-property").click();
                    page.locator("#r-1-1-property").click();
                    page.locator("#r-1-1-p1value").fill("footer 2");
                });
        assertThat(page.locator("#r-1-1-p3name")).isVisible();
        assertThat(page.locator("#r-1-1-p1value")).hasValue("footer 2");
        whileRowsAreMade(
                page,
                () -> {
                    page.locator("[aria-label='Eigenschaft entfernen']").last().dblclick();
                    page.locator("#r-1-1-p1value").fill("ooter");
                    page.locator("#r-1-1-p1value").press("Home");
                });
        assertThat(page.locator("#r-1-1-p3name")).hasCount(0);
        assertThat(page.locator("#r-1-1-p2name")).isVisible();
        page.keyboard().type("f");
        assertThat(page.locator("#r-1-1-p1value")).hasValue("footer");
        page.locator("#r-1-1-p2name").fill("offer");
        page.locator("#r-1-1-p2test").selectOption("yes");
        assertThat(page.locator("#r-1-1-p2value")).hasCount(0);
    }

    /** Rows before and after it are filled in until it is gone. */
    private static void takeARowAway(Page page) {
        page.locator("#r-1-add").click();
        assertThat(page.locator("#r-1-2-value")).isVisible();
        page.locator("#r-1-add").click();
        assertThat(page.locator("#r-1-3-value")).isVisible();
        whileRowsAreMade(
                page,
                () -> {
                    page.locator("button[value='remove:r.1.2']").click();
                    page.locator(".rule-more summary").first().click();
                    page.locator("#r-1-0-channels").fill("store");
                    page.locator("#r-1-3-value").fill("7");
                });
        assertThat(page.locator("#r-1-3-value")).hasCount(0);
        assertThat(page.locator("#r-1-2-value")).hasValue("7");
        assertThat(page.locator("#r-1-2-value")).isFocused();
        assertThat(page.locator("#r-1-0-channels")).isVisible();
        assertThat(page.locator("#r-1-0-channels")).hasValue("store");
        page.locator("#r-1-0-channels").fill("");
        page.locator("button[value='remove:r.1.2']").click();
        assertThat(page.locator("#r-1-2-value")).hasCount(0);
    }

    /** What is done until the server has answered is not lost with the rows it replaces. */
    private static void whileRowsAreMade(Page page, Runnable done) {
        List<Route> held = new ArrayList<>();
        page.route("**/segments/builder", held::add);
        done.run();
        page.waitForCondition(() -> !held.isEmpty());
        page.unroute("**/segments/builder");
        held.forEach(Route::resume);
    }

    private static void askForAnRfmGroup(Page page) {
        page.locator("#r-1-add").click();
        page.locator("#r-1-2-kind").selectOption("rfm.group");
        assertThat(page.locator("#preview .field-error")).containsText("Es fehlt ein Wert");
        page.locator("#r-1-2-group-regulars").check();
        assertThat(page.locator("#preview .field-error")).hasCount(0);
        assertThat(page.locator(".preview-count")).not().hasText("–");
    }

    private static void explainOnTheCustomerPage(Chromium chromium, Page page) {
        page.navigate("/customers?q=Nr+004");
        page.locator(".person-name").click();
        page.locator(".memberships summary").last().click();
        assertThat(page.locator(".reason").last()).isVisible();
        assertThat(page.locator("#main")).containsText("Newsletter abonniert");
        chromium.look(page, "segment-why");
    }

    private void lookAtAll(Chromium chromium) {
        for (Look look : Look.all()) {
            Page page = signedIn(chromium, look);
            for (String path :
                    new String[] {
                        "/segments", "/segments/koelner-kaeufer", "/segments/koelner-kaeufer/edit"
                    }) {
                page.navigate(path);
                page.waitForLoadState();
                chromium.look(page, path.substring(1).replace('/', '-') + "-" + look);
            }
            page.context().close();
        }
    }

    private static Page signedIn(Chromium chromium, Look look) {
        return chromium.signedIn(look, SignedInBrowser.EMAIL, SignedInBrowser.PASSWORD);
    }

    /** Forty customers; every second is from Köln, and each has none to three orders. */
    private void supplyFacts() {
        Facts facts = new Facts(log, projector, sources);
        LocalDate start = LocalDate.of(2025, 11, 10);
        for (int i = 0; i < 40; i++) {
            String account = "K-%03d".formatted(i);
            facts.identify(
                    account,
                    start.plusDays(i) + "T09:00:00Z",
                    "{\"name\":\"Nr %03d Muster\",\"city\":\"%s\"}"
                            .formatted(i, i % 2 == 0 ? "Köln" : "Bonn"),
                    Identifier.email(account + "@example.com").orElseThrow());
            for (int order = 0; order < i % 4; order++) {
                facts.order(
                        account,
                        account + "-" + order,
                        start.plusDays(i + order * 17L) + "T10:00:00Z",
                        i + 9 + ".90",
                        "Bergkäse");
            }
            if (i == 4) {
                facts.track(
                        account,
                        start.plusDays(9) + "T10:00:00Z",
                        "newsletter_subscribed",
                        "{\"form\":\"footer\",\"offer\":true}");
            }
        }
        facts.project();
    }
}
