package org.stammkunde.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.stammkunde.collect.files.ImportProgress;

/**
 * Shows how far an import is: a bar that is drawn over itself on a terminal, as wide as that
 * allows, and a line now and then elsewhere.
 */
final class ImportProgressDisplay implements AutoCloseable {

    private static final int BAR_CHARACTERS_MAX = 30;

    /** What the text takes at most, so that the bar keeps its length. */
    private static final int TEXT_CHARACTERS = 64;

    /** A shorter bar says nothing that the percentage does not say. */
    private static final int BAR_CHARACTERS_MIN = 8;

    /** Back to the start of the line, which is cleared and cut off at the window's edge. */
    private static final String OVER_ITSELF = "\r\u001b[2K\u001b[?7l";

    /** Further lines are broken at the window's edge again. */
    private static final String BROKEN_AGAIN = "\u001b[?7h";

    private static final Duration BAR_EVERY = Duration.ofMillis(150);
    private static final Duration LINE_EVERY = Duration.ofSeconds(5);

    /** Before this much is done, what is left cannot be told. */
    private static final double FRACTION_MIN = 0.03;

    private final PrintWriter out;
    private final Path file;
    private final boolean bar;
    private final int columns;
    private final LongSupplier nanoClock;
    private final long start;
    private ImportProgress.Phase phase = ImportProgress.Phase.READING;
    private long phaseStart;
    private long shownAt;
    private boolean drawn;

    /**
     * A display for one file.
     *
     * @param columns of the terminal, 0 where it is none
     */
    ImportProgressDisplay(PrintWriter out, Path file, int columns, LongSupplier nanoClock) {
        this.out = out;
        this.file = file;
        this.bar = columns > 0;
        this.columns = columns;
        this.nanoClock = nanoClock;
        this.start = nanoClock.getAsLong();
        this.phaseStart = start;
        this.shownAt = start;
    }

    static ImportProgressDisplay on(PrintWriter out, Path file) {
        return new ImportProgressDisplay(out, file, Terminal.columns(), System::nanoTime);
    }

    void show(ImportProgress progress) {
        long now = nanoClock.getAsLong();
        if (progress.phase() != phase) {
            phase = progress.phase();
            phaseStart = now;
        }
        Duration every = bar ? BAR_EVERY : LINE_EVERY;
        if (now - shownAt < every.toNanos()) {
            return;
        }
        shownAt = now;
        String text = text(progress, now);
        if (bar) {
            out.print(OVER_ITSELF + barOf(progress.fraction()) + text + BROKEN_AGAIN);
            drawn = true;
        } else {
            out.println(file.getFileName() + ": " + text);
        }
        out.flush();
    }

    /** As long as the text leaves room for. */
    private String barOf(double fraction) {
        int length = Math.min(BAR_CHARACTERS_MAX, columns - TEXT_CHARACTERS);
        if (length < BAR_CHARACTERS_MIN) {
            return "";
        }
        int full = (int) Math.round(fraction * length);
        return "█".repeat(full) + "░".repeat(length - full) + " ";
    }

    private String text(ImportProgress progress, long now) {
        if (progress.phase() == ImportProgress.Phase.WAITING) {
            return "waiting for another import into the same source";
        }
        return String.format(
                Locale.ROOT,
                "%3.0f %%  %s, %,d rows%s%s",
                progress.fraction() * 100,
                verb(progress.phase()),
                progress.rows(),
                rate(progress, now),
                left(progress.fraction(), (now - start) / 1e9));
    }

    /** Rows of a phase by the time since it began; figures are not about rows. */
    private String rate(ImportProgress progress, long now) {
        double seconds = (now - phaseStart) / 1e9;
        boolean tells = seconds > 0 && progress.rows() > 0;
        return tells && progress.phase() != ImportProgress.Phase.APPLYING
                ? String.format(Locale.ROOT, ", %,.0f rows/s", progress.rows() / seconds)
                : "";
    }

    private static String verb(ImportProgress.Phase phase) {
        return switch (phase) {
            case WAITING -> "waiting";
            case READING -> "reading";
            case STORING -> "storing";
            case APPLYING -> "updating figures";
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
