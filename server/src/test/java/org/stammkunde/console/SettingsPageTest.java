package org.stammkunde.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.stammkunde.console.Chromium.Look;
import org.stammkunde.merchant.Merchant;
import org.stammkunde.merchant.MerchantSettings;
import org.stammkunde.security.OwnerLinks;
import org.stammkunde.security.SignedInBrowser;
import org.stammkunde.web.PolicyViolations;

/** The merchant's settings in a browser: refused, saved, brought back, and changed by two. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.application.name=api", "stammkunde.api.requests-per-minute=100000"})
class SettingsPageTest {

    @LocalServerPort private int port;
    @Autowired private OwnerLinks links;
    @Autowired private PolicyViolations violations;
    @Autowired private MerchantSettings settings;

    @Test
    void settingsAreSavedBroughtBackAndGuardedAgainstTwoAtOnce() {
        SignedInBrowser.of(port, "de", links);
        Merchant before = settings.current();
        try (Chromium chromium = Chromium.start(port)) {
            visit(chromium, Look.DESKTOP_GERMAN, before);
            visit(chromium, new Look("en", true, true), before);
            assertThat(chromium.complaints()).isEmpty();
        }
        assertThat(violations.reports()).as("refused by the content security policy").isEmpty();
        assertThat(settings.current()).isEqualTo(before);
    }

    /** What is undone is what the reader changed, and not what came after it. */
    private void undoAfterSomebodyElse(Page page, boolean german) {
        page.locator("#main .btn-primary").click();
        assertThat(page.locator(".told-good")).isVisible();
        Merchant mine = settings.current();
        settings.change(new Merchant("Others again", mine.zone(), mine.currency()));

        page.locator(".told-good button").click();

        assertThat(page.locator(".told-bad"))
                .containsText(german ? "jemand anderes" : "Somebody else");
        assertThat(settings.current().name()).isEqualTo("Others again");
    }

    private void visit(Chromium chromium, Look look, Merchant before) {
        boolean german = look.language().equals("de");
        Page page = chromium.signedIn(look, SignedInBrowser.EMAIL, SignedInBrowser.PASSWORD);
        page.navigate("/settings");
        assertThat(page.locator("#zone")).hasValue("Europe/Berlin");
        page.locator("#name").fill(" ");
        page.locator("#main .btn-primary").click();
        assertThat(page.locator("#name-error")).containsText("200");
        chromium.look(page, "settings-refused-" + look);

        page.locator("#name").fill("Lindenthal & Söhne");
        page.locator("#main .btn-primary").click();
        assertThat(page.locator(".told-good")).containsText(german ? "Gespeichert" : "Saved");
        assertThat(page.locator(".brand").first()).containsText("Lindenthal & Söhne");
        chromium.look(page, "settings-saved-" + look);

        page.locator(".told-good button").click();
        assertThat(page.locator("#name")).hasValue(before.name());

        settings.change(new Merchant("Others", before.zone(), before.currency()));
        page.locator("#name").fill("Mine");
        page.locator("#main .btn-primary").click();
        assertThat(page.locator(".told-bad"))
                .containsText(german ? "jemand anderes" : "Somebody else");
        assertThat(page.locator("#name")).hasValue("Mine");
        chromium.look(page, "settings-outdated-" + look);
        undoAfterSomebodyElse(page, german);
        settings.change(before);
        page.context().close();
    }
}
