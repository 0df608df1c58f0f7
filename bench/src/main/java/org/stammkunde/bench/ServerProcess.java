package org.stammkunde.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A server of our own on a data folder of its own, started and called by its command line as an
 * operator would.
 *
 * <p>On Linux it is told to stop when the thread that started it ends, even by {@code kill -9} of
 * this process: a benchmark leaves nothing running behind.
 */
final class ServerProcess implements AutoCloseable {

    private static final Duration READY_MAX = Duration.ofMinutes(3);
    private static final Duration STOP_MAX = Duration.ofSeconds(30);

    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    private final List<String> command;
    private final Path folder;
    private final int port;
    private @Nullable Process process;

    /**
     * A server that is not started yet.
     *
     * @param command the words that start Stammkunde's command line, such as {@code ./stammkunde}
     * @param folder an existing folder for the data folder and the server's output
     */
    ServerProcess(List<String> command, Path folder) throws IOException {
        this.command = List.copyOf(command);
        this.folder = folder;
        this.port = freePort();
    }

    DataFolder data() {
        return new DataFolder(folder.resolve("data"));
    }

    /** Where it takes requests. */
    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The server's process, while it runs. */
    ProcessHandle handle() {
        return running().toHandle();
    }

    /** Starts it and waits until it takes requests. */
    void start() throws IOException, InterruptedException {
        Process started =
                builder("start", "--port", Integer.toString(port))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()))
                        .start();
        process = started;
        Waiting.until(
                "the server takes requests at " + address(),
                READY_MAX,
                () -> {
                    requireAlive(started);
                    return answers();
                });
    }

    /** Ends the server's process at once, as {@code kill -9} does. */
    void kill() throws InterruptedException {
        running().destroyForcibly();
        running().waitFor();
    }

    /** Creates a source for requests and returns its write key. */
    String writeKey(String source) throws IOException, InterruptedException {
        return lastLine(ask("source", "add", source));
    }

    /** Creates a source that sends the customer numbers of the namespace; returns its key. */
    String writeKey(String source, String namespace) throws IOException, InterruptedException {
        return lastLine(ask("source", "add", source, "--namespace", namespace));
    }

    /** Makes a one-time link to the owner's account and returns its path. */
    String ownerLink() throws IOException, InterruptedException {
        return URI.create(lastLine(ask("owner-link"))).getPath();
    }

    /** Runs another command on the same data folder to its end and returns what it printed. */
    String ask(String... arguments) throws IOException, InterruptedException {
        Path answer = Files.createTempFile(folder, "answer", ".txt");
        try {
            Process asking =
                    builder(arguments)
                            .redirectOutput(answer.toFile())
                            .redirectError(ProcessBuilder.Redirect.appendTo(output().toFile()))
                            .start();
            int exitCode = asking.waitFor();
            String text = Files.readString(answer).strip();
            if (exitCode != 0) {
                throw new IOException(
                        "%s ended with %d, see server.log: %s"
                                .formatted(String.join(" ", arguments), exitCode, text));
            }
            return text;
        } finally {
            Files.delete(answer);
        }
    }

    private static String lastLine(String text) {
        return text.substring(text.lastIndexOf('\n') + 1);
    }

    /** Runs another command on the same data folder; its output goes to the server's. */
    Process call(String... arguments) throws IOException {
        return builder(arguments)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()))
                .start();
    }

    /** Stops the server in order; kills it where that takes too long. */
    @Override
    public void close() {
        Process stopping = process;
        if (stopping == null) {
            return;
        }
        stopping.destroy();
        try {
            if (!stopping.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
                stopping.destroyForcibly();
            }
        } catch (InterruptedException e) {
            stopping.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("the server was not started");
        }
        return process;
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> words = new ArrayList<>();
        if (Files.exists(SETPRIV)) {
            words.addAll(List.of(SETPRIV.toString(), "--pdeathsig=TERM"));
        }
        words.addAll(command);
        words.addAll(List.of(arguments));
        words.addAll(List.of("--data", data().path().toString()));
        ProcessBuilder builder = new ProcessBuilder(words);
        // the figures are about the database of this data folder
        builder.environment().keySet().removeIf(name -> name.startsWith("STAMMKUNDE_D"));
        return builder;
    }

    private Path output() {
        return folder.resolve("server.log");
    }

    private void requireAlive(Process started) {
        if (!started.isAlive()) {
            throw new IllegalStateException(
                    "the server ended with %d; it said:%n%s"
                            .formatted(started.exitValue(), tail()));
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(output(), StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
        } catch (IOException e) {
            return "(nothing that can be read: " + e.getMessage() + ")";
        }
    }

    /** Whether the door for events answers; a look at a path without a meaning harms nothing. */
    private boolean answers() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) address().resolve("/v1/batch").toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            connection.setRequestMethod("OPTIONS");
            return connection.getResponseCode() < 300;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
