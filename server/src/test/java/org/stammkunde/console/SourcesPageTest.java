package org.stammkunde.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.stammkunde.console.Chromium.Look;
import org.stammkunde.security.OwnerLinks;
import org.stammkunde.security.SignedInBrowser;
import org.stammkunde.web.PolicyViolations;

/** The page of sources in a browser: connect a shop, see that it is heard and what was refused. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.application.name=api", "stammkunde.api.requests-per-minute=100000"})
class SourcesPageTest {

    @LocalServerPort private int port;
    @Autowired private OwnerLinks links;
    @Autowired private PolicyViolations violations;

    @Test
    void aShopIsConnectedHeardAndToldWhatWasRefused() throws Exception {
        SignedInBrowser.of(port, "de", links);
        try (Chromium chromium = Chromium.start(port)) {
            visit(chromium, Look.DESKTOP_GERMAN);
            visit(chromium, new Look("en", true, true));
            assertThat(chromium.complaints()).isEmpty();
        }
        assertThat(violations.reports()).as("refused by the content security policy").isEmpty();
    }

    private void visit(Chromium chromium, Look look) throws Exception {
        boolean german = look.language().equals("de");
        String name = "Shop " + look;
        Page page = chromium.signedIn(look, SignedInBrowser.EMAIL, SignedInBrowser.PASSWORD);
        page.navigate("/sources");
        String key = connect(chromium, page, look, name);

        page.navigate("/sources");
        Locator shop = page.locator(".keys li", new Page.LocatorOptions().setHasText(name));
        assertThat(shop).containsText(german ? "Noch nichts gehört" : "Nothing heard yet");
        assertThat(send(key, "{\"event\":\"Test\",\"userId\":\"1\"}")).isEqualTo(200);
        assertThat(send(key, "{\"userId\":\"1\"}")).isEqualTo(200);
        page.navigate("/sources");
        assertThat(shop).containsText(german ? "Zuletzt gehört" : "Last heard");
        assertThat(page.locator("tbody tr").first()).containsText("event_missing");
        chromium.look(page, "sources-" + look);

        shop.locator("summary").click();
        shop.locator("button").click();
        String renewed = page.locator(".command code").first().textContent();
        assertThat(renewed).startsWith("wk_").isNotEqualTo(key);

        page.navigate("/sources");
        page.locator("#source-name").fill(name);
        page.locator("form[action='/sources'] .btn-primary").click();
        assertThat(page.locator("#source-name-error"))
                .containsText(german ? "gibt es schon" : "There is a source");
        chromium.look(page, "sources-refused-" + look);
        page.context().close();
    }

    private static String connect(Chromium chromium, Page page, Look look, String name) {
        page.locator("#source-name").fill(name);
        page.locator("#source-namespace").fill("shop");
        page.locator("form[action='/sources'] .btn-primary").click();
        assertThat(page.locator(".command")).hasCount(3);
        chromium.look(page, "source-key-" + look);
        return page.locator(".command code").first().textContent();
    }

    private int send(String writeKey, String message) throws IOException, InterruptedException {
        String user =
                Base64.getEncoder()
                        .encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://localhost:%d/v1/track".formatted(port)))
                        .header("Authorization", "Basic " + user)
                        .POST(HttpRequest.BodyPublishers.ofString(message))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
