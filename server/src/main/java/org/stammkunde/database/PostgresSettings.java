package org.stammkunde.database;

import java.util.List;

/** The settings of the embedded PostgreSQL, for a machine with two cores and a few gigabytes. */
final class PostgresSettings {

    private PostgresSettings() {}

    static final List<String> DURABLE =
            List.of(
                    "listen_addresses=127.0.0.1",
                    "unix_socket_directories=",
                    // the pool's 32, the projector, commands beside a running server
                    "max_connections=80",
                    "shared_buffers=256MB",
                    // a hint to the planner only: the system's file cache does most of the caching
                    "effective_cache_size=1GB",
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

    /** For tests, whose data need not survive a power cut. */
    static final List<String> FLEETING =
            List.of("fsync=off", "full_page_writes=off", "synchronous_commit=off");
}
