package org.stammkunde.database;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the database before the connection pool asks for its address. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    Database database(
            @Value("${stammkunde.data:data}") Path data,
            @Value("${stammkunde.database.shared:false}") boolean shared,
            @Value("${stammkunde.database.url:}") String url,
            @Value("${stammkunde.database.user:}") String user,
            @Value("${stammkunde.database.password:}") String password) {
        if (!url.isEmpty()) {
            return Database.at(DatabaseAddress.parse(url, user, password));
        }
        return shared ? Database.beside(data) : Database.embedded(data);
    }

    @Bean
    JdbcConnectionDetails connectionDetails(Database database) {
        DatabaseAddress address = database.address();
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return address.user();
            }

            @Override
            public String getPassword() {
                return address.password();
            }

            @Override
            public String getJdbcUrl() {
                return address.url();
            }
        };
    }
}
