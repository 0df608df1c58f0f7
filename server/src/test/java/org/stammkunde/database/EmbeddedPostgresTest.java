package org.stammkunde.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * What happens to the data when processes are killed, files are strange and others are in the way.
 */
class EmbeddedPostgresTest {

    private static final String KILLED_TABLE = "create table public.kept (n int)";

    private static final Path outer = TestDatabase.temporaryFolder();
    private static final Path prepared = outer.resolve("data");

    private final Path root = TestDatabase.temporaryFolder();
    private final Path folder = root.resolve("data");

    /** An installation that was set up once; each test gets a copy. */
    @BeforeAll
    static void setUpOnce() throws IOException {
        open(outer);
        try (DataFolder data = DataFolder.open(prepared)) {
            TestDatabase.shareBinaries(data.path());
        }
        Database.embedded(prepared).close();
    }

    @BeforeEach
    void copy() throws Exception {
        open(root);
        var copying =
                new ProcessBuilder("cp", "-a", prepared.toString(), folder.toString()).start();
        assertThat(copying.waitFor()).isZero();
    }

    // like /tmp, where everybody may pass through
    private static void open(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterAll
    static void removePrepared() throws IOException {
        FileSystemUtils.deleteRecursively(outer);
    }

    @AfterEach
    void remove() throws IOException {
        FileSystemUtils.deleteRecursively(root);
    }

    @Test
    void aKilledPostgresIsStartedAgainAndThePoolRecovers() throws Exception {
        try (DataFolder data = DataFolder.open(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
                HikariDataSource pool = pool(postgres.address())) {
            JdbcClient jdbc = JdbcClient.create(pool);
            jdbc.sql(KILLED_TABLE).update();
            jdbc.sql("insert into public.kept values (1)").update();
            long killed = postgres.pid();

            kill(killed);

            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (postgres.pid() == killed && System.nanoTime() < deadline) {
                TestDatabase.leaveTheCore();
            }
            assertThat(postgres.pid()).isNotEqualTo(killed);
            assertThat(firstAnswer(jdbc)).isEqualTo(1);
        }
    }

    @Test
    void whatTheTerminalSendsToTheServerDoesNotReachPostgres() throws Exception {
        try (DataFolder data = DataFolder.open(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            String stat = Files.readString(Path.of("/proc/" + postgres.pid() + "/stat"));
            // the group of processes is the third word behind the name in brackets
            String group = stat.substring(stat.lastIndexOf(')')).split(" ")[3];

            assertThat(group).isEqualTo(Long.toString(postgres.pid()));
        }
    }

    @Test
    void aPostgresLeftByAKilledServerEndsAndNothingCommittedIsLost() throws Exception {
        HoldingProcess server = HoldingProcess.start("embedded", folder);
        assertThat(server.firstLine()).startsWith("ready");
        JdbcClient jdbc = JdbcClient.create(runningAddress().dataSource());
        jdbc.sql(KILLED_TABLE).update();
        jdbc.sql("insert into public.kept values (1)").update();

        server.kill();

        try (Database database = Database.embedded(folder)) {
            assertThat(kept(database.address().dataSource())).isEqualTo(1);
        }
    }

    @Test
    void aPostgresThatDoesNotNoticeItsServersDeathIsStopped() throws Exception {
        int port;
        try (DataFolder data = DataFolder.open(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            JdbcClient jdbc = JdbcClient.create(postgres.address().dataSource());
            jdbc.sql(KILLED_TABLE).update();
            jdbc.sql("insert into public.kept values (1)").update();
            port = Integer.parseInt(Files.readString(folder.resolve("postgres-port")).strip());
        }
        Process leftOver = startUnattended(port);

        try (Database database = Database.embedded(folder)) {
            assertThat(kept(database.address().dataSource())).isEqualTo(1);
            assertThat(leftOver.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void theNumberOfADeadPostgresMayMeanwhileBelongToAnotherProcess() throws Exception {
        Database.embedded(folder).close();
        String self = Long.toString(ProcessHandle.current().pid());
        Files.writeString(
                folder.resolve("postgres/postmaster.pid"), self + "\n/elsewhere\n0\n15999\n");

        try (Database database = Database.embedded(folder)) {
            assertThat(database.address().url()).startsWith("jdbc:postgresql://127.0.0.1:");
        }
    }

    @Test
    void thePortIsRememberedUnlessAnotherProgramTookIt() throws Exception {
        String first = urlOfOneRun();
        assertThat(urlOfOneRun()).isEqualTo(first);

        try (var other = new ServerSocket()) {
            int port = Integer.parseInt(Files.readString(folder.resolve("postgres-port")).strip());
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            String second = urlOfOneRun();

            assertThat(second).isNotEqualTo(first);
            assertThat(urlOfOneRun()).isEqualTo(second);
        }
    }

    @Test
    void aSecondServerOnTheSameFolderIsRefusedAndDoesNotDisturbTheFirst() throws Exception {
        try (HoldingProcess first = HoldingProcess.start("embedded", folder)) {
            assertThat(first.firstLine()).startsWith("ready");

            try (HoldingProcess second = HoldingProcess.start("embedded", folder)) {
                assertThat(second.firstLine())
                        .isEqualTo(
                                "the data folder %s is in use by another Stammkunde (process %d); stop that one, or name another folder with --data"
                                        .formatted(folder, first.pid()));
                assertThat(second.awaitEnd()).isEqualTo(3);
            }

            assertThat(first.isAlive()).isTrue();
            try (Database beside = Database.beside(folder)) {
                assertThat(
                                JdbcClient.create(beside.address().dataSource())
                                        .sql("select 1")
                                        .query(Integer.class)
                                        .single())
                        .isEqualTo(1);
            }
            first.tellToEnd();
            assertThat(first.awaitEnd()).isZero();
        }
    }

    @Test
    void aCommandThatEndsWaitsForThoseThatWorkBesideIt() throws Exception {
        try (HoldingProcess command = HoldingProcess.start("beside", folder)) {
            try (Database beside = Database.beside(folder)) {
                command.tellToEnd();

                JdbcClient jdbc = JdbcClient.create(beside.address().dataSource());
                jdbc.sql("select pg_sleep(0.5)").query().singleRow();
                assertThat(command.isAlive()).isTrue();
            }
            assertThat(command.awaitEnd()).isZero();
        }
    }

    @Test
    void aNormalUserRunsIt() throws Exception {
        assumeTrue(isRoot(), "only root can become another user; the other tests ran as one");
        Path own = root.resolve("own");
        Files.createDirectory(own);
        Files.setAttribute(own, "unix:uid", 65_534);

        try (HoldingProcess server =
                HoldingProcess.start(
                        "embedded",
                        own.resolve("data"),
                        "setpriv",
                        "--reuid=65534",
                        "--regid=65534",
                        "--clear-groups")) {
            assertThat(server.firstLine()).startsWith("ready");
            assertThat(Files.getAttribute(own.resolve("data/postgres"), "unix:uid"))
                    .isEqualTo(65_534);
            server.tellToEnd();
            assertThat(server.awaitEnd()).isZero();
        }
    }

    @Test
    void rootRunsItUnderAnAccountOfItsOwn() throws Exception {
        assumeTrue(isRoot(), "needs root");
        try (DataFolder data = DataFolder.open(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            assertThat(Files.getAttribute(Path.of("/proc/" + postgres.pid()), "unix:uid"))
                    .isEqualTo(Account.UID);
            assertThat(Files.getPosixFilePermissions(folder.resolve("postgres-password")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void rootMayKeepItWhereNobodyElseEnters() throws Exception {
        assumeTrue(isRoot(), "needs root");
        assumeTrue(Account.allowsNamespaces(), "this system does not allow user namespaces");
        String before = urlOfOneRun();
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
        // the shared programs lie outside, these must be inside
        Files.delete(folder.resolve("binaries"));

        assertThat(urlOfOneRun()).isEqualTo(before);
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(urlOfOneRun()).isEqualTo(before);
    }

    @Test
    void connectionsWithoutThePasswordAreRefused() {
        try (Database database = Database.embedded(folder)) {
            var stranger = new DatabaseAddress(database.address().url(), Cluster.USER, "wrong");

            assertThatThrownBy(() -> stranger.dataSource().getConnection())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void commitsAreOnDiskAndPagesHaveChecksums() {
        try (Database database = Database.embedded(folder)) {
            JdbcClient jdbc = JdbcClient.create(database.address().dataSource());
            for (String setting :
                    List.of("fsync", "full_page_writes", "synchronous_commit", "data_checksums")) {
                assertThat(
                                jdbc.sql("select current_setting(:name)")
                                        .param("name", setting)
                                        .query(String.class)
                                        .single())
                        .as(setting)
                        .isEqualTo("on");
            }
        }
    }

    private String urlOfOneRun() {
        try (DataFolder data = DataFolder.open(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            return postgres.address().url();
        }
    }

    private DatabaseAddress runningAddress() throws IOException {
        return Cluster.addressOf(
                LeftOver.port(folder.resolve("postgres")).orElseThrow(),
                Cluster.passwordIn(folder));
    }

    /** A PostgreSQL that goes on when its starter ends, as on a system without setpriv. */
    private Process startUnattended(int port) throws Exception {
        try (DataFolder data = DataFolder.open(folder)) {
            Cluster cluster = Cluster.in(data);
            List<String> command =
                    cluster.postgres(port, PostgresSettings.durable()).stream()
                            .filter(argument -> !argument.startsWith("--pdeathsig"))
                            .toList();
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            assertThat(firstAnswer(JdbcClient.create(cluster.address(port).dataSource()))).isOne();
            return process;
        }
    }

    private static int kept(DataSource database) {
        return JdbcClient.create(database)
                .sql("select count(*) from public.kept")
                .query(Integer.class)
                .single();
    }

    /** Asks until it answers, for half a minute. */
    private static int firstAnswer(JdbcClient jdbc) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try {
                return jdbc.sql("select count(*) from public.kept").query(Integer.class).single();
            } catch (DataAccessException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                TestDatabase.leaveTheCore();
            }
        }
    }

    private static HikariDataSource pool(DatabaseAddress address) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(address.url());
        pool.setUsername(address.user());
        pool.setPassword(address.password());
        pool.setConnectionTimeout(20_000);
        return pool;
    }

    private static void kill(long pid) throws Exception {
        new ProcessBuilder("kill", "-9", Long.toString(pid)).start().waitFor();
    }

    static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }
}
