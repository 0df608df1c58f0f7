package org.stammkunde.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.merchant.MerchantSettings;
import org.stammkunde.web.Browser;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SignInTest {

    private static final Map<String, String> ADA =
            Map.of("email", "ADA@example.com ", "password", "a good sentence");

    @LocalServerPort private int port;
    @Autowired private Accounts accounts;
    @Autowired private OwnerLinks links;
    @Autowired private MerchantSettings merchant;
    @Autowired private JdbcClient jdbc;

    @BeforeEach
    void anInstallationWithoutAccounts() {
        jdbc.sql("delete from security.account").update();
    }

    @Test
    void theOwnerLinkMakesTheOwnersAccountOnce() {
        String path = links.create().path();
        Browser browser = new Browser(port, "en");

        HttpResponse<String> made = browser.submit(path, path, setUp("a good sentence"));

        assertThat(made.statusCode()).isEqualTo(303);
        assertThat(merchant.current().name()).isEqualTo("Feinkost Lindner");
        assertThat(merchant.current().currency().getCurrencyCode()).isEqualTo("GBP");
        assertThat(accounts.signIn("ada@example.com", "a good sentence")).isPresent();
        assertThat(new Browser(port, "en").open(path).statusCode()).isEqualTo(410);
    }

    @Test
    void aPoorPasswordUsesNothingUp() {
        String path = links.create().path();

        HttpResponse<String> refused =
                new Browser(port, "en").submit(path, path, setUp("too short"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Please use at least 12 characters.", "Feinkost");
        assertThat(refused.body()).doesNotContain("too short");
        assertThat(accounts.none()).isTrue();
        assertThat(new Browser(port, "en").open(path).statusCode()).isEqualTo(200);
    }

    @Test
    void aLaterLinkSetsANewPasswordAndEndsOldSessions() {
        Browser former = signedIn();
        String path = links.create().path();

        new Browser(port, "en").submit(path, path, setUp("another good one"));

        assertThat(accounts.signIn("ada@example.com", "another good one")).isPresent();
        assertThat(accounts.signIn("ada@example.com", "a good sentence")).isEmpty();
        assertThat(former.open("/customers").statusCode()).isEqualTo(302);
    }

    @Test
    void signingInLeadsToThePageThatWasAskedFor() {
        owner();
        Browser browser = new Browser(port, "en");

        HttpResponse<String> asked = browser.open("/customers?q=a%26b");
        String location = asked.headers().firstValue("Location").orElseThrow();
        assertThat(location).isEqualTo("/sign-in?next=%2Fcustomers%3Fq%3Da%2526b");
        assertThat(browser.open(location).body()).contains("value=\"/customers?q=a%26b\"");

        HttpResponse<String> signedIn =
                browser.submit(
                        location,
                        "/sign-in",
                        Map.of(
                                "email", "ada@example.com",
                                "password", "a good sentence",
                                "next", "/customers?q=a%26b"));
        assertThat(signedIn.headers().firstValue("Location")).contains("/customers?q=a%26b");
    }

    @Test
    void neitherAWrongPasswordNorAnUnknownAddressSignsIn() {
        owner();

        checkRefused("ada@example.com", "a bad sentence");
        checkRefused("eve@example.com", "a good sentence");
        checkRefused("ada@example.com", "");
        checkRefused("", "");
        checkRefused("ada@example.com", "x".repeat(200));
    }

    @Test
    void whoeverFailsTooOftenMustWait() {
        owner();
        Browser browser = new Browser(port, "en");
        Map<String, String> wrong = Map.of("email", "mallory@example.com", "password", "x");

        for (int i = 0; i < SignInLimit.FAILURES_BOTH_MAX; i++) {
            assertThat(browser.submit("/sign-in", "/sign-in", wrong).statusCode()).isEqualTo(422);
        }

        HttpResponse<String> refused = browser.submit("/sign-in", "/sign-in", wrong);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("wait 15 minutes");
    }

    @Test
    void signingOutEndsTheSession() {
        Browser browser = signedIn();
        assertThat(browser.open("/sign-out").statusCode()).isEqualTo(405);

        browser.submit("/sign-in", "/sign-out", Map.of());

        assertThat(browser.open("/customers").statusCode()).isEqualTo(302);
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        Browser browser = signedIn();

        HttpResponse<String> answer = browser.post("/sign-out", "");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("This form is no longer valid");
        assertThat(browser.open("/sign-out").statusCode()).isEqualTo(405);
    }

    @Test
    void aFormSentFromAnotherSiteIsRefusedEvenWithAToken() {
        Browser browser = signedIn();

        HttpResponse<String> answer =
                browser.post("/appearance/theme", "theme=dark", "Sec-Fetch-Site", "cross-site");

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void aFragmentAskedForWithoutSessionSendsTheWholePageToSignIn() {
        HttpResponse<String> answer =
                new Browser(port, "en").open("/customers", "HX-Request", "true");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("HX-Redirect")).contains("/sign-in");
    }

    @Test
    void languageAndThemeAreRemembered() {
        Browser browser = new Browser(port, "de");

        browser.submit(
                "/sign-in", "/appearance/language", Map.of("language", "en", "back", "/sign-in"));
        browser.submit("/sign-in", "/appearance/theme", Map.of("theme", "dark"));

        assertThat(browser.open("/sign-in").body())
                .contains("lang=\"en\" data-theme=\"dark\" data-bs-theme=\"dark\"");
    }

    private void checkRefused(String email, String password) {
        HttpResponse<String> answer =
                new Browser(port, "en")
                        .submit(
                                "/sign-in",
                                "/sign-in",
                                Map.of("email", email, "password", password));

        assertThat(answer.statusCode()).as(email + " " + password).isEqualTo(422);
        assertThat(answer.body()).contains("E-mail address or password is wrong.");
    }

    private Browser signedIn() {
        owner();
        Browser browser = new Browser(port, "en");
        HttpResponse<String> answer = browser.submit("/sign-in", "/sign-in", ADA);
        assertThat(answer.statusCode()).isEqualTo(303);
        return browser;
    }

    private void owner() {
        accounts.createOwner("Ada", "ada@example.com", "a good sentence");
    }

    private static Map<String, String> setUp(String password) {
        return Map.of(
                "shop", "Feinkost Lindner",
                "currency", "GBP",
                "name", "Ada",
                "email", "ada@example.com",
                "password", password);
    }
}
