package org.stammkunde.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the kill test. What was acknowledged stands on disk ({@code fsync}) before the
 * next request leaves; a request without an answer is sent again, unchanged, until it has one.
 */
final class CarefulClient implements Runnable {

    /** Numbers that each connection has for itself. */
    private static final long NUMBERS = 10_000_000;

    private static final int[] SIZES = {1, 1, 7, 50, 200};
    private static final long PAUSE_MILLIS = 20;
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int CUSTOMERS = 20_000;

    private final Target target;
    private final List<RequestWriter> writers;
    private final RandomGenerator random;
    private final Path file;
    private final BooleanSupplier stopping;
    private long nextNumber;
    private @Nullable Socket socket;

    /**
     * A connection.
     *
     * @param index tells its numbers and its file from those of the others
     * @param folder where its file of acknowledged events goes
     * @param stopping whether to end after the request under way
     */
    CarefulClient(
            Target target,
            String run,
            long seed,
            int index,
            Path folder,
            BooleanSupplier stopping) {
        this.target = target;
        EventStream events = new EventStream(run, seed, CUSTOMERS);
        this.writers =
                java.util.Arrays.stream(SIZES)
                        .mapToObj(size ->
                                new RequestWriter(target, events, size, InstantSource.system()))
                        .toList();
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed + index);
        this.nextNumber = index * NUMBERS;
        this.file = folder.resolve("connection-" + index);
        this.stopping = stopping;
    }

    /** Reads what all connections have written, while they write or afterwards. */
    static Acknowledged read(Path folder) throws IOException {
        Acknowledged acknowledged = new Acknowledged();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                // a line without its end is still being written, and not yet relied upon
                String text = Files.readString(file);
                text.substring(0, text.lastIndexOf('\n') + 1)
                        .lines()
                        .forEach(line -> {
                            String[] words = line.split(" ", -1);
                            acknowledged.add(Long.parseLong(words[0]), Integer.parseInt(words[1]));
                        });
            }
        }
        return acknowledged;
    }

    @Override
    public void run() {
        try (FileChannel disk =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (!stopping.getAsBoolean()) {
                RequestWriter writer = writers.get(random.nextInt(writers.size()));
                writer.write(nextNumber);
                if (deliver(writer)) {
                    keep(disk, nextNumber + " " + writer.eventsPerRequest() + "\n");
                }
                nextNumber += writer.eventsPerRequest();
            }
            disconnect();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void keep(FileChannel disk, String line) throws IOException {
        disk.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
        disk.force(false);
    }

    /** Sends until acknowledged; false if told to stop before. */
    private boolean deliver(RequestWriter writer) throws InterruptedException {
        while (true) {
            try {
                int status = attempt(writer);
                if (status == 200) {
                    return true;
                }
                requirePassing(status);
            } catch (IOException serverIsDown) {
                disconnect();
            }
            if (stopping.getAsBoolean()) {
                return false;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** Goes on after what passes by itself; anything else is a mistake of ours or of the server. */
    private static void requirePassing(int status) {
        if (status != 429 && status < 500) {
            throw new IllegalStateException("the server answered " + status);
        }
    }

    private int attempt(RequestWriter writer) throws IOException {
        Socket connected = connection();
        connected
                .getOutputStream()
                .write(writer.bytes(), writer.start(), writer.end() - writer.start());
        return status(new BufferedInputStream(connected.getInputStream()));
    }

    private Socket connection() throws IOException {
        Socket connected = socket;
        if (connected == null) {
            connected = new Socket(target.address().getAddress(), target.address().getPort());
            connected.setTcpNoDelay(true);
            connected.setSoTimeout(TIMEOUT_MILLIS);
            socket = connected;
        }
        return connected;
    }

    private void disconnect() {
        Socket connected = socket;
        socket = null;
        if (connected != null) {
            try {
                connected.close();
            } catch (IOException alreadyClosed) {
                // nothing left to give back
            }
        }
    }

    /** The status of the answer, after all of its body has been read. */
    private static int status(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "Content-Length: ", 0, 16)) {
                length = Integer.parseInt(header.substring(16).strip());
            }
        }
        if (in.readNBytes(length).length < length) {
            throw new IOException("the answer was cut off");
        }
        return Integer.parseInt(status.split(" ", 3)[1]);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the server closed the connection");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }
}
