package org.stammkunde.command;

import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.stammkunde.example.ExamplePlan;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which example merchant a command makes; a picocli mixin. */
final class ExampleOptions {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    @Option(
            names = "--customers",
            description = "how many customers, 1 to 5000000; default ${DEFAULT-VALUE}",
            defaultValue = "2000")
    private int customers;

    @Option(
            names = "--seed",
            description = "decides everything that is left to chance; default ${DEFAULT-VALUE}",
            defaultValue = "1")
    private long seed;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description = "the day before which the data ends; otherwise today")
    private @Nullable LocalDate until;

    /** The plan that was asked for; complains where there is no such plan. */
    ExamplePlan plan(CommandSpec command) {
        try {
            return new ExamplePlan(customers, seed, until == null ? LocalDate.now(ZONE) : until);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(command.commandLine(), wrong.getMessage());
        }
    }
}
