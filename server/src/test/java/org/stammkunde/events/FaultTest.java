package org.stammkunde.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Which failures may pass, and what is told of the others. */
class FaultTest {

    @Test
    void onlyFailuresThatSayNothingAboutDataMayPass() {
        checkState("08006", true); // connection failure
        checkState("08003", true); // connection does not exist
        checkState("40001", true); // serialization failure
        checkState("40P01", true); // deadlock
        checkState("53100", true); // disk full
        checkState("53200", true); // out of memory
        checkState("53300", true); // too many connections
        checkState("55P03", true); // lock not available
        checkState("57014", true); // canceled
        checkState("57P01", true); // shut down by the administrator
        checkState("57P03", true); // cannot connect now
        checkState("58030", true); // input or output error
        checkState("28P01", true); // password refused
        checkState("3D000", true); // no such database
        checkState("25006", true); // read-only
        checkState("XX001", true); // data corrupted

        checkState("22003", false); // number out of range
        checkState("22P02", false); // text that is no number
        checkState("22021", false); // text that is none
        checkState("21000", false); // two rows where one is wanted
        checkState("23505", false); // not unique
        checkState("23514", false); // check constraint
        checkState("25P02", false); // transaction failed before
        checkState("54000", false); // program limit, such as of an index
        checkState("42703", false); // no such column
        checkState("P0001", false); // raised by a trigger
        checkState("0A000", false); // not supported
        checkState("", false);
        checkState(null, false);
    }

    @Test
    void exceptionsWithoutStateAreToldByTheirType() {
        check(new SQLTransientConnectionException("the pool is empty"), true);
        check(new DataAccessResourceFailureException("away"), true);
        check(new CannotAcquireLockException("locked"), true);
        check(new CannotCreateTransactionException("away"), true);
        check(new TransactionSystemException("the connection is closed"), true);
        check(new IllegalStateException(new InterruptedException()), true);

        check(new DataIntegrityViolationException("no"), false);
        check(new ArithmeticException("overflow"), false);
        check(new NullPointerException(), false);
        check(new StackOverflowError(), false);
    }

    @Test
    void theStateCountsMoreThanTheType() {
        // what Spring makes of "index row size 5000 exceeds btree maximum 2704"
        check(
                new DataAccessResourceFailureException(
                        "too long", new SQLException("index row size", "54000")),
                false);
        check(new SQLTransientConnectionException("the pool is empty", "08001"), true);
        check(
                new CannotCreateTransactionException(
                        "away", new SQLException("no such setting", "42704")),
                true);
    }

    @Test
    void aFailedBatchKeepsItsCauseOnlyWhereThatSaysNothingAboutFacts() {
        EventBatch batch = new EventBatch(4, 7);
        Throwable ofData = new SQLException("invalid input: \"anna@example.com\"", "22P02");
        BatchFailed failed = new BatchFailed("customers", batch, ofData);
        assertThat(failed).hasNoCause().hasMessageContaining("5 to 7: SQLState 22P02");
        assertThat(failed.getStackTrace()).isEqualTo(ofData.getStackTrace());
        assertThat(Fault.mayPass(failed)).isFalse();

        Throwable ofDatabase = new SQLException("deadlock", "40P01");
        assertThat(Fault.mayPass(new BatchFailed("customers", batch, ofDatabase))).isTrue();
    }

    @Test
    void whatIsToldHoldsNoValue() {
        SQLException cause = new SQLException("invalid input: \"anna@example.com\"", "22P02");
        assertThat(Fault.told(new UncategorizedSQLException("insert", "select 'anna'", cause)))
                .startsWith("SQLState 22P02, at FaultTest.")
                .doesNotContain("anna");
        assertThat(Fault.told(new IllegalArgumentException("anna@example.com")))
                .startsWith("IllegalArgumentException, at FaultTest.")
                .doesNotContain("anna");
    }

    private static void checkState(@Nullable String state, boolean mayPass) {
        check(
                new UncategorizedSQLException("task", "select", new SQLException("reason", state)),
                mayPass);
    }

    private static void check(Throwable failed, boolean mayPass) {
        assertThat(Fault.mayPass(failed)).as("%s", failed).isEqualTo(mayPass);
        assertThat(Fault.mayPass(new IllegalStateException(failed)))
                .as("within another: %s", failed)
                .isEqualTo(mayPass);
    }
}
