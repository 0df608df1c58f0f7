package org.stammkunde.collect;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.stammkunde.events.EventDraft;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.FailedEvents;
import org.stammkunde.events.FailedEvents.FailedEvent;
import org.stammkunde.events.LogOverloaded;
import org.stammkunde.events.LogRefused;
import org.stammkunde.events.LogUnavailable;
import org.stammkunde.events.Source;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Segment tracking API below {@code /v1}, as a bare servlet: a controller costs four times as
 * much per request.
 *
 * <p>Answers are what the widespread SDKs need so that they neither lose nor double events: exactly
 * {@code 200 {"success":true}} after everything is durable, 400 only for what is no JSON, 401 for
 * an unknown key, 429 and 503 with {@code Retry-After} when the sender shall come again.
 */
final class IngestServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Logger log = LoggerFactory.getLogger(IngestServlet.class);

    /** Of the decompressed body; SDKs cut batches at 500 kB. */
    private static final int BODY_MAX = 4 << 20;

    /** What is said of all messages of a batch is stored with each of them. */
    private static final int CONTEXT_MAX = 32 << 10;

    /** Whoever sends more than this at once needs one of few places, so that memory is bounded. */
    private static final int SMALL_BODY = 64 << 10;

    private static final int LARGE_BODIES_MAX = 32;

    /** Messages are stored in parts of so many characters; all of them before the answer. */
    private static final int PART_CHARACTERS = 4 << 20;

    private static final int FAILED_PART = 200;

    private static final int RETRY_AFTER_SECONDS = 2;

    private static final Set<String> BATCH_PATHS = Set.of("batch", "import", "b");
    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("identify", "identify"),
                    Map.entry("track", "track"),
                    Map.entry("page", "page"),
                    Map.entry("screen", "screen"),
                    Map.entry("group", "group"),
                    Map.entry("alias", "alias"),
                    Map.entry("i", "identify"),
                    Map.entry("t", "track"),
                    Map.entry("p", "page"),
                    Map.entry("s", "screen"),
                    Map.entry("g", "group"),
                    Map.entry("a", "alias"));

    private static final byte[] SUCCESS = "{\"success\":true}".getBytes(StandardCharsets.UTF_8);

    private final transient EventLog events;
    private final transient FailedEvents failedEvents;
    private final transient WriteKeys writeKeys;
    private final transient Heard heard;
    private final transient MessageReader reader;
    private final transient InstantSource clock;
    private final transient Semaphore largeBodies = new Semaphore(LARGE_BODIES_MAX);

    IngestServlet(
            EventLog events,
            FailedEvents failedEvents,
            WriteKeys writeKeys,
            Heard heard,
            MessageReader reader,
            InstantSource clock) {
        this.events = events;
        this.failedEvents = failedEvents;
        this.writeKeys = writeKeys;
        this.heard = heard;
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    protected void doOptions(HttpServletRequest request, HttpServletResponse response) {
        allowBrowsers(response);
        response.setHeader("Access-Control-Allow-Methods", "POST, GET, OPTIONS");
        response.setHeader(
                "Access-Control-Allow-Headers",
                "Authorization, Content-Type, Content-Encoding, AnonymousId, SentAt,"
                        + " X-Retry-Count, Rsa-Retry-Attempt, Rsa-Initiated-At, Rsa-Is-Retry");
        response.setHeader("Access-Control-Max-Age", "86400");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        allowBrowsers(response);
        Reply reply = answer(request);
        if (reply.retryAfterSeconds() > 0) {
            response.setIntHeader("Retry-After", reply.retryAfterSeconds());
        }
        response.setStatus(reply.status());
        response.setContentType("application/json");
        response.setContentLength(reply.body().length);
        response.getOutputStream().write(reply.body());
    }

    private Reply answer(HttpServletRequest request) throws IOException {
        Instant receivedAt = clock.instant();
        String path = path(request);
        if (path.equals("m")) {
            return Reply.success();
        }
        if (!BATCH_PATHS.contains(path) && !TYPES.containsKey(path)) {
            return Reply.error(404, "unknown_path", "there is no /v1/" + path);
        }
        try {
            return writeKeys.isWrongInHeader(request)
                    ? Reply.unknownKey()
                    : read(request, path, receivedAt);
        } catch (DataAccessException unavailable) {
            log.warn("a write key could not be looked up", unavailable);
            return Reply.later(503, "unavailable", "the events could not be stored, try again");
        } catch (TooManyLargeBodies _) {
            return Reply.later(429, "overloaded", "too many large bodies arrive at once");
        } catch (JacksonException unreadable) {
            return Reply.error(400, "invalid_json", Json.reason(unreadable));
        } catch (ZipException | EOFException damaged) {
            return Reply.error(
                    400,
                    "invalid_json",
                    "the body is damaged: it is said to be gzip and cannot be unpacked");
        } catch (BodyTooLarge tooLarge) {
            return Reply.error(
                    400, "body_too_large", "the body has more than %d bytes".formatted(BODY_MAX));
        }
    }

    /** A large body keeps its place until it is stored. */
    private Reply read(HttpServletRequest request, String path, Instant receivedAt)
            throws IOException {
        InputStream raw = request.getInputStream();
        boolean packed = "gzip".equalsIgnoreCase(request.getHeader("Content-Encoding"));
        boolean large = false;
        try (InputStream body = packed ? new GZIPInputStream(raw) : raw) {
            byte[] bytes = body.readNBytes(SMALL_BODY);
            if (bytes.length == SMALL_BODY) {
                large = largeBodies.tryAcquire();
                if (!large) {
                    throw new TooManyLargeBodies();
                }
                bytes = whole(bytes, body);
            }
            return Json.MAPPER.readTree(bytes) instanceof ObjectNode object
                    ? take(request, path, object, receivedAt)
                    : Reply.error(400, "invalid_json", "the body must be a JSON object");
        } finally {
            largeBodies.release(large ? 1 : 0);
        }
    }

    private static byte[] whole(byte[] begun, InputStream body) throws IOException {
        byte[] rest = body.readNBytes(BODY_MAX + 1 - begun.length);
        if (begun.length + rest.length > BODY_MAX) {
            throw new BodyTooLarge();
        }
        byte[] whole = Arrays.copyOf(begun, begun.length + rest.length);
        System.arraycopy(rest, 0, whole, begun.length, rest.length);
        return whole;
    }

    private Reply take(
            HttpServletRequest request, String path, ObjectNode body, Instant receivedAt) {
        Optional<Source> source = writeKeys.source(request, body);
        if (source.isEmpty()) {
            return Reply.unknownKey();
        }
        Optional<Reply> refusal = BATCH_PATHS.contains(path) ? refusal(body) : Optional.empty();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        try {
            store(source.get(), messages(source.get(), path, body, receivedAt));
            heard.note(source.get(), receivedAt);
            return Reply.success();
        } catch (LogOverloaded overloaded) {
            return Reply.later(429, "overloaded", overloaded.getMessage());
        } catch (LogUnavailable | DataAccessException unavailable) {
            log.warn("messages of source {} were turned away", source.get().name(), unavailable);
            return Reply.later(503, "unavailable", "the events could not be stored, try again");
        }
    }

    private static Optional<Reply> refusal(ObjectNode batch) {
        if (!batch.path("batch").isArray()) {
            return Optional.of(
                    Reply.error(
                            400,
                            "batch_missing",
                            "the body needs an array of messages in `batch`"));
        }
        if (batch.path("context").toString().length() > CONTEXT_MAX) {
            return Optional.of(
                    Reply.error(
                            400,
                            "context_too_large",
                            "`context` of the batch has more than %d characters"
                                    .formatted(CONTEXT_MAX)));
        }
        return Optional.empty();
    }

    private static List<Message> messages(
            Source source, String path, ObjectNode body, Instant receivedAt) {
        Instant sentAt = MessageReader.instant(body, "sentAt");
        if (!BATCH_PATHS.contains(path)) {
            return List.of(new Message(source, body, null, sentAt, receivedAt, TYPES.get(path)));
        }
        List<Message> messages = new ArrayList<>();
        for (JsonNode item : body.path("batch")) {
            ObjectNode message =
                    item instanceof ObjectNode object
                            ? object
                            : Json.MAPPER.createObjectNode().set("notAnObject", item);
            messages.add(new Message(source, message, body, sentAt, receivedAt, null));
        }
        return messages;
    }

    private void store(Source source, List<Message> messages) {
        List<EventDraft> accepted = new ArrayList<>(messages.size());
        List<FailedEvent> failed = new ArrayList<>();
        int characters = 0;
        for (Message message : messages) {
            switch (reader.read(message)) {
                case MessageReader.Outcome.Accepted(EventDraft event) -> {
                    accepted.add(event);
                    characters += event.payload().length();
                }
                case MessageReader.Outcome.Failed(FailedEvent event) -> failed.add(event);
            }
            message.body().removeAll(); // what the batch says of all of them stands in each by now
            if (characters > PART_CHARACTERS || failed.size() > FAILED_PART) {
                store(source, accepted, failed);
                accepted.clear();
                failed.clear();
                characters = 0;
            }
        }
        store(source, accepted, failed);
    }

    private void store(Source source, List<EventDraft> accepted, List<FailedEvent> failed) {
        if (!failed.isEmpty()) {
            failedEvents.keep(source, failed);
        }
        if (accepted.isEmpty()) {
            return;
        }
        try {
            events.append(accepted);
        } catch (LogRefused refused) {
            storeSingly(source, accepted);
        }
    }

    /** One message that the database cannot hold must not fail the others. */
    private void storeSingly(Source source, List<EventDraft> accepted) {
        for (EventDraft event : accepted) {
            try {
                events.append(List.of(event));
            } catch (LogRefused refused) {
                failedEvents.keep(
                        source,
                        List.of(
                                new FailedEvent(
                                        "not_storable",
                                        String.valueOf(refused.getMessage()),
                                        event.payload())));
            }
        }
    }

    private static String path(HttpServletRequest request) {
        String info = request.getPathInfo();
        String path = info == null ? "" : info.substring(1);
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static void allowBrowsers(HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Origin", "*");
    }

    private static final class BodyTooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static final class TooManyLargeBodies extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** What is answered. */
    private record Reply(int status, byte[] body, int retryAfterSeconds) {

        static Reply success() {
            return new Reply(200, SUCCESS, 0);
        }

        static Reply unknownKey() {
            return error(
                    401,
                    "unknown_write_key",
                    "no source has this write key; make one on the console's page Sources, or"
                            + " with `./stammkunde source add NAME`");
        }

        static Reply error(int status, String code, @Nullable String message) {
            return of(status, code, message, 0);
        }

        static Reply later(int status, String code, @Nullable String message) {
            return of(status, code, message, RETRY_AFTER_SECONDS);
        }

        private static Reply of(int status, String code, @Nullable String message, int retry) {
            ObjectNode body =
                    Json.MAPPER
                            .createObjectNode()
                            .put("success", false)
                            .put("code", code)
                            .put("message", message);
            return new Reply(status, body.toString().getBytes(StandardCharsets.UTF_8), retry);
        }
    }
}
