package org.stammkunde.lake;

/** The lake could not be written; the message says where and why. */
public final class LakeFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    LakeFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
