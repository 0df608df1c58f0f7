package org.stammkunde;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class StartTest {

    @Autowired private DataSource database;

    @Test
    void theServerStartsOnAnEmptyDatabase() {
        JdbcClient jdbc = JdbcClient.create(database);

        assertThat(jdbc.sql("select count(*) from merchant.setting").query(Long.class).single())
                .isZero();
    }
}
