package org.stammkunde.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The terminal on which somebody reads standard error, if there is one. */
final class Terminal {

    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    /** What terminals have been for fifty years, where the real number cannot be found out. */
    private static final int COLUMNS_USUAL = 80;

    private Terminal() {}

    /** How many characters a line has; 0 where the output goes into a file or a pipe. */
    static int columns() {
        return device().map(Terminal::columns).orElse(0);
    }

    private static Optional<Path> device() {
        if (!Files.exists(STANDARD_ERROR.getParent())) {
            // not Linux: Java knows of standard output only
            boolean terminal = System.console() != null && System.console().isTerminal();
            return terminal ? Optional.of(Path.of("/dev/tty")) : Optional.empty();
        }
        try {
            Path device = STANDARD_ERROR.toRealPath();
            return Optional.of(device)
                    .filter(path -> path.startsWith("/dev/pts") || path.toString().contains("tty"));
        } catch (IOException noFile) {
            return Optional.empty(); // a pipe
        }
    }

    /** Java does not know; the system's {@code stty} prints rows and columns. */
    private static int columns(Path device) {
        try {
            Process stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(device.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return columnsIn(
                    new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException unknown) {
            return COLUMNS_USUAL;
        }
    }

    static int columnsIn(String size) {
        String columns = size.strip().replaceFirst("^\\d+ ", "");
        return columns.matches("[1-9]\\d{0,4}") ? Integer.parseInt(columns) : COLUMNS_USUAL;
    }
}
