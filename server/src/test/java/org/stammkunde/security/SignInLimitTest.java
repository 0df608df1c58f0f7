package org.stammkunde.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.stammkunde.MovableClock;

class SignInLimitTest {

    private final MovableClock clock = new MovableClock();
    private final SignInLimit limit = new SignInLimit(clock);

    @Test
    void tenFailuresFromOneAddressAreAllowed() {
        fail(SignInLimit.FAILURES_BOTH_MAX - 1, "ada@example.com", "10.0.0.1");
        assertThat(limit.allows("ada@example.com", "10.0.0.1")).isTrue();

        fail(1, "ada@example.com", "10.0.0.1");
        assertThat(limit.allows("ada@example.com", "10.0.0.1")).isFalse();
        assertThat(limit.allows("ada@example.com", "10.0.0.2")).isTrue();
    }

    @Test
    void waitingHelps() {
        fail(SignInLimit.FAILURES_BOTH_MAX, "ada@example.com", "10.0.0.1");

        clock.advance(SignInLimit.WINDOW.plus(Duration.ofSeconds(1)));

        assertThat(limit.allows("ada@example.com", "10.0.0.1")).isTrue();
    }

    @Test
    void anAddressThatTriesManyAccountsMustWait() {
        for (int i = 0; i < SignInLimit.FAILURES_ADDRESS_MAX; i++) {
            limit.failed(i + "@example.com", "10.0.0.1");
        }

        assertThat(limit.allows("ada@example.com", "10.0.0.1")).isFalse();
        assertThat(limit.allows("ada@example.com", "10.0.0.2")).isTrue();
    }

    @Test
    void anAccountTriedFromManyAddressesIsClosedForAWhile() {
        for (int i = 0; i < SignInLimit.FAILURES_ACCOUNT_MAX; i++) {
            limit.failed("ada@example.com", "10.0." + i + ".1");
        }

        assertThat(limit.allows("ada@example.com", "192.168.0.1")).isFalse();
    }

    @Test
    void successClearsTheCount() {
        fail(SignInLimit.FAILURES_BOTH_MAX - 1, "ada@example.com", "10.0.0.1");
        limit.succeeded("ada@example.com", "10.0.0.1");
        fail(1, "ada@example.com", "10.0.0.1");

        assertThat(limit.allows("ada@example.com", "10.0.0.1")).isTrue();
    }

    @Test
    void attemptsThatAreStillBeingCheckedCountAndSuccessTakesThemBack() {
        for (int i = 0; i < SignInLimit.FAILURES_BOTH_MAX; i++) {
            assertThat(limit.begins("ada@example.com", "10.0.0.1")).isTrue();
        }
        assertThat(limit.begins("ada@example.com", "10.0.0.1")).isFalse();

        for (int i = 0; i < 2 * SignInLimit.FAILURES_ADDRESS_MAX; i++) {
            assertThat(limit.begins("bob@example.com", "10.0.0.2")).isTrue();
            limit.succeeded("bob@example.com", "10.0.0.2");
        }
    }

    private void fail(int times, String email, String address) {
        for (int i = 0; i < times; i++) {
            limit.failed(email, address);
        }
    }
}
