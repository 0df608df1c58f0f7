package org.stammkunde.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL cluster in a data folder: its files, its programs, the account it runs under and its
 * password.
 *
 * @param folder PostgreSQL's own data directory
 * @param binaries the programs
 * @param account runs the programs
 * @param password of the role {@link #USER}
 */
record Cluster(Path folder, Binaries binaries, Account account, String password) {

    static final String USER = "stammkunde";
    private static final String FOLDER = "postgres";
    static final String PASSWORD = "postgres-password";

    /** Opens the cluster of a data folder, making it where there is none. */
    static Cluster in(DataFolder data) throws IOException {
        Path folder = data.resolve(FOLDER);
        checkMajor(folder);
        String password = password(data);
        Account account = Account.forFolder(data.path());
        Binaries binaries = Binaries.in(data.resolve("binaries"));
        var cluster = new Cluster(folder, binaries, account, password);
        if (!Files.exists(folder)) {
            cluster.create(data.path());
        }
        account.give(folder);
        return cluster;
    }

    /** The cluster folder of a data folder that another process holds. */
    static Path folderIn(Path data) {
        return data.resolve(FOLDER);
    }

    static String passwordIn(Path data) throws IOException {
        return Files.readString(data.resolve(PASSWORD)).strip();
    }

    private static void checkMajor(Path folder) throws IOException {
        Path version = folder.resolve("PG_VERSION");
        if (!Files.exists(version)) {
            return;
        }
        String major = Files.readString(version).strip();
        if (!major.equals(Integer.toString(Binaries.MAJOR))) {
            throw new DatabaseUnavailable(
                    """
                    the data folder %s was written by PostgreSQL %s, this Stammkunde brings PostgreSQL %d; \
                    run `export` with the Stammkunde that wrote it, then `import-all` into a new folder with this one\
                    """
                            .formatted(folder.getParent(), major, Binaries.MAJOR));
        }
    }

    private static String password(DataFolder data) throws IOException {
        Path file = data.resolve(PASSWORD);
        if (!Files.exists(file) || Files.size(file) == 0) {
            if (Files.exists(folderIn(data.path()))) {
                throw new DatabaseUnavailable(
                        "the data folder %s has lost its file %s; put it back from a copy of the folder"
                                .formatted(data.path(), PASSWORD));
            }
            writePassword(file);
        }
        return passwordIn(data.path());
    }

    private static void writePassword(Path file) throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                file,
                Base64.getUrlEncoder().withoutPadding().encodeToString(random),
                StandardOpenOption.SYNC);
    }

    // complete or not there: made beside and moved, so that a crash or a full disk leaves no half
    // cluster
    private void create(Path data) throws IOException {
        Path unfinished = data.resolve("postgres-unfinished");
        FileSystemUtils.deleteRecursively(unfinished);
        Path made = unfinished.resolve("cluster");
        Path passwordFile = unfinished.resolve("password");
        Files.createDirectory(
                unfinished,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(passwordFile, password);
        Files.createDirectory(made);
        account.giveForInitdb(unfinished);
        run(initdb(made, passwordFile));
        account.give(made);
        Files.move(made, folder);
        try (var parent = FileChannel.open(data)) {
            parent.force(true); // the move itself survives a power cut
        }
        FileSystemUtils.deleteRecursively(unfinished);
    }

    private List<String> initdb(Path made, Path passwordFile) {
        return account.initdb(
                List.of(
                        binaries.program("initdb"),
                        "--pgdata=" + made,
                        "--username=" + USER,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        // the same order of text on every machine, and indexes that no system
                        // update breaks
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C",
                        "--data-checksums"));
    }

    private static void run(List<String> command) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .directory(Path.of("/").toFile())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        String output;
        try (var stream = process.getInputStream()) {
            output = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (exitCode(process) != 0) {
            throw new DatabaseUnavailable(
                    "the database could not be set up by "
                            + command.getFirst()
                            + ":\n"
                            + output.strip());
        }
    }

    private static int exitCode(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailable("interrupted while the database was set up", e);
        }
    }

    /** The command that runs the server. */
    List<String> postgres(int port, List<String> settings) {
        var command = new java.util.ArrayList<String>();
        command.add(binaries.program("postgres"));
        command.addAll(List.of("-D", folder.toString(), "-p", Integer.toString(port)));
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        return account.postgres(command);
    }

    DatabaseAddress address(int port) {
        return addressOf(port, password);
    }

    static DatabaseAddress addressOf(int port, String password) {
        return new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + USER, USER, password);
    }
}
