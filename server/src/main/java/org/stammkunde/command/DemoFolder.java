package org.stammkunde.command;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Properties;
import org.stammkunde.example.ExamplePlan;

/**
 * What a data folder remembers about the example merchant in it: which one it is, and whether all
 * of it is there. An example of another plan must not come on top.
 */
record DemoFolder(Path data) {

    private static final String FILE = "example-merchant";

    /** The plan of the example that was begun here; empty where none was. */
    Optional<ExamplePlan> begun() throws IOException {
        if (!Files.exists(file())) {
            return Optional.empty();
        }
        Properties known = properties();
        return Optional.of(
                new ExamplePlan(
                        Integer.parseInt(known.getProperty("customers")),
                        Long.parseLong(known.getProperty("seed")),
                        LocalDate.parse(known.getProperty("until"))));
    }

    /** Whether all of the example is there. */
    boolean isComplete() throws IOException {
        return Files.exists(file()) && "true".equals(properties().getProperty("complete"));
    }

    void begin(ExamplePlan plan) throws IOException {
        keep(plan, false);
    }

    void complete(ExamplePlan plan) throws IOException {
        keep(plan, true);
    }

    private void keep(ExamplePlan plan, boolean complete) throws IOException {
        Properties known = new Properties();
        known.setProperty("customers", Integer.toString(plan.customers()));
        known.setProperty("seed", Long.toString(plan.seed()));
        known.setProperty("until", plan.until().toString());
        known.setProperty("complete", Boolean.toString(complete));
        try (Writer writer = Files.newBufferedWriter(file())) {
            known.store(writer, "the example merchant in this data folder");
        }
    }

    private Properties properties() throws IOException {
        Properties known = new Properties();
        try (Reader reader = Files.newBufferedReader(file())) {
            known.load(reader);
        }
        return known;
    }

    private Path file() {
        return data.resolve(FILE);
    }
}
