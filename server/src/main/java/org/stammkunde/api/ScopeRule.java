package org.stammkunde.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.stammkunde.web.Problem;

/** Lets callers do what their scopes allow, and nothing that names no scope. */
final class ScopeRule implements HandlerInterceptor {

    /** Whoever is signed in at the console may do everything. */
    private static final String OWNER = "ROLE_OWNER";

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            ApiScope needed =
                    needed(method)
                            .orElseThrow(() -> new Problem(HttpStatus.FORBIDDEN, "not-allowed"));
            if (!request.isUserInRole(needed.authority()) && !request.isUserInRole(OWNER)) {
                throw new Problem(HttpStatus.FORBIDDEN, "scope-missing", needed.code());
            }
        }
        return true;
    }

    static Optional<ApiScope> needed(HandlerMethod method) {
        return Optional.ofNullable(method.getMethodAnnotation(NeedsScope.class))
                .or(() ->
                        Optional.ofNullable(
                                AnnotatedElementUtils.findMergedAnnotation(
                                        method.getBeanType(), NeedsScope.class)))
                .map(NeedsScope::value);
    }
}
