package org.stammkunde.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * A request that is refused, with a stable code. Pages show it as an error page, addresses below
 * {@code /api/} answer with an RFC 9457 problem detail.
 *
 * <p>The texts are {@code problem.<code>} (what was wrong) and {@code problem.<code>.help} (what is
 * allowed and what to do); both may use the arguments.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final transient Object[] arguments;

    public Problem(HttpStatus status, String code, Object... arguments) {
        super(code);
        this.status = status;
        this.code = code;
        this.arguments = arguments;
    }

    /** Nothing is at the address that was asked for. */
    public static Problem notFound() {
        return new Problem(HttpStatus.NOT_FOUND, "not-found");
    }

    /** A parameter has a value that it cannot have. */
    public static Problem invalidParameter(String name, String allowed) {
        return new Problem(HttpStatus.BAD_REQUEST, "parameter-invalid", name, allowed);
    }

    public HttpStatus status() {
        return status;
    }

    /** Stable name of the reason, such as {@code not-found}. */
    public String code() {
        return code;
    }

    /** Answers a request with this problem from outside of a controller, such as from a filter. */
    public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setAttribute(Problem.class.getName(), this);
        response.sendError(status.value());
    }

    /** The problem that {@link #send} answered the request with, if any. */
    static Optional<Problem> sentFor(HttpServletRequest request) {
        return Optional.ofNullable((Problem) request.getAttribute(Problem.class.getName()));
    }

    Object[] arguments() {
        return arguments.clone();
    }
}
