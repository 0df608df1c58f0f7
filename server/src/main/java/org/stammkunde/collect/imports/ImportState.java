package org.stammkunde.collect.imports;

import java.util.Locale;

/** Where an import is on its way. */
enum ImportState {
    /** Handed in; somebody still looks at how it is to be read. */
    DRAFT,
    /** It is being found out what importing would do. */
    REHEARSING,
    WAITING,
    RUNNING,
    /** The command that ran it is gone before its end; to be seen by its lock, never written. */
    INTERRUPTED,
    DONE,
    FAILED,
    UNDOING,
    UNDONE,
    /** An undone import is being brought back. */
    RESTORING;

    /** The name in the database and in keys of texts. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name in the table, where an interrupted import still runs. */
    String stored() {
        return this == INTERRUPTED ? RUNNING.code() : code();
    }

    static ImportState ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** Whether something is done in the background and the page shows how far it is. */
    boolean isBusy() {
        return switch (this) {
            case REHEARSING, WAITING, RUNNING, UNDOING, RESTORING -> true;
            case DRAFT, INTERRUPTED, DONE, FAILED, UNDONE -> false;
        };
    }
}
