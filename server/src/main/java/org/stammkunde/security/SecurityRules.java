package org.stammkunde.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.stammkunde.web.Problem;

/** What needs a session (everything) and what does not (the few addresses named here). */
@Configuration(proxyBeanMethods = false)
class SecurityRules {

    /** Addresses that anybody may open. */
    static final String[] OPEN = {
        "/sign-in",
        "/set-up/*",
        "/appearance/*",
        "/assets/**",
        "/favicon.ico",
        "/csp-report",
        "/error",
        "/actuator/health/**"
    };

    private static final Set<String> FROM_ELSEWHERE = Set.of("cross-site", "same-site");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final int BCRYPT_COST = 12;

    /** The console and the API; the ingest door below {@code /v1/} is none of its business. */
    @Bean
    SecurityFilterChain console(HttpSecurity http, SessionContexts contexts, ApiKeys keys)
            throws Exception {
        return http.securityMatcher(new NegatedRequestMatcher(path("/v1/**")))
                .authorizeHttpRequests(rules ->
                        rules.dispatcherTypeMatchers(DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers(SecurityRules::isWriteFromElsewhere)
                                .denyAll()
                                .requestMatchers(OPEN)
                                .permitAll()
                                .requestMatchers(path(ApiKeysController.PATH + "/**"))
                                .hasRole("OWNER")
                                .anyRequest()
                                .authenticated())
                .securityContext(context -> context.securityContextRepository(contexts))
                .sessionManagement(
                        sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf ->
                        csrf.csrfTokenRepository(formTokens())
                                .ignoringRequestMatchers("/csp-report")
                                .ignoringRequestMatchers(ApiKeyFilter::sendsKey))
                .addFilterBefore(new StrangersUploads(), CsrfFilter.class)
                .addFilterBefore(new ApiKeyFilter(keys), AuthorizationFilter.class)
                .headers(headers -> headers.defaultsDisabled().cacheControl(_ -> {}))
                .exceptionHandling(refused ->
                        refused.authenticationEntryPoint(SecurityRules::askToSignIn)
                                .accessDeniedHandler(SecurityRules::deny))
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    static PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder(BCRYPT_COST);
    }

    /** Refuses what no database text can hold, besides what is refused by default. */
    @Bean
    static HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(value -> value.indexOf('\0') < 0);
        return firewall;
    }

    private static CookieCsrfTokenRepository formTokens() {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("form");
        tokens.setHeaderName("X-CSRF-TOKEN");
        tokens.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Strict"));
        return tokens;
    }

    /** Browsers say where a request was made; a second lock beside the form token. */
    private static boolean isWriteFromElsewhere(HttpServletRequest request) {
        String from = request.getHeader("Sec-Fetch-Site");
        return from != null
                && FROM_ELSEWHERE.contains(from)
                && !READING.contains(request.getMethod());
    }

    private static void askToSignIn(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException needed)
            throws IOException {
        if (isWriteFromElsewhere(request)) {
            new Problem(HttpStatus.FORBIDDEN, "not-allowed").send(request, response);
        } else if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", "/sign-in");
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        } else if (path("/api/**").matches(request)) {
            askForKey(request, response);
        } else {
            response.setStatus(HttpStatus.FOUND.value());
            response.setHeader("Location", signInAndComeBack(request));
        }
    }

    private static String signInAndComeBack(HttpServletRequest request) {
        String query = request.getQueryString();
        String asked = request.getRequestURI() + (query == null ? "" : "?" + query);
        boolean isStart = asked.equals("/") || !request.getMethod().equals("GET");
        return isStart
                ? "/sign-in"
                : "/sign-in?next=" + URLEncoder.encode(asked, StandardCharsets.UTF_8);
    }

    private static void deny(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        boolean isWithoutToken = denied instanceof CsrfException;
        if (isWithoutToken && path("/api/**").matches(request) && isNobody()) {
            askForKey(request, response);
        } else {
            String code = isWithoutToken ? "form-expired" : "not-allowed";
            new Problem(HttpStatus.FORBIDDEN, code).send(request, response);
        }
    }

    private static boolean isNobody() {
        return SecurityContextHolder.getContext().getAuthentication() == null;
    }

    private static void askForKey(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        new Problem(HttpStatus.UNAUTHORIZED, "sign-in-needed").send(request, response);
    }

    private static RequestMatcher path(String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(pattern);
    }
}
