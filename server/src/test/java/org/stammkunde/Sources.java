package org.stammkunde;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.stammkunde.database.SharedData;

/** The project's own source texts, for tests that read them. */
final class Sources {

    /**
     * A source file.
     *
     * @param path relative to the project's folder
     * @param text all of it
     */
    record Source(Path path, String text) {

        boolean isTest() {
            return path.toString().contains("/src/test/");
        }

        String name() {
            return path.getFileName().toString();
        }

        /**
         * The first package below {@code org.stammkunde}, or the migration's folder; empty above
         * them.
         */
        String module() {
            String all = path.toString();
            for (String root : List.of("/org/stammkunde/", "/resources/db/")) {
                int start = all.indexOf(root);
                if (start >= 0) {
                    String rest = all.substring(start + root.length());
                    return rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : "";
                }
            }
            return "";
        }
    }

    private Sources() {}

    static List<Source> java() {
        return List.of("engine", "server", "bench").stream()
                .flatMap(part -> in(part + "/src", ".java").stream())
                .toList();
    }

    static List<Source> migrations() {
        return in("server/src/main/resources/db", ".sql");
    }

    private static List<Source> in(String folder, String ending) {
        Path root = SharedData.projectRoot();
        try (Stream<Path> files = Files.walk(root.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .map(file -> new Source(root.relativize(file), read(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The string literals and text blocks of a Java text, without those in comments. */
    static List<String> literals(String java) {
        List<String> literals = new ArrayList<>();
        int position = 0;
        while (position < java.length()) {
            position = next(java, position, literals);
        }
        return literals;
    }

    private static int next(String java, int position, List<String> literals) {
        if (java.startsWith("//", position)) {
            return after(java, "\n", position);
        }
        if (java.startsWith("/*", position)) {
            return after(java, "*/", position + 2);
        }
        if (java.startsWith("\"\"\"", position)) {
            return literal(java, "\"\"\"", position, literals);
        }
        return switch (java.charAt(position)) {
            case '"' -> literal(java, "\"", position, literals);
            case '\'' -> literal(java, "'", position, new ArrayList<>());
            default -> position + 1;
        };
    }

    private static int literal(String java, String quote, int start, List<String> literals) {
        int position = start + quote.length();
        while (!java.startsWith(quote, position)) {
            position += java.charAt(position) == '\\' ? 2 : 1;
        }
        literals.add(java.substring(start + quote.length(), position));
        return position + quote.length();
    }

    private static int after(String java, String end, int position) {
        int found = java.indexOf(end, position);
        return found < 0 ? java.length() : found + end.length();
    }
}
