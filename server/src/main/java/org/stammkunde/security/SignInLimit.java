package org.stammkunde.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing. Failures are counted per address and account together, per account, and per
 * address; whoever fails too often must wait. The limit for an account from everywhere is high, so
 * that a stranger cannot easily lock its owner out.
 */
@Component
class SignInLimit {

    static final Duration WINDOW = Duration.ofMinutes(15);

    static final int FAILURES_BOTH_MAX = 10;
    static final int FAILURES_ACCOUNT_MAX = 100;
    static final int FAILURES_ADDRESS_MAX = 50;

    /** More keys than this push out the oldest, which bounds memory under attack. */
    private static final int KEYS_MAX = 100_000;

    private final InstantSource clock;
    private final Cache<String, Failures> failures =
            Caffeine.newBuilder().maximumSize(KEYS_MAX).expireAfterWrite(WINDOW).build();

    SignInLimit(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Whether another attempt may be made; it counts as failed until it {@linkplain #succeeded
     * succeeds}, so that many at once are not more than allowed.
     */
    synchronized boolean begins(String email, String address) {
        boolean allowed = allows(email, address);
        if (allowed) {
            failed(email, address);
        }
        return allowed;
    }

    /** Whether another attempt may be made. */
    boolean allows(String email, String address) {
        return count(both(email, address)) < FAILURES_BOTH_MAX
                && count(account(email)) < FAILURES_ACCOUNT_MAX
                && count(address(address)) < FAILURES_ADDRESS_MAX;
    }

    void failed(String email, String address) {
        add(both(email, address));
        add(account(email));
        add(address(address));
    }

    /** A success clears what was counted for this account from this address. */
    synchronized void succeeded(String email, String address) {
        failures.invalidate(both(email, address));
        takeBack(account(email));
        takeBack(address(address));
    }

    private void takeBack(String key) {
        failures.asMap()
                .computeIfPresent(
                        key,
                        (_, counted) ->
                                counted.count() > 1
                                        ? new Failures(counted.count() - 1, counted.since())
                                        : null);
    }

    private int count(String key) {
        Failures found = failures.getIfPresent(key);
        return found == null || isOver(found) ? 0 : found.count();
    }

    private void add(String key) {
        failures.asMap()
                .merge(
                        key,
                        new Failures(1, clock.instant()),
                        (old, first) ->
                                isOver(old) ? first : new Failures(old.count() + 1, old.since()));
    }

    private boolean isOver(Failures counted) {
        return counted.since().plus(WINDOW).isBefore(clock.instant());
    }

    private static String both(String email, String address) {
        return "both " + address + " " + email;
    }

    private static String account(String email) {
        return "account " + email;
    }

    private static String address(String address) {
        return "address " + address;
    }

    private record Failures(int count, Instant since) {}
}
