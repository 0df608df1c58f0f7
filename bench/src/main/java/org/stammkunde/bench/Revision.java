package org.stammkunde.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The revision of the source that is measured, as git names it. */
final class Revision {

    private static final String UNKNOWN = "unknown";

    private Revision() {}

    /** Such as {@code 1a2b3c4d5e6f}, with {@code -dirty} for uncommitted changes. */
    static String current() throws InterruptedException {
        try {
            Process git =
                    new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return git.waitFor() == 0 ? text.strip() : UNKNOWN;
        } catch (IOException noGit) {
            return UNKNOWN;
        }
    }
}
