package org.stammkunde.collect.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stammkunde.collect.files.ImportResult.Count;
import org.stammkunde.collect.files.RowKind;
import org.stammkunde.collect.files.Statement;

/**
 * A file that was handed in, and what became of it.
 *
 * @param enteredBy who handed it in
 * @param byCommand whether a command runs it, and not the server
 * @param mapping text of a mapping file; null while nothing was changed in what is proposed
 * @param startedAt when it, or what was left of it, was begun last
 * @param undoneAt when somebody took it back, {@code restoredAt} when somebody brought it back
 * @param counts what became of its rows, or would; empty before
 */
record FileImport(
        long id,
        String fileName,
        long fileBytes,
        @Nullable String source,
        String enteredBy,
        boolean byCommand,
        ImportState state,
        @Nullable String mapping,
        boolean partial,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant undoneAt,
        @Nullable String undoneBy,
        @Nullable Instant restoredAt,
        @Nullable String restoredBy,
        Optional<Counts> counts,
        List<Statement> notes,
        Optional<Statement> failure) {

    /** What became of the rows of a file. */
    record Counts(long rows, Count imported, Count unchanged, Count rejected, long valuesLeftOut) {}

    /** What the facts of an import are named by in the log. */
    String message() {
        return message(id);
    }

    static String message(long id) {
        return "import/" + id;
    }

    /** What its rows belong to, as the key of texts: orders where nothing is said. */
    String kind() {
        String kind = ChosenMapping.of(mapping).setting("kind");
        return kind.isEmpty() ? RowKind.ORDERS.code() : kind;
    }

    boolean isBusy() {
        return state.isBusy();
    }

    /** Whether a command is at work on it, which alone knows how far it is. */
    boolean isElsewhere() {
        return byCommand && state == ImportState.RUNNING;
    }

    /** Whether there may be facts of it that count. */
    boolean canBeUndone() {
        return source != null
                && switch (state) {
                    case DONE, FAILED, INTERRUPTED -> true;
                    case DRAFT, REHEARSING, WAITING, RUNNING, UNDOING, UNDONE, RESTORING -> false;
                };
    }

    /** How long importing took; empty before it ended. */
    Optional<Duration> duration() {
        return startedAt == null || endedAt == null
                ? Optional.empty()
                : Optional.of(Duration.between(startedAt, endedAt));
    }
}
