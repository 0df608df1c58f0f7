package org.stammkunde.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.stammkunde.web.Browser;

/** Walks every address that any controller answers, as somebody who is not signed in. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class OpenAddressesTest {

    /** What anybody may open; a further one is a decision. */
    private static final Set<String> MEANT_TO_BE_OPEN =
            Set.of("/sign-in", "/set-up/{token}", "/favicon.ico", "/error", "/csp-report");

    /** Forms that anybody may send, given the token of a page. */
    private static final Set<String> MEANT_TO_BE_OPEN_FORMS =
            Set.of("/appearance/language", "/appearance/theme");

    @LocalServerPort private int port;
    @Autowired private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void nothingIsOpenThatIsNotMeantToBe() {
        Set<String> open = new TreeSet<>();

        for (RequestMappingInfo mapping :
                requestMappingHandlerMapping.getHandlerMethods().keySet()) {
            mapping.getPatternValues().stream()
                    .filter(pattern -> isOpen(mapping, pattern))
                    .forEach(open::add);
        }

        assertThat(open).containsExactlyInAnyOrderElementsOf(MEANT_TO_BE_OPEN);
    }

    @Test
    void noFormCanBeSentWithoutToken() {
        for (String path : MEANT_TO_BE_OPEN_FORMS) {
            assertThat(call("POST", path).statusCode()).as(path).isEqualTo(403);
        }
    }

    @Test
    void cookiesAreSecureBehindAProxyOnThisMachineThatSpeaksHttps() throws Exception {
        assertThat(cookiesOfSignIn("http")).isNotEmpty().noneMatch(each -> each.contains("Secure"));
        assertThat(cookiesOfSignIn("https")).isNotEmpty().allMatch(each -> each.contains("Secure"));
    }

    private List<String> cookiesOfSignIn(String scheme) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(
                                    URI.create("http://localhost:%d/sign-in".formatted(port)))
                            .header("X-Forwarded-Proto", scheme)
                            .header("X-Forwarded-For", "203.0.113.7")
                            .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .allValues("Set-Cookie");
        }
    }

    @Test
    void anAddressThatNobodyAnswersIsNotOpenEither() {
        assertThat(call("GET", "/no/such/page").statusCode()).isEqualTo(302);
        assertThat(call("GET", "/api/no/such/thing").statusCode()).isEqualTo(401);
        assertThat(call("GET", "/webjars/htmx.org/2.0.10/package.json").statusCode())
                .isEqualTo(302);
        assertThat(call("GET", "/actuator").statusCode()).isEqualTo(302);
    }

    private boolean isOpen(RequestMappingInfo mapping, String pattern) {
        String path = pattern.replaceAll("\\{[^}]+}", "1");
        Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
        return (methods.isEmpty() ? Set.of(RequestMethod.GET) : methods)
                .stream().anyMatch(method -> isAnswered(call(method.name(), path)));
    }

    /** Refused are: a form without token, an interface without session, a page without session. */
    private static boolean isAnswered(HttpResponse<String> answer) {
        String location = answer.headers().firstValue("Location").orElse("");
        return answer.statusCode() != 401
                && answer.statusCode() != 403
                && !location.startsWith("/sign-in");
    }

    private HttpResponse<String> call(String method, String path) {
        return new Browser(port, "en").call(method, path);
    }
}
