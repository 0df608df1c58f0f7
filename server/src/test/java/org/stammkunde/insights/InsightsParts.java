package org.stammkunde.insights;

import java.time.Instant;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.stammkunde.database.TestDatabase;
import org.stammkunde.merchant.MerchantSettings;

/** The reports on a database of their own, on a day in June 2024. */
@TestConfiguration(proxyBeanMethods = false)
@ComponentScan(basePackageClasses = {Reports.class, MerchantSettings.class})
class InsightsParts {

    @Bean
    DataSource database() {
        return TestDatabase.fresh();
    }

    @Bean
    JdbcClient jdbc(DataSource database) {
        return JdbcClient.create(database);
    }

    @Bean
    PlatformTransactionManager transactions(DataSource database) {
        return new JdbcTransactionManager(database);
    }

    @Bean
    InstantSource clock() {
        return InstantSource.fixed(Instant.parse("2024-06-01T10:00:00Z"));
    }
}
