package org.stammkunde.bench;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** The answer to one request, read piece by piece. */
final class Answer {

    private static final int BYTES_MAX = 16 * 1_024;

    private final ByteBuffer bytes = ByteBuffer.allocate(BYTES_MAX);
    private int bodyAt;
    private int length;

    void clear() {
        bytes.clear();
        bodyAt = -1;
    }

    /** Reads what is there and tells whether the answer is complete. */
    boolean read(SocketChannel channel) throws IOException {
        if (channel.read(bytes) < 0) {
            throw new EOFException("the server closed the connection, having answered: " + text());
        }
        if (bodyAt < 0 && headEnd() >= 0) {
            bodyAt = headEnd() + 4;
            length = contentLength();
        }
        if (bodyAt < 0 && !bytes.hasRemaining()) {
            throw new IOException("the answer's head is longer than " + BYTES_MAX + " bytes");
        }
        return bodyAt >= 0 && bytes.position() >= bodyAt + length;
    }

    int status() {
        return digits("HTTP/1.1 ".length()).orElseThrow();
    }

    OptionalInt retryAfterSeconds() {
        return header("\r\nretry-after: ");
    }

    void requireSuccess() throws IOException {
        if (indexOf("\"success\":true", bodyAt) < 0) {
            throw new IOException("expected {\"success\":true} but the server answered " + text());
        }
    }

    String text() {
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }

    private int contentLength() throws IOException {
        return header("\r\ncontent-length: ")
                .orElseThrow(() -> new IOException("an answer without Content-Length: " + text()));
    }

    private int headEnd() {
        return indexOf("\r\n\r\n", 0);
    }

    private OptionalInt header(String nameInLowerCase) {
        int at = indexOf(nameInLowerCase, 0);
        return at < 0 ? OptionalInt.empty() : digits(at + nameInLowerCase.length());
    }

    private OptionalInt digits(int from) {
        int at = from;
        int value = 0;
        while (at < bytes.position() && Character.isDigit(bytes.get(at))) {
            value = 10 * value + bytes.get(at++) - '0';
        }
        return at == from ? OptionalInt.empty() : OptionalInt.of(value);
    }

    /** Where the text begins, comparing without regard to case; -1 where it does not. */
    private int indexOf(String textInLowerCase, int from) {
        for (int at = from; at <= bytes.position() - textInLowerCase.length(); at++) {
            if (matches(textInLowerCase, at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean matches(String textInLowerCase, int at) {
        for (int i = 0; i < textInLowerCase.length(); i++) {
            if (Character.toLowerCase(bytes.get(at + i)) != textInLowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
