package org.stammkunde.events;

import jakarta.annotation.PreDestroy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The door through which facts enter. Callers block until their facts are durable; facts of callers
 * that wait at the same time share one transaction (group commit).
 *
 * <p>Thread-safe. One thread writes; what waits for it is bounded, and who finds the queue full for
 * {@value #PATIENCE_MILLIS} milliseconds is turned away with {@link LogOverloaded}.
 */
@Component
public final class EventLog {

    /** The most facts of one transaction, unless a single caller hands in more. */
    private static final int GROUP_MAX = 5_000;

    /** The most facts that wait: about a second of full load, 60 MB at 1 kB each. */
    private static final int WAITING_MAX = 60_000;

    private static final int PATIENCE_MILLIS = 2_000;

    /** A group as large as this with others waiting behind it means that senders outrun the log. */
    private static final int PRESSED_GROUP = 500;

    private static final Duration PRESSED_FOR = Duration.ofMillis(200);

    /** How long a group is tried again while the database restarts. */
    private static final Duration OUTAGE_MAX = Duration.ofSeconds(20);

    private static final Logger log = LoggerFactory.getLogger(EventLog.class);

    private final GroupWriter writer;
    private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Semaphore room = new Semaphore(WAITING_MAX);
    private final Thread thread;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private volatile long pressedUntilNanos = System.nanoTime();

    EventLog(DataSource database) {
        writer = new GroupWriter(database);
        thread = Thread.ofPlatform().name("event-log").daemon().start(this::writeUntilClosed);
    }

    /**
     * Stores facts and returns when they are durable.
     *
     * @throws LogOverloaded when too many facts wait; the caller shall try again later
     * @throws LogUnavailable when the database did not take them; they may be sent again
     * @throws LogRefused when the database cannot hold one of them; none is stored
     */
    public Appended append(List<EventDraft> events) {
        if (events.isEmpty()) {
            return Appended.NOTHING;
        }
        Pending pending = new Pending(writer.prepare(events));
        enter(pending);
        try {
            return pending.done.join();
        } catch (CompletionException failed) {
            throw explained(failed.getCause());
        } finally {
            room.release(pending.permits());
        }
    }

    /** Calls the listener after each commit that stored something; it must return at once. */
    void onCommit(Runnable listener) {
        listeners.add(listener);
    }

    private static RuntimeException explained(@Nullable Throwable cause) {
        return cause instanceof SQLException failed && GroupWriter.isRefusal(failed)
                ? new LogRefused("the database cannot hold this: " + failed.getMessage(), failed)
                : new LogUnavailable("the events could not be stored", cause);
    }

    /**
     * Whether facts come in faster than they can be written one group after the other. Whoever can
     * wait should leave the processors to the log then.
     */
    boolean isPressed() {
        return System.nanoTime() - pressedUntilNanos < 0;
    }

    private void enter(Pending pending) {
        try {
            int permits = pending.permits();
            if (!room.tryAcquire(permits, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new LogOverloaded(WAITING_MAX);
            }
            if (closed || !queue.offer(pending)) {
                room.release(permits);
                throw new LogUnavailable("the server is stopping");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new LogUnavailable("the caller was interrupted", stopping);
        }
    }

    private void writeUntilClosed() {
        try {
            while (!closed || !queue.isEmpty()) {
                Pending first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    write(group(first));
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Pending> group(Pending first) {
        List<Pending> group = new ArrayList<>();
        group.add(first);
        int size = first.events.size();
        @Nullable Pending next = queue.peek();
        while (next != null && size + next.events.size() <= GROUP_MAX) {
            group.add(queue.remove());
            size += next.events.size();
            next = queue.peek();
        }
        return group;
    }

    private void write(List<Pending> group) {
        try {
            List<Appended> outcomes =
                    writePatiently(group.stream().map(pending -> pending.events).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).done.complete(outcomes.get(i));
            }
            notePressure(outcomes);
            listeners.forEach(Runnable::run);
        } catch (SQLException failed) {
            fail(group, failed);
        } catch (InterruptedException | RuntimeException failed) {
            group.forEach(pending -> pending.done.completeExceptionally(failed));
        }
    }

    private void notePressure(List<Appended> outcomes) {
        int stored = outcomes.stream().mapToInt(Appended::stored).sum();
        if (stored >= PRESSED_GROUP && !queue.isEmpty()) {
            pressedUntilNanos = System.nanoTime() + PRESSED_FOR.toNanos();
        }
    }

    /** What one caller handed in must not keep the others' facts out. */
    private void fail(List<Pending> group, SQLException failed) {
        if (group.size() > 1 && GroupWriter.isRefusal(failed)) {
            group.forEach(pending -> write(List.of(pending)));
        } else {
            if (!GroupWriter.isRefusal(failed)) {
                log.warn("{} waiting batches could not be stored", group.size(), failed);
            }
            group.forEach(pending -> pending.done.completeExceptionally(failed));
        }
    }

    /**
     * Writes, and writes again when the connection broke: whether a broken commit took place does
     * not matter, because keys make the second attempt find what the first one stored.
     */
    private List<Appended> writePatiently(List<List<Numbered>> parts)
            throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + OUTAGE_MAX.toNanos();
        long pauseMillis = 50;
        while (true) {
            try {
                return writer.write(parts);
            } catch (SQLException failed) {
                if (!GroupWriter.isOutage(failed) || System.nanoTime() > deadline) {
                    throw failed;
                }
                log.warn("the database is away, trying again: {}", failed.getMessage());
                Thread.sleep(pauseMillis);
                pauseMillis = Math.min(1_000, pauseMillis * 2);
            }
        }
    }

    @PreDestroy
    void close() throws InterruptedException {
        closed = true;
        thread.join(OUTAGE_MAX);
    }

    /** Facts of one caller, and the place where it waits. */
    private static final class Pending {

        final List<Numbered> events;
        final CompletableFuture<Appended> done = new CompletableFuture<>();

        Pending(List<Numbered> events) {
            this.events = events;
        }

        /** A caller with more facts than there is room waits until it has all of it. */
        int permits() {
            return Math.min(events.size(), WAITING_MAX);
        }
    }
}
