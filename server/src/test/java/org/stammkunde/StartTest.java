package org.stammkunde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class StartTest {

    @Autowired private DataSource database;

    @Test
    void theServerStartsOnAnEmptyDatabase() {
        JdbcClient jdbc = JdbcClient.create(database);

        assertThat(jdbc.sql("select count(*) from events.event").query(Long.class).single())
                .isZero();
    }

    @Test
    void errorsOfTheDatabaseTellNoValues() {
        assertThatThrownBy(() ->
                        JdbcClient.create(database)
                                .sql(
                                        """
                                        insert into events.identifier (type, namespace, value)
                                        select 3, '', :value from generate_series(1, 2)
                                        """)
                                .param("value", "anna@example.com")
                                .update())
                .isInstanceOf(DuplicateKeyException.class)
                .hasMessageContaining("duplicate key")
                .hasMessageNotContaining("anna");
    }
}
