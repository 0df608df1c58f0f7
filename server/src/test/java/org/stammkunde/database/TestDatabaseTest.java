package org.stammkunde.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TestDatabaseTest {

    @Test
    void aFreshDatabaseHoldsTheTablesOfTheModulesAndNobodyElsesRows() {
        JdbcClient first = JdbcClient.create(TestDatabase.fresh());
        JdbcClient second = JdbcClient.create(TestDatabase.fresh());

        first.sql("insert into merchant.setting values ('name', 'Laden')").update();

        assertThat(
                        second.sql("select count(*) from merchant.setting where key = 'name'")
                                .query(Long.class)
                                .single())
                .isZero();
    }
}
