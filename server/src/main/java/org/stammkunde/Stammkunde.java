package org.stammkunde;

import java.time.InstantSource;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.stammkunde.command.CommandLineTool;

/** The customer data and loyalty platform: one process, started by {@code ./stammkunde}. */
@SpringBootApplication
public class Stammkunde {

    /** The one clock: everything that depends on time takes it, so that tests can move it. */
    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    /** Runs the command that the arguments name, such as {@code start}. */
    public static void main(String[] arguments) {
        System.exit(CommandLineTool.run(arguments));
    }
}
