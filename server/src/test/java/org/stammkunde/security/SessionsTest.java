package org.stammkunde.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.stammkunde.MovableClock;
import org.stammkunde.database.TestDatabase;

class SessionsTest {

    private final MovableClock clock = new MovableClock();
    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh());
    private final Sessions sessions = new Sessions(jdbc, clock);
    private final Account ada =
            new Accounts(jdbc, new BCryptPasswordEncoder(4), clock)
                    .createOwner("Ada", "Ada@Example.com", "a good sentence");

    @Test
    void aSessionKnowsItsAccountUntilItIsEnded() {
        MockHttpServletRequest request = signedIn();

        assertThat(sessions.account(request)).contains(ada);
        sessions.end(request, new MockHttpServletResponse());
        assertThat(sessions.account(request)).isEmpty();
    }

    @Test
    void anUnusedSessionEnds() {
        MockHttpServletRequest request = signedIn();

        clock.advance(Sessions.IDLE_MAX);

        assertThat(sessions.account(request)).isEmpty();
    }

    @Test
    void aUsedSessionLastsUntilItIsOld() {
        MockHttpServletRequest request = signedIn();

        for (int day = 1; day < Sessions.AGE_MAX.toDays(); day++) {
            clock.advance(Duration.ofDays(1));
            assertThat(sessions.account(request)).as("day %s", day).contains(ada);
        }
        clock.advance(Duration.ofDays(1));

        assertThat(sessions.account(request)).isEmpty();
    }

    @Test
    void aNewPasswordEndsAllSessions() {
        MockHttpServletRequest request = signedIn();

        sessions.endAll(ada);

        assertThat(sessions.account(request)).isEmpty();
    }

    @Test
    void theCookieIsNotForScriptsAndOnlyForHttpsWhereThatIsUsed() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setSecure(true);
        MockHttpServletResponse response = new MockHttpServletResponse();

        sessions.start(ada, request, response);

        assertThat(response.getHeader("Set-Cookie"))
                .contains("HttpOnly", "Secure", "SameSite=Lax", "Path=/");
    }

    private MockHttpServletRequest signedIn() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        MockHttpServletResponse response = new MockHttpServletResponse();
        sessions.start(ada, request, response);
        Cookie cookie = response.getCookie(Sessions.COOKIE);
        request.setCookies(Objects.requireNonNull(cookie));
        return request;
    }
}
