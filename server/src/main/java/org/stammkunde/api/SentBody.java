package org.stammkunde.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, to be read more than once: short ones in memory, long ones in a file that
 * is gone when this is closed.
 */
final class SentBody implements AutoCloseable {

    private static final int IN_MEMORY_BYTES_MAX = 1 << 20;

    private final byte[] beginning;
    private final @Nullable Path file;
    private final long bytes;

    private SentBody(byte[] beginning, @Nullable Path file, long bytes) {
        this.beginning = beginning;
        this.file = file;
        this.bytes = bytes;
    }

    /**
     * Reads a body to its end, but no more than one byte over what is allowed.
     *
     * @param folder where a long one may stand meanwhile
     */
    static SentBody of(InputStream sent, Path folder, long bytesMax) throws IOException {
        byte[] beginning = sent.readNBytes(IN_MEMORY_BYTES_MAX + 1);
        if (beginning.length <= IN_MEMORY_BYTES_MAX) {
            return new SentBody(beginning, null, beginning.length);
        }
        Path file = Files.createTempFile(Files.createDirectories(folder), "request", ".body");
        try (OutputStream into = Files.newOutputStream(file)) {
            into.write(beginning);
            long bytes = beginning.length + copy(sent, into, bytesMax + 1 - beginning.length);
            return new SentBody(new byte[0], file, bytes);
        } catch (IOException failed) {
            Files.deleteIfExists(file);
            throw failed;
        }
    }

    private static long copy(InputStream from, OutputStream into, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long copied = 0;
        while (copied < most) {
            int read = from.read(buffer, 0, (int) Math.min(buffer.length, most - copied));
            if (read < 0) {
                break;
            }
            into.write(buffer, 0, read);
            copied += read;
        }
        return copied;
    }

    /** How long it is. */
    long bytes() {
        return bytes;
    }

    InputStream open() throws IOException {
        return file == null ? new ByteArrayInputStream(beginning) : Files.newInputStream(file);
    }

    /** Adds all of it to a hash. */
    void hashInto(MessageDigest digest) throws IOException {
        try (InputStream all = open();
                OutputStream into =
                        new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            all.transferTo(into);
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
