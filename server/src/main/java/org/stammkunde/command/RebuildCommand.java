package org.stammkunde.command;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.stammkunde.events.Projector;
import org.stammkunde.events.SetAside;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "rebuild",
        description =
                "Empties everything that is computed and computes it again from the stored facts.")
final class RebuildCommand implements Callable<Integer> {

    @Mixin private DataOption data = new DataOption();

    @Override
    public Integer call() {
        long start = System.nanoTime();
        try (var installation = Installation.open(data.existingFolder())) {
            Projector projector = installation.bean(Projector.class);
            projector.rebuild();
            System.out.printf(
                    Locale.ROOT,
                    "%d projections rebuilt from %,d facts in %.1f s%n",
                    projector.projections().size(),
                    projector.lastPosition(),
                    (System.nanoTime() - start) / 1e9);
            long setAside = installation.bean(SetAside.class).count();
            if (setAside > 0) {
                System.out.printf(
                        Locale.ROOT,
                        "%,d facts could not be taken in and are set aside; the console lists them under /set-aside%n",
                        setAside);
            }
        }
        return ExitCode.DONE;
    }
}
