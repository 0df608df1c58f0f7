package org.stammkunde.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is refused before anything is touched, and the way to a PostgreSQL that is not ours. */
class DatabaseTest {

    @TempDir private Path folder;

    @Test
    void aFolderWithOtherFilesIsRefused() throws IOException {
        Files.writeString(folder.resolve("letter.txt"), "Dear …");

        refuses(
                "is not a data folder of Stammkunde (it holds letter.txt); name an empty or new folder");
    }

    @Test
    void aFileInPlaceOfTheFolderIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> Database.embedded(file))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("the data folder " + file + " cannot be used");
    }

    @Test
    void aFolderOfANewerFormatIsRefused() throws IOException {
        Files.writeString(folder.resolve("stammkunde-data"), "2\n");

        refuses("has format 2, this version reads format 1");
    }

    @Test
    void aFolderOfAnotherPostgresIsRefused() throws IOException {
        Files.writeString(folder.resolve("stammkunde-data"), "1\n");
        Files.createDirectory(folder.resolve("postgres"));
        Files.writeString(folder.resolve("postgres/PG_VERSION"), "19\n");

        refuses("was written by PostgreSQL 19, this Stammkunde brings PostgreSQL 18; run `export`");
    }

    @Test
    void aFolderWithoutItsPasswordIsRefused() throws IOException {
        Files.writeString(folder.resolve("stammkunde-data"), "1\n");
        Files.createDirectory(folder.resolve("postgres"));
        Files.writeString(folder.resolve("postgres/PG_VERSION"), "18\n");

        refuses("has lost its file postgres-password; put it back");
    }

    @Test
    void tablesOfANewerVersionAreRefused() {
        DatabaseAddress address = TestDatabase.freshAddress();
        JdbcClient.create(address.dataSource())
                .sql(
                        """
                        insert into merchant.migration
                        select 99, '99', 'from the future', type, script, checksum, installed_by, installed_on,
                               execution_time, success
                        from merchant.migration where version = '1'
                        """)
                .update();

        assertThatThrownBy(() -> Database.at(address))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining(
                        "holds version 99 of `merchant`, which this Stammkunde does not know");
    }

    @Test
    void tablesThatWereMadeByAnotherTextAreRefused() {
        DatabaseAddress address = TestDatabase.freshAddress();
        JdbcClient.create(address.dataSource())
                .sql("update merchant.migration set checksum = checksum + 1 where version = '1'")
                .update();

        assertThatThrownBy(() -> Database.at(address))
                .hasMessageContaining("checksum mismatch for migration version 1");
    }

    @Test
    void whetherAllTablesAreThereIsSeenAtOnce() {
        assertThat(MadeTables.areCurrent(TestDatabase.fresh())).isTrue();
        assertThat(MadeTables.areCurrent(TestDatabase.bareAddress().dataSource())).isFalse();
        seenAsOther("drop schema segments cascade");
        seenAsOther("delete from events.migration where version = '1'");
        seenAsOther("update events.migration set version = '99' where version = '1'");
        seenAsOther("update events.migration set checksum = checksum + 1 where version = '1'");
        seenAsOther("update events.migration set success = false where version = '1'");
    }

    private static void seenAsOther(String change) {
        DataSource database = TestDatabase.fresh();
        JdbcClient.create(database).sql(change).update();

        assertThat(MadeTables.areCurrent(database)).as(change).isFalse();
    }

    @Test
    void anyOtherPostgresGetsTheTablesToo() {
        DatabaseAddress other = TestDatabase.bareAddress();
        String url =
                other.url()
                        .replace(
                                "jdbc:postgresql://",
                                "postgresql://" + other.user() + ":" + other.password() + "@");

        try (Database database = Database.at(DatabaseAddress.parse(url, "", ""))) {
            JdbcClient jdbc = JdbcClient.create(database.address().dataSource());
            assertThat(jdbc.sql("select count(*) from events.event").query(Integer.class).single())
                    .isZero();
        }
    }

    @Test
    void anOldPostgresIsRefused() {
        var address = new DatabaseAddress("jdbc:postgresql://db/shop", "", "");

        Database.refuseOld(address, 16);
        assertThatThrownBy(() -> Database.refuseOld(address, 15))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessage(
                        "the database jdbc:postgresql://db/shop is PostgreSQL 15; accepted is 16 or newer");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsNamedWithoutItsPassword() {
        var address = DatabaseAddress.parse("postgresql://shop:secret@127.0.0.1:1/shop", "", "");

        assertThatThrownBy(() -> Database.at(address))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/shop as shop cannot be used: ")
                .hasMessageNotContaining("secret");
    }

    @Test
    void addressesAreReadInBothForms() {
        checkAddress("jdbc:postgresql://db/shop", "jdbc:postgresql://db/shop", "named", "given");
        checkAddress(
                "postgresql://db:5433/shop", "jdbc:postgresql://db:5433/shop", "named", "given");
        checkAddress("postgres://a:b%40c+d@db/shop", "jdbc:postgresql://db/shop", "a", "b@c+d");
        checkAddress(
                "postgresql://a@db/shop?sslmode=require",
                "jdbc:postgresql://db/shop?sslmode=require",
                "a",
                "given");

        checkAddress(
                "postgresql://shop:secret@my_db:5432/shop",
                "jdbc:postgresql://my_db:5432/shop",
                "shop",
                "secret");
        checkAddress(
                "postgresql://shop:se@c/r^%et@h1:1,h2:2/shop?targetServerType=primary",
                "jdbc:postgresql://h1:1,h2:2/shop?targetServerType=primary", "shop", "se@c/r^%et");
        assertThat(DatabaseAddress.parse("jdbc:postgresql://db/x?user=u&password=p1", "", ""))
                .hasToString("jdbc:postgresql://db/x?user=u&password=…");
        assertThatThrownBy(() -> DatabaseAddress.parse("mysql://db/shop", "", ""))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("accepted are jdbc:postgresql://host:5432/name and");
    }

    private static void checkAddress(String text, String url, String user, String password) {
        assertThat(DatabaseAddress.parse(text, "named", "given"))
                .isEqualTo(new DatabaseAddress(url, user, password));
    }

    private void refuses(String message) throws IOException {
        Map<Path, String> before = files();

        assertThatThrownBy(() -> Database.embedded(folder))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining(message);

        Map<Path, String> after = files();
        after.remove(folder.resolve("lock"));
        assertThat(after).isEqualTo(before);
    }

    private Map<Path, String> files() throws IOException {
        Map<Path, String> contents = new HashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                contents.put(file, Files.isRegularFile(file) ? Files.readString(file) : "folder");
            }
        }
        return contents;
    }
}
