package org.stammkunde.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.stammkunde.console.Chromium.Look;
import org.stammkunde.security.OwnerLinks;
import org.stammkunde.security.SignedInBrowser;
import org.stammkunde.web.PolicyViolations;

/** The page of keys in a browser: make one, see it once, revoke it, take that back. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.application.name=api", "stammkunde.api.requests-per-minute=100000"})
class ApiKeysPageTest {

    @LocalServerPort private int port;
    @Autowired private OwnerLinks links;
    @Autowired private PolicyViolations violations;

    @Test
    void aKeyIsMadeSeenOnceRevokedAndBroughtBack() {
        SignedInBrowser.of(port, "de", links);
        try (Chromium chromium = Chromium.start(port)) {
            visit(chromium, Look.DESKTOP_GERMAN);
            visit(chromium, new Look("en", true, true));
            assertThat(chromium.complaints()).isEmpty();
        }
        assertThat(violations.reports()).as("refused by the content security policy").isEmpty();
    }

    private static void visit(Chromium chromium, Look look) {
        boolean german = look.language().equals("de");
        Page page = signedIn(chromium, look);
        page.navigate("/api-keys");
        page.locator("form[action='/api-keys'] .btn-primary").click();
        assertThat(page.locator("#key-name-error"))
                .containsText(german ? "wofür er ist" : "what it is for");
        assertThat(page.locator("#scopes-error")).isVisible();
        chromium.look(page, "api-keys-refused-" + look);

        String name = german ? "Abgleich mit dem Webshop" : "Sync with the web shop";
        page.locator("#key-name").fill(name + " " + look);
        page.locator("[value='customers:read']").check();
        page.locator("[value='segments:read']").check();
        page.locator("form[action='/api-keys'] .btn-primary").click();
        assertThat(page.locator(".command code")).containsText("stk_");
        chromium.look(page, "api-key-made-" + look);

        page.locator(".btn-primary").click();
        Locator made =
                page.locator(".keys li", new Page.LocatorOptions().setHasText(look.toString()));
        assertThat(made).containsText("customers:read, segments:read");
        made.locator("button").click();
        assertThat(page.locator(".told-good")).containsText(german ? "gilt nicht" : "no longer");
        chromium.look(page, "api-keys-revoked-" + look);
        page.locator(".told-good button").click();
        assertThat(made.locator(".pill-bad")).hasCount(0);
        page.context().close();
    }

    private static Page signedIn(Chromium chromium, Look look) {
        return chromium.signedIn(look, SignedInBrowser.EMAIL, SignedInBrowser.PASSWORD);
    }
}
