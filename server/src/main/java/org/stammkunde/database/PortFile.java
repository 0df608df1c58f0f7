package org.stammkunde.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The port of the embedded PostgreSQL: chosen once, remembered in the data folder, chosen again
 * when another program has taken it meanwhile.
 */
final class PortFile {

    /** Below the range from which systems take ports for outgoing connections. */
    private static final int LOWEST = 15_000;

    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS_MAX = 200;

    private final Path file;
    private int number;

    private PortFile(Path file, int number) {
        this.file = file;
        this.number = number;
    }

    static PortFile in(Path data) throws IOException {
        Path file = data.resolve("postgres-port");
        String text = Files.exists(file) ? Files.readString(file).strip() : "";
        return new PortFile(file, text.matches("\\d{4,5}") ? Integer.parseInt(text) : 0);
    }

    /**
     * The port for the next start.
     *
     * @param keep true when clients know the port already: then it stays even if it looks taken
     */
    int choose(boolean keep) throws IOException {
        if (keep || (number != 0 && isFree(number))) {
            return number;
        }
        number = anyFree();
        Files.writeString(file, number + "\n");
        return number;
    }

    int number() {
        return number;
    }

    private static int anyFree() throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            int candidate = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(candidate)) {
                return candidate;
            }
        }
        throw new DatabaseUnavailable(
                "no free port between %d and %d on 127.0.0.1 for PostgreSQL"
                        .formatted(LOWEST, HIGHEST));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
