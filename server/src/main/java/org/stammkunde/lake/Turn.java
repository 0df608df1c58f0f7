package org.stammkunde.lake;

import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The right of one run to change the list of files and what others see of the folder. It ends when
 * another run begins. The lock alone does not give it: a run whose connection broke has lost the
 * lock without knowing it.
 */
final class Turn {

    private final UUID run = UUID.randomUUID();
    private final LakeTable table;
    private final TransactionTemplate transaction;

    private Turn(LakeTable table, TransactionTemplate transaction) {
        this.table = table;
        this.transaction = transaction;
    }

    /** Takes the turn of whoever had it, once a change that is under way has ended. */
    static Turn take(LakeTable table, TransactionTemplate transaction) {
        Turn turn = new Turn(table, transaction);
        transaction.executeWithoutResult(_ -> table.begin(turn.run));
        return turn;
    }

    /** Which run it is; no other has the same. */
    UUID run() {
        return run;
    }

    /**
     * Makes changes in one transaction; no other run begins meanwhile.
     *
     * @throws IllegalStateException when another run has begun; nothing is changed then
     */
    void change(Runnable changes) {
        transaction.executeWithoutResult(_ -> {
            table.hold(run);
            changes.run();
        });
    }
}
