package org.stammkunde;

import java.time.InstantSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The customer data and loyalty platform: one process, started by {@code ./stammkunde}. */
@SpringBootApplication
public class Stammkunde {

    /** The one clock: everything that depends on time takes it, so that tests can move it. */
    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    /** Starts the server. */
    public static void main(String[] arguments) {
        SpringApplication.run(Stammkunde.class, arguments);
    }
}
