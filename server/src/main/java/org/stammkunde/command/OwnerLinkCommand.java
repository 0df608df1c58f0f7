package org.stammkunde.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.stammkunde.security.OwnerLinks;
import org.stammkunde.security.OwnerLinks.OwnerLink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "owner-link",
        description = {
            "Prints a link that creates the owner's account, or gives it a new password.",
            "It works once and for a day; links printed before stop working."
        })
final class OwnerLinkCommand implements Callable<Integer> {

    private static final String PORT = "8080";

    @Mixin private DataOption data = new DataOption();

    @Option(
            names = "--port",
            description = "the port of the server; otherwise STAMMKUNDE_PORT, otherwise " + PORT)
    private @Nullable Integer port;

    @Override
    public Integer call() {
        try (var installation = Installation.open(data.existingFolder())) {
            OwnerLink link = installation.bean(OwnerLinks.class).create();
            System.out.println("http://localhost:" + port() + link.path());
        }
        return ExitCode.DONE;
    }

    private String port() {
        String named = System.getenv("STAMMKUNDE_PORT");
        if (port != null) {
            return port.toString();
        }
        return named == null || named.isBlank() ? PORT : named;
    }
}
