package org.stammkunde.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ErrorAnswersTest {

    @LocalServerPort private int port;
    @Autowired private PolicyViolations violations;

    @Test
    void aPageThatIsMissingSaysSoInTheReadersLanguage() {
        checkMissing("de-DE,de;q=0.9", "Unter dieser Adresse gibt es nichts", "lang=\"de\"");
        checkMissing("en-GB", "There is nothing at this address", "lang=\"en\"");
        checkMissing("fr-FR", "There is nothing at this address", "lang=\"en\"");
        checkMissing("fr-FR,de;q=0.5,en;q=0.1", "Unter dieser Adresse", "lang=\"de\"");
    }

    @Test
    void anInterfaceGetsAProblemDetailWithAStableCode() {
        HttpResponse<String> answer = new Browser(port, "en").open("/api/customers");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(answer.body())
                .contains("\"code\":\"sign-in-needed\"")
                .contains("\"type\":\"urn:stammkunde:problem:sign-in-needed\"")
                .contains("\"instance\":\"/api/customers\"");
    }

    @Test
    void everyAnswerHasTheSecurityHeaders() {
        for (String path : new String[] {"/sign-in", "/assets/none", "/", "/api/x"}) {
            HttpResponse<String> answer = new Browser(port, "en").open(path);

            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .contains("default-src 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
    }

    @Test
    void pagesAreNeverKeptAndStaticFilesAlways() {
        Browser browser = new Browser(port, "en");
        String page = browser.open("/sign-in").body();
        String stylesheet = page.replaceAll("(?s).*\"(/assets/console-[^\"]+)\".*", "$1");

        assertThat(cacheControl(browser, "/sign-in")).contains("no-store");
        assertThat(cacheControl(browser, stylesheet)).contains("max-age=31536000", "immutable");
    }

    @Test
    void whatABrowserRefusesIsKept() {
        String report = "{\"csp-report\":{\"blocked-uri\":\"inline\"}}";

        int status = new Browser(port, "en").post("/csp-report", report).statusCode();

        assertThat(status).isEqualTo(204);
        assertThat(violations.reports()).contains(report);
    }

    @Test
    void aByteThatNoTextCanHoldIsRefused() {
        Browser browser = new Browser(port, "en");

        assertThat(browser.open("/sign-in?next=%00").statusCode()).isEqualTo(400);
        assertThat(browser.open("/sign-in?next=%ff%fe").statusCode()).isLessThan(500);
    }

    private void checkMissing(String language, String text, String mark) {
        HttpResponse<String> answer = new Browser(port, language).open("/assets/none");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains(text, mark);
    }

    private static String cacheControl(Browser browser, String path) {
        return browser.open(path).headers().firstValue("Cache-Control").orElse("");
    }
}
