package org.stammkunde.database;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;

/** The settings of the embedded PostgreSQL. */
final class PostgresSettings {

    private static final long MEGABYTE = 1 << 20;

    private static final long BUFFERS_MIN = 128 * MEGABYTE;

    private static final long BUFFERS_MAX = 4096 * MEGABYTE;

    private PostgresSettings() {}

    private static final List<String> ON_ANY_MACHINE =
            List.of(
                    "listen_addresses=127.0.0.1",
                    "unix_socket_directories=",
                    // the pool's 32, the projector, commands beside a running server
                    "max_connections=80",
                    "work_mem=16MB",
                    "maintenance_work_mem=128MB",
                    // fewer checkpoints during an import: each makes every page's next change a
                    // full page in the log
                    "max_wal_size=4GB",
                    "min_wal_size=256MB",
                    "checkpoint_timeout=15min",
                    // one server, no replica, but base backups with their log
                    "wal_level=replica",
                    "max_wal_senders=2",
                    // solid-state disks are the rule; the default assumes spinning ones
                    "random_page_cost=1.1",
                    // compiling costs more than it saves on queries of milliseconds
                    "jit=off",
                    "timezone=UTC",
                    "idle_in_transaction_session_timeout=10min",
                    // a statement's error goes to who sent it; values of rows are personal data and
                    // stay out of logs
                    "log_line_prefix=",
                    "log_min_messages=log",
                    "log_error_verbosity=terse",
                    "log_min_error_statement=panic",
                    "log_checkpoints=off",
                    "logging_collector=off");

    /** For tests, whose data need not survive a power cut and are few. */
    static final List<String> FLEETING =
            List.of(
                    "fsync=off",
                    "full_page_writes=off",
                    "synchronous_commit=off",
                    "shared_buffers=128MB");

    /** For this machine, or the part of it that the container may use. */
    static List<String> durable() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return durable(system.getTotalMemorySize());
    }

    /**
     * Settings with which what is acknowledged survives a power cut.
     *
     * @param memory of the machine, in bytes
     */
    static List<String> durable(long memory) {
        return Stream.concat(ON_ANY_MACHINE.stream(), sized(memory)).toList();
    }

    /**
     * A quarter of the memory for PostgreSQL's own buffers, as its manual advises. Pages are taken
     * when they are first needed, so a small installation does not pay for it. What a batch touches
     * lies scattered over all customers; read through the system's cache, each page costs a system
     * call, and another to write it back.
     */
    private static Stream<String> sized(long memory) {
        long buffers = Math.clamp(memory / 4, BUFFERS_MIN, BUFFERS_MAX);
        return Stream.of(
                "shared_buffers=%dMB".formatted(buffers / MEGABYTE),
                // a hint to the planner only
                "effective_cache_size=%dMB".formatted(Math.max(memory / 2, buffers) / MEGABYTE));
    }
}
