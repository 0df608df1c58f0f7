package org.stammkunde.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.stammkunde.events.Source;
import org.stammkunde.events.Sources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "source",
        description = "Shows where facts come from, or adds a sender and prints its write key.",
        subcommands = {SourceCommand.Add.class, SourceCommand.List.class},
        synopsisSubcommandLabel = "(add NAME | list)")
final class SourceCommand {

    SourceCommand() {}

    @Command(
            name = "add",
            description = {
                "Adds a shop, till or app that sends over the tracking API, and prints its write key.",
                "Naming one that is there gives it a new key; the old one stops working."
            })
    static final class Add implements Callable<Integer> {

        @Mixin private DataOption data = new DataOption();

        @Parameters(
                paramLabel = "NAME",
                description = "what the source is called, such as web-shop")
        private String name = "";

        @Option(
                names = "--namespace",
                paramLabel = "NAME",
                description =
                        "whose customer numbers it sends; sources of one shop share it"
                                + " (default: the source's name)")
        private @Nullable String namespace;

        @Override
        public Integer call() {
            try (var installation = Installation.open(data.folder())) {
                Sources sources = installation.bean(Sources.class);
                Source source =
                        sources.named(name, Source.Kind.API, namespace == null ? name : namespace);
                if (source.kind() == Source.Kind.OWN) {
                    System.err.printf(
                            "stammkunde: `%s` is what people enter in the console; name another source%n",
                            name);
                    return ExitCode.WRONG_USE;
                }
                System.out.println(sources.renewWriteKey(source));
            }
            return ExitCode.DONE;
        }
    }

    @Command(name = "list", description = "Lists all sources; write keys are not stored.")
    static final class List implements Callable<Integer> {

        @Mixin private DataOption data = new DataOption();

        @Override
        public Integer call() {
            try (var installation = Installation.open(data.existingFolder())) {
                for (Source source : installation.bean(Sources.class).all()) {
                    System.out.printf(
                            "%-24s %-5s customer numbers of %s%n",
                            source.name(), source.kind(), source.namespace());
                }
            }
            return ExitCode.DONE;
        }
    }
}
