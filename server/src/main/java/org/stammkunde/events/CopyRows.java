package org.stammkunde.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows in PostgreSQL's binary COPY format, in a buffer that is used again for the next group.
 *
 * <p>Binary, because it spares the server the parsing of times, numbers and keys, which costs more
 * than the storing of a short row. See "Binary Format" on the page of COPY in the manual.
 */
final class CopyRows {

    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final long EPOCH_2000_SECONDS = 946_684_800L;
    private static final int INT8_OID = 20;

    private byte[] bytes = new byte[1 << 20];
    private int length;

    /** Forgets all rows. */
    void clear() {
        length = 0;
        put(SIGNATURE);
    }

    void row(int columns) {
        putShort(columns);
    }

    void nothing() {
        putInt(-1);
    }

    void smallint(int value) {
        putInt(2);
        putShort(value);
    }

    void integer(int value) {
        putInt(4);
        putInt(value);
    }

    void bigint(long value) {
        putInt(8);
        putLong(value);
    }

    void bigint(@Nullable Long value) {
        if (value == null) {
            nothing();
        } else {
            bigint(value.longValue());
        }
    }

    void uuid(UUID value) {
        putInt(16);
        putLong(value.getMostSignificantBits());
        putLong(value.getLeastSignificantBits());
    }

    void instant(Instant value) {
        long seconds = value.getEpochSecond() - EPOCH_2000_SECONDS;
        bigint(seconds * 1_000_000 + value.getNano() / 1_000);
    }

    void text(@Nullable String value) {
        if (value == null) {
            nothing();
        } else {
            byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
            putInt(encoded.length);
            put(encoded);
        }
    }

    /** A jsonb value: a version byte and the text. */
    void json(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        putInt(encoded.length + 1);
        ensure(1);
        bytes[length++] = 1;
        put(encoded);
    }

    /** An array of bigint, null when it is empty. */
    void bigints(long[] values) {
        if (values.length == 0) {
            nothing();
            return;
        }
        putInt(20 + 12 * values.length);
        putInt(1);
        putInt(0);
        putInt(INT8_OID);
        putInt(values.length);
        putInt(1);
        for (long value : values) {
            bigint(value);
        }
    }

    /** Closes the rows; afterwards {@link #bytes} up to {@link #length} are what COPY takes. */
    void end() {
        putShort(-1);
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    private void putShort(int value) {
        ensure(2);
        bytes[length++] = (byte) (value >>> 8);
        bytes[length++] = (byte) value;
    }

    private void putInt(int value) {
        putShort(value >>> 16);
        putShort(value);
    }

    private void putLong(long value) {
        putInt((int) (value >>> 32));
        putInt((int) value);
    }

    private void put(byte[] added) {
        ensure(added.length);
        System.arraycopy(added, 0, bytes, length, added.length);
        length += added.length;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
