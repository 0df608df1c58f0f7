package org.stammkunde.database;

/**
 * The database cannot be used, for a reason that whoever runs the program can do something about.
 * The message says what is wrong, with which folder or address, and what to do; it is shown as it
 * is, without a stack trace.
 */
public final class DatabaseUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    public DatabaseUnavailable(String message) {
        super(message);
    }

    public DatabaseUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
