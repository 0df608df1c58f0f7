package org.stammkunde.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.stammkunde.database.TestDatabase;

/** Who types goes on asking; what was asked before is of no use any more. */
class NewestOnlyTest {

    private final DataSource database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final NewestOnly newest = new NewestOnly(jdbc, new JdbcTransactionManager(database));

    @Test
    void theNewestQuestionOfAPageEndsTheOneBeforeInTheDatabaseAndNoOther() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<Integer>> first = threads.submit(asking("one", 600));
            Future<Optional<Integer>> other = threads.submit(asking("other", 600));
            await().until(() -> sleeping() == 2);

            assertThat(asking("one", 0).call()).contains(0);

            assertThat(first.get()).isEmpty();
            assertThat(sleeping()).isEqualTo(1);
            assertThat(asking("other", 0).call()).contains(0);
            assertThat(other.get()).isEmpty();
        }
    }

    @Test
    void theNextQuestionOnTheSameSessionGoesOn() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(asking("one", 0).call()).contains(0);
        }
    }

    private Callable<Optional<Integer>> asking(String asker, int seconds) {
        return () ->
                newest.ask(
                        asker,
                        () ->
                                jdbc.sql("select :seconds from pg_sleep(:seconds)")
                                        .param("seconds", seconds)
                                        .query(Integer.class)
                                        .single());
    }

    private int sleeping() {
        return jdbc.sql(
                        """
                        select count(*) from pg_stat_activity
                        where datname = current_database() and wait_event = 'PgSleep'
                        """)
                .query(Integer.class)
                .single();
    }
}
