package org.stammkunde.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;
import org.stammkunde.api.ApiScope;
import org.stammkunde.web.Problem;

/**
 * Takes the key of a request to the API. A request that sends a key is the key's and nobody else's,
 * whatever cookies came with it: that is why it needs no form token.
 */
final class ApiKeyFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";
    private static final int HEADER_MAX = 200;

    private final ApiKeys keys;

    ApiKeyFilter(ApiKeys keys) {
        this.keys = keys;
    }

    /** Whether a request below {@code /api/} sends a key, good or bad. */
    static boolean sendsKey(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/")
                && request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !sendsKey(request);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<ApiKey> key = key(String.valueOf(request.getHeader(HttpHeaders.AUTHORIZATION)));
        if (key.isEmpty()) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            new Problem(HttpStatus.UNAUTHORIZED, "key-invalid").send(request, response);
            return;
        }
        SecurityContextHolder.setContext(new SecurityContextImpl(authentication(key.get())));
        chain.doFilter(request, response);
    }

    private static Authentication authentication(ApiKey key) {
        return new PreAuthenticatedAuthenticationToken(
                key,
                "",
                key.scopes().stream()
                        .map(ApiScope::authority)
                        .map(SimpleGrantedAuthority::new)
                        .toList());
    }

    private Optional<ApiKey> key(String header) {
        boolean fits =
                header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                        && header.length() <= HEADER_MAX;
        return fits ? keys.find(header.substring(SCHEME.length()).strip()) : Optional.empty();
    }
}
