package org.stammkunde.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
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
    private final transient List<Objection> objections;

    /**
     * Something that is wrong with what was sent.
     *
     * @param at where, as a path in the body; empty for the whole
     * @param detail what is wrong there, and what is allowed
     */
    public record Objection(String at, String detail) {}

    public Problem(HttpStatus status, String code, Object... arguments) {
        this(status, code, arguments, List.of());
    }

    private Problem(
            HttpStatus status, String code, Object[] arguments, List<Objection> objections) {
        super(code);
        this.status = status;
        this.code = code;
        this.arguments = arguments;
        this.objections = List.copyOf(objections);
    }

    /** The same with everything that is wrong with what was sent, for programs. */
    public Problem because(List<Objection> all) {
        return new Problem(status, code, arguments, all);
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

    /** Everything that is wrong with what was sent; often empty. */
    List<Objection> objections() {
        return objections;
    }

    Object[] arguments() {
        return arguments.clone();
    }
}
