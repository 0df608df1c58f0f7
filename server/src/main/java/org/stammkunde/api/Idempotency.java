package org.stammkunde.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.stammkunde.api.KeptAnswers.Answer;
import org.stammkunde.web.Problem;

/**
 * Makes repeating a write safe: with the header {@code Idempotency-Key}, the write and its answer
 * are stored in one transaction, and the same request again gets the same answer and does nothing.
 * Only successes that changed something are kept.
 */
final class Idempotency extends OncePerRequestFilter {

    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    /** The most characters of a key. */
    static final int KEY_MAX = 200;

    private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final KeptAnswers answers;
    private final TransactionTemplate transaction;
    private final List<FactAddress> facts;
    private final Path temporary;
    private final long bodyMax;

    /**
     * @param facts where the log keeps repetitions apart
     * @param temporary where long bodies may stand meanwhile
     * @param bodyMax the most bytes of a body
     */
    Idempotency(
            KeptAnswers answers,
            TransactionTemplate transaction,
            List<FactAddress> facts,
            Path temporary,
            long bodyMax) {
        this.answers = answers;
        this.transaction = transaction;
        this.facts = List.copyOf(facts);
        this.temporary = temporary;
        this.bodyMax = bodyMax;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HEADER) == null || !WRITING.contains(request.getMethod());
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = Objects.requireNonNull(request.getHeader(HEADER)).strip();
        if (key.isEmpty() || key.length() > KEY_MAX) {
            new Problem(HttpStatus.BAD_REQUEST, "idempotency-key-invalid", KEY_MAX)
                    .send(request, response);
            return;
        }
        byte[] keyHash = hash(caller(request), key).digest();
        if (facts.stream().anyMatch(address -> address.isOf(request))) {
            FactAddress.number(request, keyHash);
            chain.doFilter(request, response);
            return;
        }
        try (SentBody body = SentBody.of(request.getInputStream(), temporary, bodyMax)) {
            if (body.bytes() > bodyMax) {
                new Problem(HttpStatus.CONTENT_TOO_LARGE, "too-large").send(request, response);
            } else {
                once(keyHash, body, request, response, chain);
            }
        } catch (KeptAnswers.StillAtWork _) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            new Problem(HttpStatus.CONFLICT, "idempotency-in-progress").send(request, response);
        }
    }

    private void once(
            byte[] keyHash,
            SentBody body,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException {
        byte[] asked = asked(request, body);
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        Optional<Answer> former =
                Objects.requireNonNull(
                        transaction.execute(status -> {
                            if (!answers.take(keyHash, asked)) {
                                return Optional.of(answers.of(keyHash));
                            }
                            run(new RepeatableRequest(request, body), answer, chain);
                            finish(keyHash, asked, request, answer, status);
                            return Optional.<Answer>empty();
                        }));
        if (former.isPresent()) {
            replay(former.get(), asked, request, response);
        } else {
            answer.copyBodyToResponse();
        }
    }

    private static void run(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
        try {
            chain.doFilter(request, response);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (ServletException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void finish(
            byte[] key,
            byte[] asked,
            HttpServletRequest request,
            ContentCachingResponseWrapper answer,
            TransactionStatus status) {
        if (answer.getStatus() >= HttpStatus.MULTIPLE_CHOICES.value() || onlyReads(request)) {
            status.setRollbackOnly();
            return;
        }
        answers.keep(
                key,
                new Answer(
                        asked,
                        answer.getStatus(),
                        answer.getContentType(),
                        answer.getHeader(HttpHeaders.ETAG),
                        answer.getHeader(HttpHeaders.LOCATION),
                        Secret.isShown(request) ? null : answer.getContentAsByteArray()));
    }

    /** Previews are asked for by POST, change nothing, and name people. */
    private static boolean onlyReads(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE)
                        instanceof HandlerMethod method
                && ScopeRule.needed(method).filter(scope -> !scope.isWrite()).isPresent();
    }

    private static void replay(
            Answer former, byte[] asked, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        byte[] body = former.body();
        if (!former.answers(asked)) {
            new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-key-reused")
                    .send(request, response);
        } else if (body == null) {
            new Problem(HttpStatus.CONFLICT, "secret-shown-once").send(request, response);
        } else {
            response.setStatus(former.status());
            response.setHeader(REPLAYED, "true");
            set(response, HttpHeaders.CONTENT_TYPE, former.contentType());
            set(response, HttpHeaders.ETAG, former.etag());
            set(response, HttpHeaders.LOCATION, former.location());
            response.getOutputStream().write(body);
        }
    }

    private static void set(HttpServletResponse response, String name, @Nullable String value) {
        if (value != null) {
            response.setHeader(name, value);
        }
    }

    /** A hash of everything that decides what is done. */
    private static byte[] asked(HttpServletRequest request, SentBody body) throws IOException {
        MessageDigest digest =
                hash(
                        request.getMethod(),
                        request.getRequestURI(),
                        String.valueOf(request.getQueryString()),
                        String.valueOf(request.getHeader(HttpHeaders.IF_MATCH)));
        body.hashInto(digest);
        return digest.digest();
    }

    private static String caller(HttpServletRequest request) {
        return Caller.of(request).map(Caller::callerId).orElse("");
    }

    private static MessageDigest hash(String... texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                digest.update(text.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return digest;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
