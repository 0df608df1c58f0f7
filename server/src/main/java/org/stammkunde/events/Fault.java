package org.stammkunde.events;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** What kind of failure an exception is. */
final class Fault {

    /**
     * Classes of SQLState that say nothing about the data: connection (08), refused sign-in (28),
     * rollback such as deadlock (40), a missing database (3D), resources such as a full disk (53),
     * an object in use (55), an operator or a restart (57), the system (58), a damaged file (XX).
     */
    private static final Set<String> PASSING =
            Set.of("08", "28", "40", "3D", "53", "55", "57", "58", "XX");

    /** The database is a copy that does not take over yet. */
    private static final String READ_ONLY = "25006";

    private static final String OUR_CODE = "org.stammkunde.";
    private static final int TOLD_MAX = 300;

    private Fault() {}

    /** Whether the same may succeed later, although nobody changed the facts or the program. */
    static boolean mayPass(Throwable failed) {
        List<Throwable> causes = causes(failed);
        List<String> states =
                causes.stream()
                        .flatMap(cause ->
                                cause instanceof SQLException sql
                                        ? stateOf(sql).stream()
                                        : Stream.empty())
                        .toList();
        return causes.stream().anyMatch(Fault::isOfNoFact)
                || (states.isEmpty()
                        ? causes.stream().anyMatch(Fault::isPassing)
                        : states.stream().anyMatch(Fault::isPassing));
    }

    /** Nothing was read yet, or nobody wants it any more. */
    private static boolean isOfNoFact(Throwable failed) {
        return failed instanceof CannotCreateTransactionException
                || failed instanceof InterruptedException;
    }

    /** By type only without a state: Spring counts some limits that a value breaks as outages. */
    private static boolean isPassing(Throwable failed) {
        return switch (failed) {
            case SQLTransientException _, SQLRecoverableException _ -> true;
            case TransientDataAccessException _, RecoverableDataAccessException _ -> true;
            case DataAccessResourceFailureException _, TransactionSystemException _ -> true;
            default -> false;
        };
    }

    private static boolean isPassing(String state) {
        return state.equals(READ_ONLY)
                || (state.length() >= 2 && PASSING.contains(state.substring(0, 2)));
    }

    /**
     * What failed, for people who mend it: kind, place in the database and in the program. Messages
     * of exceptions are left out, since they quote values of customers.
     */
    static String told(Throwable failed) {
        List<Throwable> causes = causes(failed);
        Throwable root = causes.getLast();
        String what =
                causes.stream()
                        .flatMap(each ->
                                each instanceof SQLException sql ? told(sql) : Stream.empty())
                        .findFirst()
                        .orElse(root.getClass().getSimpleName());
        String told = what + placeIn(causes).map(place -> ", " + place).orElse("");
        return told.substring(0, Math.min(TOLD_MAX, told.length()));
    }

    private static Stream<String> told(SQLException failed) {
        List<String> parts = new ArrayList<>();
        stateOf(failed).ifPresent(state -> parts.add("SQLState " + state));
        if (failed instanceof PSQLException postgres && postgres.getServerErrorMessage() != null) {
            ServerErrorMessage server = postgres.getServerErrorMessage();
            add(parts, "table ", server.getTable());
            add(parts, "column ", server.getColumn());
            add(parts, "constraint ", server.getConstraint());
            add(parts, "in ", server.getRoutine());
        }
        return parts.isEmpty() ? Stream.empty() : Stream.of(String.join(", ", parts));
    }

    private static void add(List<String> parts, String label, @Nullable String value) {
        if (value != null) {
            parts.add(label + value);
        }
    }

    private static Optional<String> stateOf(SQLException failed) {
        return Optional.ofNullable(failed.getSQLState());
    }

    /** Where our own code was that is nearest to the failure. */
    private static Optional<String> placeIn(List<Throwable> causes) {
        return causes.reversed().stream()
                .flatMap(cause -> Arrays.stream(cause.getStackTrace()))
                .filter(frame -> frame.getClassName().startsWith(OUR_CODE))
                .findFirst()
                .map(frame ->
                        "at " + simpleName(frame.getClassName()) + "." + frame.getMethodName());
    }

    private static String simpleName(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static List<Throwable> causes(Throwable failed) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable each = failed;
                each != null && !causes.contains(each);
                each = each.getCause()) {
            causes.add(each);
        }
        return causes;
    }
}
