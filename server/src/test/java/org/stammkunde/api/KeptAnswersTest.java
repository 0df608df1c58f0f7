package org.stammkunde.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.stammkunde.MovableClock;
import org.stammkunde.api.KeptAnswers.Answer;
import org.stammkunde.database.TestDatabase;

/** What repetitions are known by outlives the process, and not its time. */
class KeptAnswersTest {

    private static final byte[] KEY = {1};
    private static final byte[] OTHER = {2};
    private static final byte[] REQUEST = {3};

    private final DataSource database = TestDatabase.fresh();
    private final PlatformTransactionManager transactions = new JdbcTransactionManager(database);
    private final TransactionTemplate transaction = new TransactionTemplate(transactions);
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final MovableClock clock = new MovableClock();

    @Test
    void anotherProcessKnowsTheAnswerForSevenDays() {
        assertThat(take(started(), KEY)).isTrue();
        started()
                .keep(
                        KEY,
                        new Answer(
                                REQUEST, 201, "text/plain", "\"1\"", "/a", "done".getBytes(UTF_8)));

        clock.advance(KeptAnswers.KEPT.minus(Duration.ofMinutes(1)));
        assertThat(take(started(), KEY)).isFalse();
        Answer known = started().of(KEY);
        assertThat(known.answers(REQUEST)).isTrue();
        assertThat(known.answers(OTHER)).isFalse();
        assertThat(new String(known.body(), UTF_8)).isEqualTo("done");

        clock.advance(Duration.ofMinutes(2));
        assertThat(take(started(), OTHER)).as("forgets what is too old").isTrue();
        assertThat(jdbc.sql("select count(*) from api.answer").query(Long.class).single())
                .isEqualTo(1);
        assertThat(take(started(), KEY)).as("as good as new").isTrue();
    }

    @Test
    void whoRepeatsWhileTheFirstIsAtWorkDoesNotWaitForEver() {
        TransactionTemplate another = new TransactionTemplate(transactions);
        another.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

        transaction.executeWithoutResult(first -> {
            assertThat(started().take(KEY, REQUEST)).isTrue();
            assertThatThrownBy(() -> another.execute(_ -> started().take(KEY, REQUEST)))
                    .isInstanceOf(KeptAnswers.StillAtWork.class);
            first.setRollbackOnly();
        });

        assertThat(take(started(), KEY)).as("the first was refused").isTrue();
    }

    private boolean take(KeptAnswers answers, byte[] key) {
        return Boolean.TRUE.equals(transaction.execute(_ -> answers.take(key, REQUEST)));
    }

    /** As after a start: nothing is remembered but what the database holds. */
    private KeptAnswers started() {
        return new KeptAnswers(jdbc, clock, Duration.ofMillis(50));
    }
}
