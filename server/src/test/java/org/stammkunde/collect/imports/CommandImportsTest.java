package org.stammkunde.collect.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.stammkunde.collect.files.ImportProgress;
import org.stammkunde.collect.files.ImportRequest;
import org.stammkunde.collect.files.ImportResult.Count;
import org.stammkunde.database.SessionLock;

/** What the console knows of imports that commands run. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.main.lazy-initialization=true", "spring.application.name=undo"})
class CommandImportsTest {

    private static final String ORDERS =
            """
            Bestellnummer;Datum;Kunde;Artikel;Menge;Preis
            1;03.04.2026 10:00;K1;Hammer;1;9,90
            2;04.04.2026 10:00;K2;Hammer;viele;9,90
            """;

    @Autowired private Imports imports;
    @Autowired private ImportTable table;
    @Autowired private ImportFiles files;
    @Autowired private DataSource database;
    @TempDir private Path folder;

    @Test
    void anImportByCommandIsToldLikeTheOthersWithItsRowReport() throws IOException {
        FileImport done = run("told", _ -> {});

        assertThat(done.state()).isEqualTo(ImportState.DONE);
        assertThat(done.fileName()).isEqualTo("told.csv");
        assertThat(done.kind()).isEqualTo("orders");
        assertThat(done.enteredBy()).isEqualTo("felix");
        assertThat(done.byCommand()).isTrue();
        assertThat(done.duration()).isPresent();
        assertThat(done.counts().orElseThrow().imported()).isEqualTo(new Count(1, 1));
        assertThat(done.counts().orElseThrow().rejected()).isEqualTo(new Count(1, 1));
        assertThat(Files.readString(files.report(done.id()))).contains("viele");
        assertThat(done.canBeUndone()).isTrue();
    }

    @Test
    void itRunsWhileItsCommandLivesAndIsInterruptedAfterwards() {
        long id = table.add("lives.csv", 1, "felix", true, ImportState.RUNNING);
        try (SessionLock alive =
                new SessionLock(database, ImportTable.ALIVE, Math.toIntExact(id))) {
            assertThat(alive.hold()).isTrue();
            FileImport running = table.find(id).orElseThrow();
            assertThat(running.state()).isEqualTo(ImportState.RUNNING);
            assertThat(running.isElsewhere()).isTrue();
            assertThat(running.canBeUndone()).isFalse();
            try (SessionLock another =
                    new SessionLock(database, ImportTable.ALIVE, Math.toIntExact(id))) {
                assertThat(another.hold()).as("held by two").isFalse();
            }
        }

        FileImport gone = table.find(id).orElseThrow();
        assertThat(gone.state()).isEqualTo(ImportState.INTERRUPTED);
        assertThat(gone.isBusy()).isFalse();
        assertThat(table.toDo()).as("what the server is to do").isEmpty();

        table.noteUndo(id, gone.state(), "Ada");
        imports.undo(table.find(id).orElseThrow());
        assertThat(table.find(id).orElseThrow().state()).isEqualTo(ImportState.UNDONE);
    }

    @Test
    void theSameCommandAgainGoesOnWithTheImportThatWasStopped() throws IOException {
        assertThatThrownBy(() ->
                        run(
                                "again",
                                now -> {
                                    if (now.phase() == ImportProgress.Phase.APPLYING) {
                                        throw new IllegalStateException("pulled the plug");
                                    }
                                }))
                .hasMessage("pulled the plug");
        FileImport stopped = newest();
        assertThat(stopped.state()).isEqualTo(ImportState.FAILED);
        assertThat(stopped.failure().orElseThrow().code()).isEqualTo("internal");

        FileImport again = run("again", _ -> {});
        assertThat(again.id()).isEqualTo(stopped.id());
        assertThat(again.state()).isEqualTo(ImportState.DONE);
        assertThat(again.failure()).isEmpty();
        assertThat(again.counts().orElseThrow().imported()).isEqualTo(new Count(1, 1));

        FileImport third = run("again", _ -> {});
        assertThat(third.id())
                .as("an import that ended is not gone on with")
                .isNotEqualTo(again.id());
        assertThat(third.counts().orElseThrow().unchanged()).isEqualTo(new Count(1, 1));
    }

    private FileImport run(String name, Consumer<ImportProgress> progress) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".csv"), ORDERS);
        imports.run(ImportRequest.of(file).withSettings(Map.of("source", name)), "felix", progress);
        return newest();
    }

    private FileImport newest() {
        List<FileImport> newest = table.before(Long.MAX_VALUE, 1);
        return newest.getFirst();
    }
}
