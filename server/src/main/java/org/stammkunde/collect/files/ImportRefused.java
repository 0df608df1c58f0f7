package org.stammkunde.collect.files;

/**
 * An import that cannot go on as a whole; the message says what was wrong with which value, what is
 * allowed and what to do. Single bad rows are no reason for it: they go to the row report.
 */
public final class ImportRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Blame blame;
    private final transient Statement statement;

    ImportRefused(Blame blame, Statement statement) {
        super(statement.english());
        this.blame = blame;
        this.statement = statement;
    }

    static ImportRefused wrongUse(String message) {
        return wrongUse(Statement.of("other", "%s", message));
    }

    static ImportRefused wrongUse(Statement statement) {
        return new ImportRefused(Blame.USE, statement);
    }

    /** For circumstances of now: the same command may work later. */
    public static ImportRefused cannotRun(String message) {
        return new ImportRefused(Blame.CIRCUMSTANCES, Statement.of("other", "%s", message));
    }

    /** Why, for a page in another language. */
    public Statement statement() {
        return statement;
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
