package org.stammkunde.collect.files;

/**
 * An import that cannot go on as a whole; the message says what was wrong with which value, what is
 * allowed and what to do. Single bad rows are no reason for it: they go to the row report.
 */
public final class ImportRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Blame blame;

    ImportRefused(Blame blame, String message) {
        super(message);
        this.blame = blame;
    }

    static ImportRefused wrongUse(String message) {
        return new ImportRefused(Blame.USE, message);
    }

    static ImportRefused cannotRun(String message) {
        return new ImportRefused(Blame.CIRCUMSTANCES, message);
    }

    /** Where the reason lies. */
    public Blame blame() {
        return blame;
    }

    /** Where the reason for a refusal lies. */
    public enum Blame {
        /** In the command or the file: other options or another file are needed. */
        USE,
        /** In the circumstances: the same command may work later. */
        CIRCUMSTANCES
    }
}
