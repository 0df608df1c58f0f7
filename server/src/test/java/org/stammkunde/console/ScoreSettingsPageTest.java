package org.stammkunde.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.stammkunde.console.Chromium.Look;
import org.stammkunde.customers.Facts;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.Projector;
import org.stammkunde.events.Sources;
import org.stammkunde.security.OwnerLinks;
import org.stammkunde.security.SignedInBrowser;
import org.stammkunde.web.PolicyViolations;

/** The settings of the score in a browser: change, look, put in force, take back. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.application.name=score-settings-page")
class ScoreSettingsPageTest {

    /** What stands below the chart. */
    private static final String MARKS =
            """
            () => echarts.getInstanceByDom(document.querySelector("#preview [data-chart]"))
                .getModel().getComponent("xAxis").axis.getViewLabels()
                .map(label => label.formattedLabel)
            """;

    private static @Nullable Chromium started;

    @LocalServerPort private int port;
    @Autowired private EventLog log;
    @Autowired private Projector projector;
    @Autowired private Sources sources;
    @Autowired private OwnerLinks links;
    @Autowired private PolicyViolations violations;

    private Chromium chromium;

    @BeforeEach
    void customersAndAnOwner() {
        if (started == null) {
            started = Chromium.start(port);
            SignedInBrowser.of(port, "de", links);
            supplyFacts();
        }
        chromium = started;
    }

    @AfterAll
    static void endTheBrowser() {
        if (started != null) {
            started.close();
        }
    }

    @AfterEach
    void noPageComplained() {
        assertThat(chromium.complaints()).isEmpty();
        assertThat(violations.reports()).as("refused by the content security policy").isEmpty();
    }

    @Test
    @SuppressWarnings("unchecked")
    void aChangeIsSeenBeforehandPutInForceAndTakenBack() {
        Page page = signedIn(Look.DESKTOP_GERMAN);
        page.navigate("/score");
        assertThat(page.locator("#preview .outcome-main")).hasText("21");
        assertThat(page.locator("#preview [data-chart] canvas")).hasCount(1);
        assertThat((List<Object>) page.evaluate(MARKS)).startsWith("0", "50", "100", "150");
        chromium.look(page, "score-settings");

        page.locator("#threshold").fill("150");
        assertThat(page.locator("#preview .changes")).containsText("Schwelle: 100 → 150");
        assertThat(page.locator("#preview .outcome-less")).hasText("− 10");
        page.locator("#mail-click-value").fill("viel");
        assertThat(page.locator("#preview .wrongs")).containsText("„viel“ ist keine Zahl");
        chromium.look(page, "score-settings-unreadable");

        page.locator("#mail-click-value").fill("3,5");
        assertThat(page.locator("#preview .changes")).containsText("2 → 3,5");
        chromium.look(page, "score-settings-changed");
        page.locator("#reason").fill("Treue soll etwas Besonderes sein");
        page.locator(".settings-side .btn-primary").click();
        assertThat(page.locator(".told-good")).containsText("gilt");
        chromium.look(page, "score-settings-saved");

        page.locator("a[href='/score/versions']").click();
        assertThat(page.locator(".versions")).containsText("Treue soll etwas Besonderes sein");
        chromium.look(page, "score-versions");
        page.goBack();
        page.navigate("/score/versions/compare");
        chromium.look(page, "score-comparison");

        page.navigate("/score?saved=1");
        page.locator(".told-good .btn").click();
        assertThat(page.locator(".told-good")).containsText("Version 2 gilt");
        assertThat(page.locator("#threshold")).hasValue("100");
        page.context().close();
    }

    @Test
    void theSettingsAreFineInBothLanguagesThemesAndSizes() {
        for (Look look : Look.all()) {
            Page page = signedIn(look);
            for (String path :
                    List.of("/score", "/score/versions", "/score/versions/compare?to=0")) {
                page.navigate(path);
                if (path.equals("/score")) {
                    page.locator("#threshold").fill("130");
                    page.locator("#preview .changes").waitFor();
                    page.locator("#preview canvas").waitFor();
                }
                chromium.look(page, path.replaceAll("^/|\\?.*", "").replace('/', '-') + "-" + look);
            }
            page.context().close();
        }
    }

    private Page signedIn(Look look) {
        return chromium.signedIn(look, SignedInBrowser.EMAIL, SignedInBrowser.PASSWORD);
    }

    /** Forty customers with 10 to 205 points. */
    private void supplyFacts() {
        Facts facts = new Facts(log, projector, sources);
        for (int i = 0; i < 40; i++) {
            String account = "K-%03d".formatted(i);
            facts.identify(
                    account, "2025-01-10T09:00:00Z", "{\"name\":\"Nr %03d Muster\"}".formatted(i));
            facts.order(
                    account, account + "-1", "2025-02-10T10:00:00Z", i * 50 + ".00", "Bergkäse");
        }
        facts.project();
    }
}
