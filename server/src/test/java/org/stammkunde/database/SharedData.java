package org.stammkunde.database;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real data sets beside the project, which are no part of it. */
public final class SharedData {

    private SharedData() {}

    /**
     * A file of the shared data, such as {@code uci_online_retail/online_retail.csv.gz}; skips the
     * test where it is absent.
     */
    public static Path path(String name) {
        Path file = folder().resolve(name);
        Assumptions.assumeTrue(
                Files.exists(file),
                () ->
                        "skipped: %s is absent; set STAMMKUNDE_SHARED_DATA to the folder of the shared data sets"
                                .formatted(file));
        return file;
    }

    private static Path folder() {
        String named = System.getenv("STAMMKUNDE_SHARED_DATA");
        return named == null
                ? projectRoot().resolveSibling("shared").resolve("data")
                : Path.of(named);
    }

    /** The folder that holds the launcher and the modules' folders. */
    public static Path projectRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("engine"))
                || !Files.isDirectory(folder.resolve("server"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException(
                        "the tests run outside the project's folders: "
                                + Path.of("").toAbsolutePath());
            }
            folder = parent;
        }
        return folder;
    }
}
