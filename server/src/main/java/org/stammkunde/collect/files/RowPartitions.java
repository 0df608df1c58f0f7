package org.stammkunde.collect.files;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file, parted so that all rows of an order come together, wherever they stood.
 *
 * <p>An order belongs to one of many partitions by the hash of its key. Rows gather in memory and
 * move to one temporary file as soon as they take more than {@value #MEMORY_BYTES_MAX} bytes; later
 * one partition at a time is read back. Memory therefore holds that buffer and one partition. The
 * temporary file is deleted as it is opened, so that not even a killed import leaves personal
 * values behind (on Linux and macOS; elsewhere when it ends in order).
 *
 * <p>Used by one thread: first all rows are added, then the partitions are read.
 */
final class RowPartitions implements Closeable {
    private static final int MEMORY_BYTES_MAX = 48 << 20;
    private static final int PARTITIONS_MIN = 16;
    private static final int PARTITIONS_MAX = 4_096;

    /** So small that the rows of a partition, as objects some times larger, fit in memory. */
    private static final long PARTITION_BYTES = 4 << 20;

    private static final int REJECTED = 1;

    private final Path folder;
    private final List<Partition> partitions = new ArrayList<>();
    private final int memoryBytesMax;
    private int bytesInMemory;
    private @Nullable FileChannel file;

    RowPartitions(Path folder, long expectedBytes) {
        this(folder, expectedBytes, MEMORY_BYTES_MAX);
    }

    RowPartitions(Path folder, long expectedBytes, int memoryBytesMax) {
        this.folder = folder;
        this.memoryBytesMax = memoryBytesMax;
        long wanted = expectedBytes / PARTITION_BYTES;
        int count = (int) Math.clamp(wanted, PARTITIONS_MIN, PARTITIONS_MAX);
        for (int index = 0; index < count; index++) {
            partitions.add(new Partition());
        }
    }

    /**
     * The rows of one order.
     *
     * @param key what they have in common
     * @param rows as they stood in the file
     * @param rejectedLines lines of the rows of this order that were rejected
     */
    record RowsOfOrder(String key, List<OrderRow> rows, List<Long> rejectedLines) {}

    int count() {
        return partitions.size();
    }

    void add(OrderRow row) {
        RowBytes bytes = partition(row.order()).bytes;
        int before = bytes.size();
        bytes.number(row.line() << 1);
        bytes.text(row.order());
        long present = 0;
        for (Field field : FIELDS) {
            present |= row.has(field) ? 1L << field.ordinal() : 0;
        }
        bytes.number(present);
        for (Field field : FIELDS) {
            String value = row.value(field);
            if (value != null) {
                bytes.text(value);
            }
        }
        grow(bytes.size() - before);
    }

    /** Notes that a row of an order was rejected. */
    void addRejected(String order, long line) {
        RowBytes bytes = partition(order).bytes;
        int before = bytes.size();
        bytes.number(line << 1 | REJECTED);
        bytes.text(order);
        grow(bytes.size() - before);
    }

    private static final Field[] FIELDS = Field.values();

    private Partition partition(String order) {
        int hash = order.hashCode() * 0x9E3779B9;
        return partitions.get((hash >>> 8) % partitions.size());
    }

    private void grow(int bytes) {
        bytesInMemory += bytes;
        if (bytesInMemory > memoryBytesMax) {
            spill();
        }
    }

    private void spill() {
        try {
            FileChannel target = file();
            for (Partition partition : partitions) {
                if (partition.bytes.size() > 0) {
                    partition.extents.add(new Extent(target.position(), partition.bytes.size()));
                    partition.bytes.writeTo(target);
                }
            }
            bytesInMemory = 0;
        } catch (IOException problem) {
            throw spillFailed(problem);
        }
    }

    private FileChannel file() throws IOException {
        FileChannel open = file;
        if (open == null) {
            Files.createDirectories(folder);
            open =
                    FileChannel.open(
                            folder.resolve(
                                    "import-"
                                            + ProcessHandle.current().pid()
                                            + "-"
                                            + System.nanoTime()),
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE);
            file = open;
        }
        return open;
    }

    private ImportRefused spillFailed(IOException problem) {
        return ImportRefused.cannotRun(
                "the folder for temporary files, %s, cannot be used: %s; nothing was imported yet"
                        .formatted(folder, problem.getMessage()));
    }

    /** The orders of a partition in the order of their first rows; the partition is empty then. */
    List<RowsOfOrder> take(int index) {
        Partition partition = partitions.get(index);
        Map<String, RowsOfOrder> orders = new LinkedHashMap<>();
        try {
            for (Extent extent : partition.extents) {
                read(bytes(extent), orders);
            }
            read(partition.bytes.buffer(), orders);
        } catch (IOException problem) {
            throw spillFailed(problem);
        }
        partitions.set(index, new Partition());
        return List.copyOf(orders.values());
    }

    private ByteBuffer bytes(Extent extent) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(extent.length());
        while (bytes.hasRemaining()) {
            if (file().read(bytes, extent.start() + bytes.position()) < 0) {
                throw new EOFException("the temporary file was cut");
            }
        }
        return bytes.flip();
    }

    private static void read(ByteBuffer bytes, Map<String, RowsOfOrder> orders) {
        while (bytes.hasRemaining()) {
            long line = RowBytes.number(bytes);
            String key = RowBytes.text(bytes);
            RowsOfOrder order =
                    orders.computeIfAbsent(
                            key, any -> new RowsOfOrder(key, new ArrayList<>(), new ArrayList<>()));
            if ((line & REJECTED) != 0) {
                order.rejectedLines().add(line >>> 1);
            } else {
                order.rows().add(new OrderRow(line >>> 1, order.key(), values(bytes)));
            }
        }
    }

    private static @Nullable String[] values(ByteBuffer bytes) {
        @Nullable String[] values = new @Nullable String[FIELDS.length];
        long present = RowBytes.number(bytes);
        for (Field field : FIELDS) {
            if ((present & 1L << field.ordinal()) != 0) {
                values[field.ordinal()] = RowBytes.text(bytes);
            }
        }
        return values;
    }

    @Override
    public void close() {
        FileChannel open = file;
        if (open != null) {
            try {
                open.close();
            } catch (IOException problem) {
                throw spillFailed(problem);
            }
        }
    }

    /** The rows of some orders: parts of the temporary file, and then what is in memory. */
    private static final class Partition {
        private final List<Extent> extents = new ArrayList<>();
        private final RowBytes bytes = new RowBytes();
    }

    /** A part of the temporary file. */
    private record Extent(long start, int length) {}

    /** Rows as bytes: numbers in groups of seven bits, texts in UTF-8 after their length. */
    private static final class RowBytes {
        private byte[] bytes = new byte[1 << 10];
        private int size;

        int size() {
            return size;
        }

        void number(long value) {
            long rest = value;
            while (rest >= 0x80) {
                put((int) (rest & 0x7F | 0x80));
                rest >>>= 7;
            }
            put((int) rest);
        }

        void text(String text) {
            byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
            number(encoded.length);
            makeRoom(encoded.length);
            System.arraycopy(encoded, 0, bytes, size, encoded.length);
            size += encoded.length;
        }

        private void put(int each) {
            makeRoom(1);
            bytes[size++] = (byte) each;
        }

        private void makeRoom(int more) {
            if (size + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
            }
        }

        ByteBuffer buffer() {
            return ByteBuffer.wrap(bytes, 0, size);
        }

        /** Empties itself into a file; the room it took is kept for the next rows. */
        void writeTo(FileChannel target) throws IOException {
            ByteBuffer content = buffer();
            while (content.hasRemaining()) {
                target.write(content);
            }
            size = 0;
        }

        static long number(ByteBuffer bytes) {
            long value = 0;
            int shift = 0;
            byte next = bytes.get();
            while (next < 0) {
                value |= (next & 0x7FL) << shift;
                shift += 7;
                next = bytes.get();
            }
            return value | (long) next << shift;
        }

        static String text(ByteBuffer bytes) {
            int length = (int) number(bytes);
            int start = bytes.arrayOffset() + bytes.position();
            bytes.position(bytes.position() + length);
            return new String(bytes.array(), start, length, StandardCharsets.UTF_8);
        }
    }
}
