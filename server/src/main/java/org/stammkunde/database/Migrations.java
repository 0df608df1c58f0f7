package org.stammkunde.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
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
                    "api",
                    "security",
                    "events",
                    "collect",
                    "identity",
                    "consent",
                    "catalog",
                    "orders",
                    "customers",
                    "score",
                    "lake",
                    "insights",
                    "segments");

    /** Each schema's table of applied migrations. */
    static final String HISTORY = "migration";

    /** A schema that is there while {@link ImportAll} works, and after it was killed. */
    static final String UNFINISHED_IMPORT = "import_unfinished";

    private static final Logger log = LoggerFactory.getLogger(Migrations.class);

    private Migrations() {}

    /**
     * Applies what is missing.
     *
     * @throws DatabaseUnavailable if a module's tables are newer than this program
     */
    public static void migrate(DataSource database) {
        refuseUnfinishedImport(database);
        if (MadeTables.areCurrent(database)) {
            return;
        }
        present().forEach(module -> migrate(flyway(database, module), module));
    }

    private static void migrate(Flyway flyway, String module) {
        refuseNewer(flyway.info(), module);
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
        if (MadeTables.areCurrent(database)) {
            return;
        }
        for (String module : present()) {
            Flyway flyway = flyway(database, module);
            MigrationInfoService found = flyway.info();
            refuseNewer(found, module);
            if (found.pending().length > 0) {
                throw new DatabaseUnavailable(
                        "the running server is older than this program (tables of `%s`); restart the server first"
                                .formatted(module));
            }
        }
    }

    private static void refuseNewer(MigrationInfoService found, String module) {
        for (MigrationInfo applied : found.applied()) {
            if (applied.getState().isApplied() && !applied.getState().isResolved()) {
                throw new DatabaseUnavailable(
                        "the database holds version %s of `%s`, which this Stammkunde does not know; use the newer Stammkunde that wrote it"
                                .formatted(applied.getVersion(), module));
            }
        }
    }

    private static void refuseUnfinishedImport(DataSource database) {
        try (Connection connection = database.getConnection()) {
            if (hasUnfinishedImport(connection)) {
                throw new DatabaseUnavailable(
                        "an import into this database did not finish; run `import-all` again, or begin with a new data folder");
            }
        } catch (SQLException e) {
            throw new DatabaseUnavailable("the database cannot be used: " + e.getMessage(), e);
        }
    }

    static boolean hasUnfinishedImport(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var found =
                        statement.executeQuery(
                                "select from pg_namespace where nspname = '"
                                        + UNFINISHED_IMPORT
                                        + "'")) {
            return found.next();
        }
    }

    /** What made the tables of each module that is there. */
    static List<ExportManifest.Module> applied(DataSource database) {
        return present().stream()
                .map(module -> described(module, flyway(database, module).info().applied()))
                .filter(module -> !module.migrations().isEmpty())
                .toList();
    }

    /** The migrations this program brings for a module; none for a module it does not know. */
    static List<ExportManifest.Migration> known(DataSource database, String module) {
        return present().contains(module)
                ? described(module, flyway(database, module).info().all()).migrations()
                : List.of();
    }

    private static ExportManifest.Module described(String module, MigrationInfo[] migrations) {
        return new ExportManifest.Module(
                module,
                Stream.of(migrations)
                        .filter(migration -> migration.getVersion() != null)
                        .filter(migration -> migration.getChecksum() != null)
                        .map(Migrations::described)
                        .toList());
    }

    private static ExportManifest.Migration described(MigrationInfo migration) {
        return new ExportManifest.Migration(
                migration.getVersion().getVersion(), migration.getChecksum());
    }

    /** Makes a module's tables as they were when it was described. */
    static void migrateTo(DataSource database, ExportManifest.Module module) {
        String version = module.migrations().getLast().version();
        Flyway.configure()
                .configuration(flyway(database, module.name()).getConfiguration())
                .target(version)
                .load()
                .migrate();
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
                .table(HISTORY)
                .locations("classpath:db/" + module)
                .load();
    }
}
