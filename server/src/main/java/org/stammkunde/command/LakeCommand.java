package org.stammkunde.command;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.stammkunde.events.Projector;
import org.stammkunde.lake.Lake;
import org.stammkunde.lake.LakeFailed;
import org.stammkunde.lake.LakeOutcome;
import org.stammkunde.lake.LakeState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "lake",
        description = {
            "Writes facts and rollups that are not in the data lake yet as Parquet files, also while the server runs.",
            "Any program can read them; docs/guides/lake.md shows how."
        })
final class LakeCommand implements Callable<Integer> {

    @Mixin private DataOption data = new DataOption();

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    @Override
    public Integer call() {
        try (var installation = Installation.open(data.existingFolder())) {
            installation.bean(Projector.class).catchUp();
            Lake lake = installation.bean(Lake.class);
            LakeOutcome.Written written = written(lake.write());
            LakeState state = lake.state();
            System.out.writeBytes(
                    (json ? json(written, state) : text(written, state))
                            .getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        } catch (LakeFailed failed) {
            throw new CannotRun(String.valueOf(failed.getMessage()), failed);
        }
        return ExitCode.DONE;
    }

    private static LakeOutcome.Written written(LakeOutcome outcome) {
        return switch (outcome) {
            case LakeOutcome.Written written -> written;
            case LakeOutcome.Busy _ ->
                    throw new CannotRun(
                            "the data lake is just being written by another process; try again when it is done");
            case LakeOutcome.Rebuilding _ ->
                    throw new CannotRun(
                            "the projections are being rebuilt; the data lake stays as it is until they are, then try again");
        };
    }

    private static String json(LakeOutcome.Written written, LakeState state) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("facts", written.facts());
        all.put("files", written.files());
        all.put("millis", written.millis());
        all.put("state", state);
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    }

    private static String text(LakeOutcome.Written written, LakeState state) {
        StringBuilder text = new StringBuilder();
        text.append(
                "%,d facts taken in, %,d files written in %.1f s; the lake in %s stands at fact %,d%n"
                        .formatted(
                                written.facts(),
                                written.files(),
                                written.millis() / 1e3,
                                state.folder(),
                                state.position()));
        state.datasets()
                .forEach(each ->
                        text.append(
                                String.format(
                                        Locale.ROOT,
                                        "  %-12s %,13d rows  %,5d files  %,10.1f MB%n",
                                        each.dataset(),
                                        each.rows(),
                                        each.files(),
                                        each.bytes() / 1e6)));
        return text.toString();
    }
}
