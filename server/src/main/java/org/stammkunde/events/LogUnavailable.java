package org.stammkunde.events;

import org.jspecify.annotations.Nullable;

/** The log cannot take facts now; nothing of what was handed in may be counted as stored. */
public class LogUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LogUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    LogUnavailable(String message) {
        super(message);
    }
}
