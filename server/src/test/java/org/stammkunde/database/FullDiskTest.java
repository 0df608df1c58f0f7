package org.stammkunde.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A disk that fills up, played by a small file system in memory. */
class FullDiskTest {

    private final Path disk = TestDatabase.temporaryFolder();
    private final Path folder = disk.resolve("data");

    @BeforeEach
    void mountSmallDisk() throws Exception {
        assumeTrue(EmbeddedPostgresTest.isRoot(), "needs root, to mount a small file system");
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=20m,mode=0755", "tmpfs", disk.toString()),
                "this system does not let root mount a file system");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
        Files.deleteIfExists(disk);
    }

    @Test
    void aStartWithoutEnoughSpaceSaysSoAndCanBeRepeated() throws Exception {
        Files.setPosixFilePermissions(disk, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThatThrownBy(() -> Database.embedded(folder))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("No space left on device");

        resize("400m");
        try (Database database = Database.embedded(folder)) {
            assertThat(answer(database)).isOne();
        }
    }

    @Test
    void aDiskThatFillsUpCostsNothingCommittedAndServiceComesBackWithSpace() throws Exception {
        resize("400m");
        long stored;
        try (Database database = Database.embedded(folder)) {
            JdbcClient jdbc = JdbcClient.create(database.address().dataSource());
            jdbc.sql("create table public.filling (n int, filler text)").update();

            stored = insertUntilFull(jdbc);
            resize("900m");

            assertThat(countWhenBack(jdbc)).isEqualTo(stored);
            jdbc.sql("insert into public.filling values (1, 'again')").update();
        }
        try (Database database = Database.embedded(folder)) {
            JdbcClient jdbc = JdbcClient.create(database.address().dataSource());
            assertThat(countWhenBack(jdbc)).isEqualTo(stored + 1);
        }
    }

    /** Returns how many rows were acknowledged before the disk was full. */
    private static long insertUntilFull(JdbcClient jdbc) {
        long stored = 0;
        while (true) {
            try {
                // random text, so that it is not compressed
                stored +=
                        jdbc.sql(
                                        """
                                        insert into public.filling
                                        select n, (select string_agg(md5(random()::text || n), '') from generate_series(1, 60))
                                        from generate_series(1, 2000) n
                                        """)
                                .update();
            } catch (DataAccessException full) {
                return stored;
            }
        }
    }

    private static long countWhenBack(JdbcClient jdbc) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try {
                return jdbc.sql("select count(*) from public.filling").query(Long.class).single();
            } catch (DataAccessException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                TestDatabase.leaveTheCore();
            }
        }
    }

    private static int answer(Database database) {
        return JdbcClient.create(database.address().dataSource())
                .sql("select 1")
                .query(Integer.class)
                .single();
    }

    private void resize(String size) throws Exception {
        assertThat(run("mount", "-o", "remount,size=" + size, disk.toString())).isTrue();
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }
}
