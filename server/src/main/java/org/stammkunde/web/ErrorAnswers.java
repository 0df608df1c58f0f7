package org.stammkunde.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/**
 * Turns whatever went wrong into an answer that says what was wrong and what to do: a page, or a
 * problem detail below {@code /api/}.
 */
@ControllerAdvice
@Controller
class ErrorAnswers implements ErrorController {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

    private final Pages pages;

    ErrorAnswers(Pages pages) {
        this.pages = pages;
    }

    /** What a controller threw. */
    @ExceptionHandler(Exception.class)
    @Nullable Object thrown(
            Exception thrown, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        if (thrown instanceof AccessDeniedException || thrown instanceof AuthenticationException) {
            throw thrown;
        }
        if (response.isCommitted() || thrown instanceof AsyncRequestNotUsableException) {
            return null;
        }
        Problem problem = problem(thrown);
        if (problem.status().is5xxServerError()) {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), thrown);
        }
        if (thrown instanceof ErrorResponse refused) {
            keepHeaders(refused, response);
        }
        return answer(problem, request);
    }

    /** What a filter or the servlet container refused. */
    @RequestMapping("/error")
    Object refused(HttpServletRequest request) {
        return answer(Problem.sentFor(request).orElseGet(() -> refusal(request)), request);
    }

    /** The answer that tells of the problem. */
    Object answer(Problem problem, HttpServletRequest request) {
        Page page = pages.page(request);
        if (wantsProblemDetail(request)) {
            return ResponseEntity.status(problem.status())
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(detail(problem, page));
        }
        return page.show(problem.status(), "web/error.jte", ErrorView.of(problem, page));
    }

    private static Problem refusal(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (thrown instanceof Exception exception) {
            return problem(exception);
        }
        return ofStatus(status instanceof Integer code ? code : HttpStatus.NOT_FOUND.value());
    }

    private boolean wantsProblemDetail(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return pages.originalPath(request).startsWith("/api/")
                || (accept != null && accept.startsWith(MediaType.APPLICATION_JSON_VALUE));
    }

    private ProblemDetail detail(Problem problem, Page page) {
        ProblemDetail detail = ProblemDetail.forStatus(problem.status());
        detail.setType(URI.create("urn:stammkunde:problem:" + problem.code()));
        detail.setTitle(page.text("problem." + problem.code(), problem.arguments()));
        detail.setDetail(page.text("problem." + problem.code() + ".help", problem.arguments()));
        detail.setInstance(URI.create(page.path()));
        detail.setProperty("code", problem.code());
        if (!problem.objections().isEmpty()) {
            detail.setProperty("errors", problem.objections());
        }
        return detail;
    }

    private static Problem problem(Exception thrown) {
        return switch (thrown) {
            case Problem problem -> problem;
            case TypeMismatchException mismatch ->
                    new Problem(
                            HttpStatus.BAD_REQUEST,
                            "parameter-unreadable",
                            String.valueOf(mismatch.getPropertyName()));
            case MissingServletRequestParameterException missing ->
                    new Problem(
                            HttpStatus.BAD_REQUEST,
                            "parameter-missing",
                            missing.getParameterName());
            case ErrorResponse refused -> ofStatus(refused.getStatusCode().value());
            case HttpMessageNotReadableException unreadable -> UnreadableBody.of(unreadable);
            case RequestRejectedException _ -> ofStatus(400);
            case InvalidParameterException _ -> ofStatus(400);
            default -> ofStatus(500);
        };
    }

    private static Problem ofStatus(int code) {
        HttpStatus status = HttpStatus.resolve(code);
        if (status == null) {
            return new Problem(HttpStatus.INTERNAL_SERVER_ERROR, "internal");
        }
        return new Problem(status, codeOf(status));
    }

    private static String codeOf(HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED -> "sign-in-needed";
            case FORBIDDEN -> "not-allowed";
            case NOT_FOUND -> "not-found";
            case METHOD_NOT_ALLOWED -> "method-not-allowed";
            case CONTENT_TOO_LARGE -> "too-large";
            case UNSUPPORTED_MEDIA_TYPE -> "media-type-unsupported";
            case TOO_MANY_REQUESTS -> "too-many-requests";
            case SERVICE_UNAVAILABLE -> "unavailable";
            default -> status.is4xxClientError() ? "request-invalid" : "internal";
        };
    }

    private static void keepHeaders(ErrorResponse refused, HttpServletResponse response) {
        for (String name : List.of(HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER)) {
            List<String> values = refused.getHeaders().get(name);
            if (values != null) {
                values.forEach(value -> response.addHeader(name, value));
            }
        }
    }
}
