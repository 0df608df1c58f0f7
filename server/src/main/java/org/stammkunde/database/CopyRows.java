package org.stammkunde.database;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Rows in PostgreSQL's binary COPY format, in a buffer that is used again for the next group.
 *
 * <p>Binary, because it spares the server the parsing of times, numbers and keys, which costs more
 * than the storing of a short row; see "Binary Format" on the page of COPY in the manual. Each
 * value must be written by the method of its column's type, in the order of the columns.
 *
 * <p>Not safe for use by several threads. Usage: {@link #clear}, then per row {@link #row} and its
 * values, then {@link #copyInto}. A group lives in memory, so a caller ends one after a few
 * thousand rows.
 */
public final class CopyRows {

    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final long EPOCH_2000_SECONDS = 946_684_800L;
    private static final long EPOCH_2000_DAYS = EPOCH_2000_SECONDS / 86_400;
    private static final int INT8_OID = 20;
    private static final int TEXT_OID = 25;

    /** A numeric is stored in digits to this base. */
    private static final int NUMERIC_BASE = 10_000;

    private static final int NUMERIC_BASE_DIGITS = 4;
    private static final int NUMERIC_NEGATIVE = 0x4000;

    private byte[] bytes;
    private int length;
    private int rows;

    /** An empty buffer of one megabyte, which grows as needed. */
    public CopyRows() {
        this(1 << 20);
    }

    /** An empty buffer of a given size in bytes, which grows as needed. */
    public CopyRows(int initialBytes) {
        bytes = new byte[initialBytes];
        clear();
    }

    /** Forgets all rows. */
    public void clear() {
        length = 0;
        rows = 0;
        put(SIGNATURE);
    }

    /** Begins a row of that many columns. */
    public void row(int columns) {
        rows++;
        putShort(columns);
    }

    /** How many rows were begun. */
    public int rows() {
        return rows;
    }

    /** A null of any type. */
    public void nothing() {
        putInt(-1);
    }

    /** A value of a smallint column. */
    public void smallint(int value) {
        putInt(2);
        putShort(value);
    }

    /** A value of an integer column. */
    public void integer(int value) {
        putInt(4);
        putInt(value);
    }

    /** A value of a bigint column. */
    public void bigint(long value) {
        putInt(8);
        putLong(value);
    }

    /** A value of a bigint column. */
    public void bigint(@Nullable Long value) {
        if (value == null) {
            nothing();
        } else {
            bigint(value.longValue());
        }
    }

    /** A value of a boolean column. */
    public void bool(boolean value) {
        putInt(1);
        putByte(value ? 1 : 0);
    }

    /** A value of a double precision column. */
    public void doublePrecision(double value) {
        bigint(Double.doubleToLongBits(value));
    }

    /** A value of a numeric column; its scale is kept. */
    public void numeric(@Nullable BigDecimal value) {
        if (value == null) {
            nothing();
        } else {
            putNumeric(value.scale() < 0 ? value.setScale(0) : value);
        }
    }

    // the value to base 10000: the weight is the exponent of the first digit, the scale what is
    // shown after the point
    private void putNumeric(BigDecimal value) {
        int fraction = Math.ceilDiv(value.scale(), NUMERIC_BASE_DIGITS);
        BigInteger rest = value.abs().setScale(fraction * NUMERIC_BASE_DIGITS).unscaledValue();
        short[] digits = digits(rest);
        putInt(8 + 2 * digits.length);
        putShort(digits.length);
        putShort(digits.length - 1 - fraction);
        putShort(value.signum() < 0 ? NUMERIC_NEGATIVE : 0);
        putShort(value.scale());
        for (short digit : digits) {
            putShort(digit);
        }
    }

    private static short[] digits(BigInteger value) {
        // 63 bits make five digits at most; more is rare and takes the slow way
        return value.bitLength() < Long.SIZE ? digits(value.longValue()) : manyDigits(value);
    }

    private static short[] digits(long value) {
        int count = 0;
        for (long rest = value; rest > 0; rest /= NUMERIC_BASE) {
            count++;
        }
        short[] digits = new short[count];
        for (long rest = value; rest > 0; rest /= NUMERIC_BASE) {
            digits[--count] = (short) (rest % NUMERIC_BASE);
        }
        return digits;
    }

    private static short[] manyDigits(BigInteger value) {
        BigInteger[] parts = value.divideAndRemainder(BigInteger.valueOf(NUMERIC_BASE));
        short[] first = digits(parts[0]);
        short[] all = Arrays.copyOf(first, first.length + 1);
        all[first.length] = parts[1].shortValue();
        return all;
    }

    /** A value of a uuid column. */
    public void uuid(UUID value) {
        putInt(16);
        putLong(value.getMostSignificantBits());
        putLong(value.getLeastSignificantBits());
    }

    /** A value of a timestamptz column, to the microsecond. */
    public void instant(Instant value) {
        long seconds = value.getEpochSecond() - EPOCH_2000_SECONDS;
        bigint(Math.addExact(Math.multiplyExact(seconds, 1_000_000L), value.getNano() / 1_000));
    }

    /** A value of a timestamptz column, to the microsecond. */
    public void instantOrNothing(@Nullable Instant value) {
        if (value == null) {
            nothing();
        } else {
            instant(value);
        }
    }

    /** A value of a date column. */
    public void date(@Nullable LocalDate value) {
        if (value == null) {
            nothing();
        } else {
            integer(Math.toIntExact(value.toEpochDay() - EPOCH_2000_DAYS));
        }
    }

    /** A value of a text column. PostgreSQL refuses the character U+0000. */
    public void text(@Nullable String value) {
        if (value == null) {
            nothing();
        } else {
            putText(value);
        }
    }

    private void putText(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        putInt(encoded.length);
        put(encoded);
    }

    /** A value of a bytea column. */
    public void bytea(byte @Nullable [] value) {
        if (value == null) {
            nothing();
        } else {
            putInt(value.length);
            put(value);
        }
    }

    /**
     * A value of a jsonb column, as JSON text. PostgreSQL refuses the escape {@code \}{@code u0000}
     * in it.
     */
    public void json(@Nullable String value) {
        if (value == null) {
            nothing();
            return;
        }
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        putInt(encoded.length + 1);
        putByte(1); // the version of jsonb's format
        put(encoded);
    }

    /** A value of a bigint[] column; null when it is empty. */
    public void bigints(long[] values) {
        if (values.length == 0) {
            nothing();
            return;
        }
        putInt(20 + 12 * values.length);
        putArrayHead(INT8_OID, values.length);
        for (long value : values) {
            bigint(value);
        }
    }

    /** A value of a text[] column, without nulls; null when it is empty. */
    public void texts(List<String> values) {
        if (values.isEmpty()) {
            nothing();
            return;
        }
        int start = length;
        putInt(0);
        putArrayHead(TEXT_OID, values.size());
        values.forEach(this::putText);
        int end = length;
        length = start;
        putInt(end - start - 4);
        length = end;
    }

    private void putArrayHead(int elementOid, int elements) {
        putInt(1); // dimensions
        putInt(0); // without nulls
        putInt(elementOid);
        putInt(elements);
        putInt(1); // lower bound
    }

    /**
     * Sends the rows on the connection of the current Spring transaction, or on one of its own
     * where there is none, and forgets them. Sends nothing if there are no rows.
     *
     * @param table with schema, and the columns: {@code "orders.line (source, number, line)"}
     * @return the number of rows stored
     */
    public long copyInto(DataSource database, String table) throws SQLException {
        Connection connection = DataSourceUtils.getConnection(database);
        try {
            return copyInto(connection, table);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    /** As the other {@code copyInto}, on a given connection. */
    public long copyInto(Connection connection, String table) throws SQLException {
        if (rows == 0) {
            return 0;
        }
        putShort(-1);
        CopyIn copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy " + table + " from stdin (format binary)");
        try {
            copy.writeToCopy(bytes, 0, length);
            return copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
            clear();
        }
    }

    private void putByte(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
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
