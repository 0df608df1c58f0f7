package org.stammkunde.command;

/** What a command tells the shell that called it. */
final class ExitCode {

    static final int DONE = 0;

    /** Done, but rows were rejected or a check failed. */
    static final int DONE_WITH_COMPLAINTS = 1;

    /** An unknown command or option, or a value that is not accepted. */
    static final int WRONG_USE = 2;

    /** The machine, the data folder or the database does not allow it. */
    static final int CANNOT_RUN = 3;

    private ExitCode() {}
}
