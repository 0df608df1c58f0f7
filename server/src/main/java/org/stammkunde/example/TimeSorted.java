package org.stammkunde.example;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Texts in the order of their times; those of the same time in the order they were added. Holds as
 * many as fit into {@value #CHARS_MAX} characters, and keeps the others in sorted temporary files
 * until they are merged.
 */
final class TimeSorted implements AutoCloseable {

    /**
     * What a text is for.
     *
     * @param time by which it is sorted
     * @param kind a small number that the user gave it
     */
    record Entry(long time, byte kind, String text) {}

    /** Takes the texts in their order. */
    interface Taker {
        void take(Entry entry) throws IOException;
    }

    /**
     * Few enough for a small heap, many enough for few files: five million people need some 600.
     */
    static final int CHARS_MAX = 64 << 20;

    private static final int BUFFER = 1 << 15;
    private static final Comparator<Entry> BY_TIME = Comparator.comparingLong(Entry::time);

    private final Path folder;
    private final int charsMax;
    private final List<Path> runs = new ArrayList<>();
    private List<Entry> entries = new ArrayList<>();
    private long chars;

    /**
     * Nothing yet.
     *
     * @param folder for the temporary files
     * @param charsMax how many characters are held in memory
     */
    TimeSorted(Path folder, int charsMax) {
        this.folder = folder;
        this.charsMax = charsMax;
    }

    void add(Entry entry) throws IOException {
        entries.add(entry);
        chars += entry.text().length();
        if (chars > charsMax) {
            spill();
        }
    }

    /** Hands out everything; to be called once. */
    void forEach(Taker taker) throws IOException {
        entries.sort(BY_TIME);
        List<Run> open = new ArrayList<>();
        try {
            for (Path file : runs) {
                open.add(new Run(open.size(), file));
            }
            merge(open, taker);
        } finally {
            for (Run run : open) {
                run.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Path run : runs) {
            Files.deleteIfExists(run);
        }
    }

    /** What is in memory was added last, so of the same time it comes last. */
    private void merge(List<Run> open, Taker taker) throws IOException {
        PriorityQueue<Run> next =
                new PriorityQueue<>(
                        Comparator.comparingLong(Run::time).thenComparingInt(run -> run.number));
        open.stream().filter(run -> run.head != null).forEach(next::add);
        int inMemory = 0;
        while (!next.isEmpty()) {
            while (inMemory < entries.size()
                    && entries.get(inMemory).time() < next.element().time()) {
                taker.take(entries.get(inMemory++));
            }
            Run run = next.remove();
            taker.take(run.take());
            if (run.head != null) {
                next.add(run);
            }
        }
        for (Entry entry : entries.subList(inMemory, entries.size())) {
            taker.take(entry);
        }
    }

    private void spill() throws IOException {
        entries.sort(BY_TIME);
        Path file = Files.createTempFile(folder, "sorted", ".tmp");
        runs.add(file);
        try (DataOutputStream out =
                new DataOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
            for (Entry entry : entries) {
                byte[] text = entry.text().getBytes(StandardCharsets.UTF_8);
                out.writeLong(entry.time());
                out.writeByte(entry.kind());
                out.writeInt(text.length);
                out.write(text);
            }
        }
        entries = new ArrayList<>();
        chars = 0;
    }

    /** A sorted file and its next entry. */
    private static final class Run implements AutoCloseable {

        private final int number;
        private final DataInputStream in;
        private @Nullable Entry head;

        Run(int number, Path file) throws IOException {
            this.number = number;
            this.in =
                    new DataInputStream(
                            new BufferedInputStream(Files.newInputStream(file), BUFFER));
            this.head = read();
        }

        long time() {
            return head == null ? Long.MAX_VALUE : head.time();
        }

        Entry take() throws IOException {
            Entry taken = java.util.Objects.requireNonNull(head);
            head = read();
            return taken;
        }

        private @Nullable Entry read() throws IOException {
            try {
                long time = in.readLong();
                byte kind = in.readByte();
                byte[] text = in.readNBytes(in.readInt());
                return new Entry(time, kind, new String(text, StandardCharsets.UTF_8));
            } catch (EOFException end) {
                return null;
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
