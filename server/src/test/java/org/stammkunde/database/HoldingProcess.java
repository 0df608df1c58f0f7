package org.stammkunde.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Another process that opens a data folder as the server ({@code embedded}) or a command ({@code
 * beside}) does, and holds it until it is told to end or killed.
 */
final class HoldingProcess implements AutoCloseable {

    /** Marks our own lines among those of the log. */
    private static final String SAID = "> ";

    private static final String READY = "ready ";

    private final Process process;
    private final BufferedReader output;
    private final String firstLine;

    private HoldingProcess(Process process) throws IOException {
        this.process = process;
        this.output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.firstLine = nextLine();
    }

    /** What runs in the other process. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        try (Database database =
                arguments[0].equals("embedded")
                        ? Database.embedded(folder)
                        : Database.beside(folder)) {
            say(READY + database.address().url());
            int end = System.in.read();
            say("told to end " + end);
        } catch (DatabaseUnavailable e) {
            say(String.valueOf(e.getMessage()));
            System.exit(3);
        }
    }

    private static void say(String line) {
        System.out.println(SAID + line);
    }

    private String nextLine() throws IOException {
        for (String line; (line = output.readLine()) != null; ) {
            if (line.startsWith(SAID)) {
                return line.substring(SAID.length());
            }
        }
        return "";
    }

    /** Starts it and waits until it holds the folder or has failed. */
    static HoldingProcess start(String how, Path folder, String... commandBefore) {
        List<String> command = new ArrayList<>(List.of(commandBefore));
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        readableClassPath(folder, commandBefore.length > 0),
                        HoldingProcess.class.getName(),
                        how,
                        folder.toString()));
        try {
            return new HoldingProcess(
                    new ProcessBuilder(command)
                            .directory(Path.of("/").toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another user may not be allowed into the folders of the class path, so it gets a copy. */
    private static String readableClassPath(Path folder, boolean otherUser) {
        String own = System.getProperty("java.class.path");
        return otherUser ? ReadableCopy.of(own, folder.resolveSibling("class-path")) : own;
    }

    /** Its first words: ready and an address, or why it cannot hold the folder. */
    String firstLine() {
        return firstLine;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Like a power cut for the process: nothing of it gets to run. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void tellToEnd() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        if (!nextLine().startsWith("told to end")) {
            throw new IllegalStateException("the other process did not understand");
        }
    }

    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the other process does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** Copies of the class path's files where everybody may read them. */
    private static final class ReadableCopy {

        private ReadableCopy() {}

        static String of(String classPath, Path folder) {
            List<String> copies = new ArrayList<>();
            int number = 0;
            for (String entry : classPath.split(":")) {
                Path copy = folder.resolve(number++ + "-" + Path.of(entry).getFileName());
                copy(Path.of(entry), copy);
                copies.add(copy.toString());
            }
            return String.join(":", copies);
        }

        private static void copy(Path from, Path to) {
            try {
                Files.createDirectories(to.getParent());
                org.springframework.util.FileSystemUtils.copyRecursively(from, to);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
