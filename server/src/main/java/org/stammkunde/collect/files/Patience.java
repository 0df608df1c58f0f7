package org.stammkunde.collect.files;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.function.Supplier;
import org.stammkunde.events.LogUnavailable;

/**
 * Tries again for a while when the database goes away, as it does when its supervisor restarts it
 * or somebody updates it.
 *
 * <p>Everything an import sends may be sent twice: the keys of facts make the second time harmless.
 */
final class Patience {
    private static final Duration OUTAGE_MAX = Duration.ofSeconds(90);
    private static final long PAUSE_MILLIS_MAX = 2_000;

    private Patience() {}

    /**
     * What the supplier gives, at the latest {@link #OUTAGE_MAX} after its first failure.
     *
     * @throws ImportRefused if the database stays away
     */
    static <T> T insist(Supplier<T> supplier) {
        long deadline = System.nanoTime() + OUTAGE_MAX.toNanos();
        long pauseMillis = 100;
        while (true) {
            try {
                return supplier.get();
            } catch (RuntimeException failed) {
                if (!isOutage(failed)) {
                    throw failed;
                }
                if (System.nanoTime() > deadline || !pause(pauseMillis)) {
                    throw gaveUp(failed);
                }
                pauseMillis = Math.min(PAUSE_MILLIS_MAX, pauseMillis * 2);
            }
        }
    }

    private static boolean isOutage(Throwable failed) {
        for (Throwable each = failed; each != null; each = each.getCause()) {
            if (each instanceof LogUnavailable
                    || each instanceof SQLTransientException
                    || (each instanceof SQLException sql && isConnectionState(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** Class 08 is a broken connection, 57P a server that shuts down or starts. */
    private static boolean isConnectionState(String state) {
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }

    private static boolean pause(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ImportRefused gaveUp(Throwable failed) {
        return ImportRefused.cannotRun(
                "the database did not answer for %d seconds (%s); what was stored stays, run the same command again to import the rest"
                        .formatted(OUTAGE_MAX.toSeconds(), failed.getMessage()));
    }
}
