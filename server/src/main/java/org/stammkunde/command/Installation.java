package org.stammkunde.command;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.stammkunde.Stammkunde;

/**
 * The application on a data folder, without web server, for the length of one command.
 *
 * <p>Where no other process holds the data folder, its PostgreSQL is started and stopped again.
 * Where the server (or another command) holds it, the command works in the same PostgreSQL beside
 * it.
 */
final class Installation implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Installation(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Installation open(Path data) {
        return new Installation(
                new SpringApplicationBuilder(Stammkunde.class)
                        .web(WebApplicationType.NONE)
                        // a command needs few of the beans
                        .lazyInitialization(true)
                        .logStartupInfo(false)
                        .properties(
                                Map.of(
                                        "stammkunde.data", data.toString(),
                                        "stammkunde.database.shared", "true",
                                        "logging.level.root", "warn"))
                        .run());
    }

    /** The application's object of that type. */
    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
