package org.stammkunde.database;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The operating system account under which PostgreSQL runs. It refuses to run as root, so a server
 * started by root gives it a fixed number that no other program uses; anybody else runs it as
 * himself.
 *
 * <p>Every command is wrapped by {@code setpriv --pdeathsig}: PostgreSQL shuts down cleanly when
 * the thread that started it ends, even by {@code kill -9}. And by {@code setsid}: Ctrl-C in the
 * terminal goes to all that runs there, and PostgreSQL has to outlast the server, which still needs
 * it to end in order.
 */
enum Account {

    /** PostgreSQL runs as whoever runs this program. */
    OWN,

    /** Started by root: under {@link #UID}. */
    SEPARATE,

    /**
     * Started by root with a data folder in a place which only root may enter, such as /root: a
     * user namespace, in which root's files belong to somebody who is not root.
     */
    NAMESPACE;

    /** Above what Debian's adduser and below what systemd hands out. */
    static final int UID = 60_432;

    /**
     * initdb asks for the name of its user, so it needs a number that every system knows: nobody.
     */
    private static final int NOBODY = 65_534;

    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    static Account forFolder(Path folder) throws IOException {
        if (!isRoot()) {
            return OWN;
        }
        if (!Files.exists(SETPRIV)) {
            throw new DatabaseUnavailable(
                    "PostgreSQL does not run as root, and setpriv, which would change the user, is missing; install util-linux or start as another user");
        }
        if (everybodyMayEnter(folder)) {
            return SEPARATE;
        }
        if (!allowsNamespaces()) {
            throw new DatabaseUnavailable(
                    "PostgreSQL does not run as root, and other users cannot enter %s; name a folder that lies elsewhere with --data, or allow entry to the folders above it (chmod o+x)"
                            .formatted(folder));
        }
        return NAMESPACE;
    }

    private static boolean isRoot() throws IOException {
        return Objects.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"), 0);
    }

    /** Containers often forbid them. */
    static boolean allowsNamespaces() throws IOException {
        try {
            List<String> command = joined(namespace(), List.of("true"));
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean everybodyMayEnter(Path folder) throws IOException {
        for (Path path = folder; path != null; path = path.getParent()) {
            if (!Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }

    /** The command that runs PostgreSQL's {@code initdb}. */
    List<String> initdb(List<String> command) {
        return switch (this) {
            case OWN -> command;
            case SEPARATE -> joined(setpriv(NOBODY), command);
            case NAMESPACE -> joined(namespace(), command);
        };
    }

    /** The command that runs {@code postgres}. */
    List<String> postgres(List<String> command) {
        List<String> end =
                joined(List.of(SETPRIV.toString(), "--pdeathsig=INT"), ofItsOwn(command));
        return switch (this) {
            case OWN -> Files.exists(SETPRIV) ? end : ofItsOwn(command);
            case SEPARATE ->
                    joined(joined(setpriv(UID), List.of("--pdeathsig=INT")), ofItsOwn(command));
            case NAMESPACE -> joined(namespace(), end);
        };
    }

    private static List<String> ofItsOwn(List<String> command) {
        return Files.exists(SETSID) ? joined(List.of(SETSID.toString()), command) : command;
    }

    private static List<String> setpriv(int uid) {
        return List.of(
                SETPRIV.toString(),
                "--reuid=" + uid,
                "--regid=" + uid,
                "--clear-groups",
                "--no-new-privs");
    }

    private static List<String> namespace() {
        return List.of("unshare", "--user", "--map-user=" + NOBODY, "--map-group=" + NOBODY);
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** Gives a folder to the account that runs {@code initdb}. */
    void giveForInitdb(Path path) throws IOException {
        if (this == SEPARATE) {
            give(path, NOBODY);
        }
    }

    /** Gives a folder with all that is in it to the account that runs {@code postgres}. */
    void give(Path path) throws IOException {
        switch (this) {
            case OWN -> {}
            case SEPARATE -> give(path, UID);
            case NAMESPACE -> give(path, 0);
        }
    }

    private static void give(Path path, int uid) throws IOException {
        if (Objects.equals(Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS), uid)) {
            return; // the folder itself is given last, so all that is in it was
        }
        Files.walkFileTree(
                path,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        own(file, uid);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path folder,
                            java.io.@org.jspecify.annotations.Nullable IOException failed)
                            throws IOException {
                        if (failed != null) {
                            throw failed;
                        }
                        own(folder, uid);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private static void own(Path path, int uid) throws IOException {
        Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", uid, LinkOption.NOFOLLOW_LINKS);
    }
}
