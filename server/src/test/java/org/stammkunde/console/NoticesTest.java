package org.stammkunde.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.customers.Facts;
import org.stammkunde.customers.RefusedTrait;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.Projector;
import org.stammkunde.events.Sources;
import org.stammkunde.security.OwnerLinks;
import org.stammkunde.security.SignedInBrowser;
import org.stammkunde.web.PolicyViolations;

/** What pages say while figures are incomplete, and what becomes of facts that were set aside. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=lake-page",
            "stammkunde.lake.folder=target/lake-page-${random.uuid}"
        })
class NoticesTest {

    private static final String NOTICES = "#notices";

    @LocalServerPort private int port;
    @Autowired private OwnerLinks links;
    @Autowired private PolicyViolations violations;
    @Autowired private JdbcClient jdbc;
    @Autowired private InstantSource clock;
    @Autowired private ApplicationContext context;

    @BeforeEach
    void someFactsFarDownTheLog() {
        SignedInBrowser.of(port, "de", links);
        jdbc.sql(
                        """
                        select setval('events.position', greatest(4300, max(position)))
                        from events.event
                        """)
                .query(row -> {});
        facts().order("K-9", "B-9", "2026-01-06T10:00:00Z", "950.00", "Bergkäse").project();
    }

    @Test
    void pagesSayHowFarARebuildIsUntilItHasEnded() {
        try (Chromium chromium = Chromium.start(port)) {
            for (Chromium.Look look : Chromium.Look.all()) {
                Page page = signedIn(chromium, look);
                beginReplay();
                reload(page, look.phone() ? "/customers" : "/");
                boolean german = look.language().equals("de");
                assertThat(page.locator(NOTICES))
                        .hasText(
                                Pattern.compile(
                                        german
                                                ? "Zahlen werden neu gezählt: 43.% \\(noch etwa 2 Minuten\\)"
                                                : "Figures are being counted anew: 43.?% \\(about 2 minutes left\\)"));
                chromium.look(page, "counting-" + look);
                endReplay();
                assertThat(page.locator(NOTICES))
                        .containsText(german ? "wieder vollständig" : "complete again");
                page.locator(NOTICES + " a").click();
                assertThat(page.locator("h1")).isVisible();
                assertThat(page.locator(NOTICES)).hasCount(0);
                page.context().close();
            }
            beginReplay();
            Page stranger = chromium.window(Chromium.Look.DESKTOP_GERMAN);
            stranger.navigate("/sign-in");
            assertThat(stranger.locator("#email")).isVisible();
            assertThat(stranger.locator(NOTICES)).hasCount(0);
            endReplay();
            assertThat(chromium.complaints()).isEmpty();
        }
        assertThat(violations.reports()).as("refused by the content security policy").isEmpty();
    }

    @Test
    void whatIsSetAsideIsSaidOnEveryPageAndTriedAgainByAButton() {
        try (Chromium chromium = Chromium.start(port)) {
            Page page;
            try (var _ = new RefusedTrait(jdbc)) {
                facts().identify("K-9", "2026-01-07T10:00:00Z", "{\"nickname\":\"poison\"}")
                        .project();
                Page phone = signedIn(chromium, new Chromium.Look("en", true, true));
                reload(phone, "/customers");
                assertThat(phone.locator(NOTICES)).containsText("One fact is set aside");
                phone.locator(NOTICES + " a").click();
                chromium.look(phone, "set-aside-phone");
                phone.context().close();

                page = signedIn(chromium, Chromium.Look.DESKTOP_GERMAN);
                reload(page, "/");
                assertThat(page.locator(NOTICES)).containsText("Ein Ereignis ist zurückgestellt");
                chromium.look(page, "set-aside-notice");
                page.locator(NOTICES + " a").click();
                assertThat(page.locator("tbody tr")).hasCount(1);
                assertThat(page.locator("tbody")).containsText("SQLState 22003");
                assertThat(page.locator("tbody")).containsText("customers");
                chromium.look(page, "set-aside");
            }
            page.getByRole(AriaRole.BUTTON)
                    .filter(new Locator.FilterOptions().setHasText("Noch einmal versuchen"))
                    .click();
            assertThat(page.locator(".told-good")).containsText("wird noch einmal versucht");
            assertThat(page.locator(".empty-state")).isVisible();
            chromium.look(page, "set-aside-again");
            assertThat(chromium.complaints()).isEmpty();
        }
        assertThat(violations.reports()).as("refused by the content security policy").isEmpty();
    }

    /** Pages look at the log every two seconds at most. */
    private static void reload(Page page, String path) {
        await().until(() -> {
            page.navigate(path);
            return page.locator(NOTICES).count() == 1;
        });
    }

    /** As while a rebuild replays the log: it began 90 seconds ago and is past 43 per cent. */
    private void beginReplay() {
        Instant began = clock.instant().minusSeconds(90);
        jdbc.sql(
                        """
                        update events.cursor
                        set replay_until = position * 1000 / 435, replay_began = :began
                        """)
                .param("began", began.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void endReplay() {
        jdbc.sql("update events.cursor set replay_until = 0").update();
    }

    private Facts facts() {
        return new Facts(
                context.getBean(EventLog.class),
                context.getBean(Projector.class),
                context.getBean(Sources.class));
    }

    private static Page signedIn(Chromium chromium, Chromium.Look look) {
        return chromium.signedIn(look, SignedInBrowser.EMAIL, SignedInBrowser.PASSWORD);
    }
}
