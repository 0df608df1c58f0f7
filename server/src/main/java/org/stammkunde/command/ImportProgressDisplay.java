package org.stammkunde.command;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.stammkunde.collect.files.ImportProgress;

/**
 * Shows how far an import is: a bar that is drawn over itself on a terminal, a line now and then
 * elsewhere.
 */
final class ImportProgressDisplay implements AutoCloseable {

    private static final int BAR_CHARACTERS = 30;
    private static final Duration BAR_EVERY = Duration.ofMillis(150);
    private static final Duration LINE_EVERY = Duration.ofSeconds(5);

    /** Before this much is done, what is left cannot be told. */
    private static final double FRACTION_MIN = 0.03;

    private final PrintWriter out;
    private final Path file;
    private final boolean bar;
    private final long start = System.nanoTime();
    private long shownAt = start;
    private boolean drawn;

    private ImportProgressDisplay(PrintWriter out, Path file, boolean bar) {
        this.out = out;
        this.file = file;
        this.bar = bar;
    }

    static ImportProgressDisplay on(PrintWriter out, Path file) {
        Console console = System.console();
        return new ImportProgressDisplay(out, file, console != null && console.isTerminal());
    }

    void show(ImportProgress progress) {
        long now = System.nanoTime();
        Duration every = bar ? BAR_EVERY : LINE_EVERY;
        if (now - shownAt < every.toNanos()) {
            return;
        }
        shownAt = now;
        String text = text(progress, now);
        if (bar) {
            // back to the start of the line, and clear it
            out.print("\r\u001b[2K" + barOf(progress.fraction()) + " " + text);
            drawn = true;
        } else {
            out.println(file.getFileName() + ": " + text);
        }
        out.flush();
    }

    private static String barOf(double fraction) {
        int full = (int) Math.round(fraction * BAR_CHARACTERS);
        return "█".repeat(full) + "░".repeat(BAR_CHARACTERS - full);
    }

    private String text(ImportProgress progress, long now) {
        if (progress.phase() == ImportProgress.Phase.WAITING) {
            return "waiting for another import into the same source";
        }
        double seconds = (now - start) / 1e9;
        String rate =
                progress.phase() == ImportProgress.Phase.APPLYING
                        ? ""
                        : ", %,.0f rows/s".formatted(progress.rows() / seconds);
        return String.format(
                Locale.ROOT,
                "%3.0f %%  %s, %,d rows%s%s",
                progress.fraction() * 100,
                verb(progress.phase()),
                progress.rows(),
                rate,
                left(progress.fraction(), seconds));
    }

    private static String verb(ImportProgress.Phase phase) {
        return switch (phase) {
            case WAITING -> "waiting";
            case READING -> "reading";
            case STORING -> "storing";
            case APPLYING -> "updating customers and figures";
        };
    }

    private static String left(double fraction, double seconds) {
        if (fraction < FRACTION_MIN || fraction >= 1) {
            return "";
        }
        long left = Math.round(seconds / fraction * (1 - fraction));
        return left < 60
                ? ", %d s left".formatted(left)
                : ", %d min %02d s left".formatted(left / 60, left % 60);
    }

    /** Removes the bar. */
    @Override
    public void close() {
        if (drawn) {
            out.print("\r\u001b[2K");
            out.flush();
            drawn = false;
        }
    }
}
