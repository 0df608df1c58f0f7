package org.stammkunde.api;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.stammkunde.web.Problem;

/**
 * How much one program may ask: so many requests a minute, a sixth of them at once. Counted in this
 * process; several servers allow as many times more.
 */
final class RateLimit extends OncePerRequestFilter {

    private static final int CALLERS_MAX = 10_000;
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);
    private static final int BURST_SHARE = 6;

    private final int perMinute;
    private final InstantSource clock;
    private final LoadingCache<String, Allowance> allowances;

    RateLimit(int perMinute, InstantSource clock) {
        this.perMinute = perMinute;
        this.clock = clock;
        this.allowances =
                Caffeine.newBuilder()
                        .maximumSize(CALLERS_MAX)
                        .expireAfterAccess(FORGOTTEN)
                        .build(_ ->
                                new Allowance(
                                        Duration.ofMinutes(1).dividedBy(perMinute), atOnce()));
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Caller> program = Caller.of(request).filter(Caller::isProgram);
        if (program.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        Allowance.Answer answer = allowances.get(program.get().callerId()).take(clock.instant());
        response.setHeader("RateLimit-Limit", Integer.toString(atOnce()));
        response.setHeader("RateLimit-Remaining", Long.toString(answer.left()));
        if (answer.isGranted()) {
            chain.doFilter(request, response);
        } else {
            long seconds = answer.pause().toSeconds() + 1;
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
            new Problem(HttpStatus.TOO_MANY_REQUESTS, "rate-limited", perMinute)
                    .send(request, response);
        }
    }

    private int atOnce() {
        return Math.max(1, perMinute / BURST_SHARE);
    }
}
