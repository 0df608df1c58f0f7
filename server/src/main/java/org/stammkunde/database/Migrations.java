package org.stammkunde.database;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tables of all modules up to date: per module a folder {@code db/<module>/}, a schema
 * of the module's name and a history in it. A module without folder has no tables.
 */
public final class Migrations {

    /** The order of dependence: a module's migrations may name those before it. */
    public static final List<String> MODULES =
            List.of(
                    "merchant",
                    "security",
                    "events",
                    "collect",
                    "identity",
                    "orders",
                    "customers",
                    "score",
                    "insights",
                    "segments");

    private static final Logger log = LoggerFactory.getLogger(Migrations.class);

    private Migrations() {}

    /**
     * Applies what is missing.
     *
     * @throws DatabaseUnavailable if a module's tables are newer than this program
     */
    public static void migrate(DataSource database) {
        present().forEach(module -> migrate(flyway(database, module), module));
    }

    private static void migrate(Flyway flyway, String module) {
        refuseNewer(flyway, module);
        MigrateResult result = flyway.migrate();
        if (result.migrationsExecuted > 0) {
            log.info("{}: {} migrations applied", module, result.migrationsExecuted);
        }
    }

    /**
     * Checks that nothing is missing, for a process that works beside the one that migrates.
     *
     * @throws DatabaseUnavailable if the tables are older or newer than this program
     */
    static void requireCurrent(DataSource database) {
        for (String module : present()) {
            Flyway flyway = flyway(database, module);
            refuseNewer(flyway, module);
            if (flyway.info().pending().length > 0) {
                throw new DatabaseUnavailable(
                        "the running server is older than this program (tables of `%s`); restart the server first"
                                .formatted(module));
            }
        }
    }

    private static void refuseNewer(Flyway flyway, String module) {
        for (MigrationInfo applied : flyway.info().applied()) {
            if (applied.getState().isApplied() && !applied.getState().isResolved()) {
                throw new DatabaseUnavailable(
                        "the database holds version %s of `%s`, which this Stammkunde does not know; use the newer Stammkunde that wrote it"
                                .formatted(applied.getVersion(), module));
            }
        }
    }

    /** The modules that bring tables, in order. */
    static List<String> present() {
        return MODULES.stream().filter(Migrations::hasFolder).toList();
    }

    private static boolean hasFolder(String module) {
        return Migrations.class.getResource("/db/" + module) != null;
    }

    private static Flyway flyway(DataSource database, String module) {
        return Flyway.configure()
                .dataSource(database)
                .schemas(module)
                .createSchemas(true)
                .table("migration")
                .locations("classpath:db/" + module)
                .load();
    }
}
