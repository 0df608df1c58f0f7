package org.stammkunde.bench;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes whole HTTP requests into a buffer that is used again and again. Not safe for use by
 * several threads.
 */
final class RequestWriter {

    private static final int HEAD_MAX = 512;
    private static final byte[] HEAD_END = ascii("\r\n\r\n");
    private static final byte[] BATCH_START = ascii("{\"batch\":[");
    private static final byte[] BATCH_END = ascii("],\"sentAt\":\"");
    private static final byte[] END = ascii("\"}");

    private final Target target;
    private final EventStream events;
    private final int eventsPerRequest;
    private final InstantSource clock;
    private final byte[] bytes;
    private final byte[] batchHead;
    private final Map<String, byte[]> heads = new HashMap<>();
    private int start;
    private int end;

    /**
     * Requests to the target.
     *
     * @param eventsPerRequest 1 for single calls such as {@code /v1/track}, more for {@code
     *     /v1/batch}
     */
    RequestWriter(Target target, EventStream events, int eventsPerRequest, InstantSource clock) {
        this.target = target;
        this.events = events;
        this.eventsPerRequest = eventsPerRequest;
        this.clock = clock;
        this.batchHead = ascii(target.head("/v1/batch"));
        this.bytes = new byte[bytesMax()];
    }

    Target target() {
        return target;
    }

    int eventsPerRequest() {
        return eventsPerRequest;
    }

    /** An upper bound of a request's length. */
    int bytesMax() {
        return HEAD_MAX + eventsPerRequest * (events.bytesMax() + 1) + 64;
    }

    /** Writes the request with the events from the given number on. */
    void write(long firstNumber) {
        events.at(clock.instant());
        int at = eventsPerRequest == 1 ? single(firstNumber) : batch(firstNumber);
        byte[] head = eventsPerRequest == 1 ? singleHead(firstNumber) : batchHead;
        end = at;
        start = HEAD_MAX;
        prepend(HEAD_END);
        prependNumber(end - HEAD_MAX);
        prepend(head);
    }

    /** The buffer; what was written last stands from {@link #start} to {@link #end}. */
    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    private int batch(long firstNumber) {
        int at = append(BATCH_START, HEAD_MAX);
        for (int i = 0; i < eventsPerRequest; i++) {
            at = events.write(firstNumber + i, bytes, at);
            bytes[at++] = ',';
        }
        at = append(BATCH_END, at - 1);
        return append(END, append(events.time(), at));
    }

    private int single(long number) {
        return events.write(number, bytes, HEAD_MAX);
    }

    private byte[] singleHead(long number) {
        return heads.computeIfAbsent(events.path(number), path -> ascii(target.head(path)));
    }

    private int append(byte[] part, int at) {
        System.arraycopy(part, 0, bytes, at, part.length);
        return at + part.length;
    }

    private void prepend(byte[] part) {
        start -= part.length;
        System.arraycopy(part, 0, bytes, start, part.length);
    }

    private void prependNumber(int number) {
        for (int rest = number; rest > 0; rest /= 10) {
            bytes[--start] = (byte) ('0' + rest % 10);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
