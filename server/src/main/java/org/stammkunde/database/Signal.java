package org.stammkunde.database;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What PostgreSQL understands from outside; Java itself can only send TERM, which waits for all
 * clients to leave.
 */
enum Signal {

    /** Fast shutdown: roll back, write a checkpoint, end. */
    INTERRUPT("INT"),

    /** End at once; the next start recovers from the log. */
    QUIT("QUIT");

    private final String name;

    Signal(String name) {
        this.name = name;
    }

    void send(long pid) {
        try {
            new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(name, pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
