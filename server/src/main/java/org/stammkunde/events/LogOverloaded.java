package org.stammkunde.events;

/** More facts are waiting to be stored than the log queues; the sender shall come again later. */
public final class LogOverloaded extends LogUnavailable {

    private static final long serialVersionUID = 1L;

    LogOverloaded(int waiting) {
        super("%d events are waiting to be stored, the most that are queued".formatted(waiting));
    }
}
