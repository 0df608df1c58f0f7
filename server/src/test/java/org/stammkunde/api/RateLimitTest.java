package org.stammkunde.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.stammkunde.MovableClock;

class RateLimitTest {

    private static final int PER_MINUTE = 60;
    private static final int AT_ONCE = 10;

    private final MovableClock clock = new MovableClock();
    private final RateLimit limit = new RateLimit(PER_MINUTE, clock);

    @Test
    void whoAsksTooMuchIsToldWhenToComeAgainAndOthersAreNotHeldUp() throws Exception {
        for (int i = 0; i < AT_ONCE; i++) {
            MockHttpServletResponse allowed = ask("key:1", true);
            assertThat(allowed.getStatus()).isEqualTo(200);
            assertThat(allowed.getHeader("RateLimit-Remaining"))
                    .isEqualTo(String.valueOf(AT_ONCE - 1 - i));
        }

        MockHttpServletResponse refused = ask("key:1", true);
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("2");
        assertThat(ask("key:2", true).getStatus()).isEqualTo(200);

        clock.advance(Duration.ofSeconds(1));
        assertThat(ask("key:1", true).getStatus()).as("one a second").isEqualTo(200);
        assertThat(ask("key:1", true).getStatus()).isEqualTo(429);
        clock.advance(Duration.ofMinutes(1));
        assertThat(ask("key:1", true).getHeader("RateLimit-Remaining")).isEqualTo("9");
    }

    @Test
    void peopleAtTheConsoleAreNotHeldUp() throws Exception {
        for (int i = 0; i < PER_MINUTE; i++) {
            assertThat(ask("account:1", false).getStatus()).isEqualTo(200);
        }
    }

    private MockHttpServletResponse ask(String caller, boolean isProgram) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/customers");
        request.setUserPrincipal(
                new PreAuthenticatedAuthenticationToken(new Named(caller, isProgram), ""));
        MockHttpServletResponse response = new MockHttpServletResponse();
        limit.doFilter(request, response, new MockFilterChain());
        return response;
    }

    private record Named(String callerId, boolean isProgram) implements Caller {

        @Override
        public String getName() {
            return callerId;
        }

        @Override
        public long account() {
            return 1;
        }
    }
}
