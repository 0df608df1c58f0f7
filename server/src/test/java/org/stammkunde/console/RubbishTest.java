package org.stammkunde.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.stammkunde.security.OwnerLinks;
import org.stammkunde.security.SignedInBrowser;
import org.stammkunde.web.Browser;

/** Sends rubbish in every parameter of every page, many at a time: no answer may blame us. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class RubbishTest {

    private static final int AT_A_TIME = 8;

    /** Values as they stand in an address. */
    private static final List<String> RUBBISH =
            List.of(
                    "",
                    "x",
                    "-1",
                    "0",
                    "1e9",
                    "NaN",
                    "9223372036854775807",
                    "9223372036854775808_1",
                    "-9223372036854775808_9223372036854775807",
                    "%27%20or%201%3D1--",
                    "%25%5C_",
                    "%00",
                    "%FF%FE",
                    "%F0%9F%90%9F",
                    "%3Cscript%3E",
                    "%0D%0ASet-Cookie:%20a=b",
                    "..%2F..%2Fetc%2Fpasswd",
                    "x".repeat(5_000));

    @LocalServerPort private int port;
    @Autowired private OwnerLinks links;
    @Autowired private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void noAnswerToRubbishBlamesTheServer() throws Exception {
        Browser browser = SignedInBrowser.of(port, "en", links);
        Queue<String> blamed = new ConcurrentLinkedQueue<>();
        List<String> addresses = addresses();

        try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
            for (String address : addresses) {
                threads.submit(() -> {
                    int status = browser.open(address).statusCode();
                    if (status >= 500) {
                        blamed.add(status + " " + address);
                    }
                });
            }
        }

        assertThat(addresses).hasSizeGreaterThan(100);
        assertThat(blamed).isEmpty();
    }

    private List<String> addresses() {
        List<String> addresses = new ArrayList<>();
        requestMappingHandlerMapping
                .getHandlerMethods()
                .forEach((mapping, method) -> {
                    if (isPage(mapping)) {
                        mapping.getPatternValues().forEach(path -> addAll(addresses, path, method));
                    }
                });
        return addresses;
    }

    private static boolean isPage(RequestMappingInfo mapping) {
        return mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET);
    }

    private static void addAll(List<String> addresses, String pattern, HandlerMethod method) {
        for (String rubbish : RUBBISH) {
            String path = pattern.replaceAll("\\{[^}]+}", "1");
            if (!path.equals(pattern) && !rubbish.isEmpty()) {
                addresses.add(pattern.replaceAll("\\{[^}]+}", rubbish));
            }
            parameters(method).forEach(name -> addresses.add(path + "?" + name + "=" + rubbish));
            addresses.add(path + "?" + (rubbish.isEmpty() ? "x" : rubbish) + "=1");
        }
    }

    private static Stream<String> parameters(HandlerMethod method) {
        return Stream.of(method.getMethod().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class))
                .map(Parameter::getName);
    }
}
