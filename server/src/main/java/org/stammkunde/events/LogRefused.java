package org.stammkunde.events;

/**
 * The database cannot hold one of the facts as it is, such as a number with a million digits; to
 * send them again unchanged is of no use.
 */
public final class LogRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LogRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
