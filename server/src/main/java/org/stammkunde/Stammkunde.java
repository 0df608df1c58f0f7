package org.stammkunde;

import java.time.InstantSource;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The application; the command line starts it. */
@SpringBootApplication
public class Stammkunde {

    /** The one clock: everything that depends on time takes it, so that tests can move it. */
    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }
}
