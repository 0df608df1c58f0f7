package org.stammkunde.database;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/** Says in words why a file could not be used. */
final class Reasons {

    private Reasons() {}

    static String of(IOException exception) {
        return switch (exception) {
            case AccessDeniedException denied ->
                    "no permission for "
                            + denied.getFile()
                            + "; give user "
                            + System.getProperty("user.name")
                            + " access";
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            case NotDirectoryException file -> file.getFile() + " is not a folder";
            case FileSystemException other ->
                    other.getFile()
                            + ": "
                            + Objects.requireNonNullElse(other.getReason(), "exists");
            default -> text(exception);
        };
    }

    private static String text(IOException exception) {
        return Objects.requireNonNullElse(
                exception.getMessage(), exception.getClass().getSimpleName());
    }
}
