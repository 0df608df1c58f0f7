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
                                        // results alone go to standard output
                                        "logging.config",
                                                "classpath:org/stammkunde/command/logback.xml",
                                        "logging.level.root", "warn"))
                        .run(
                                // as arguments: what the command names beats the environment
                                "--stammkunde.data=" + data,
                                "--stammkunde.database.shared=true",
                                // connections that nobody uses would still be opening at the end
                                "--spring.datasource.hikari.minimum-idle=0"));
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
