package org.stammkunde.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench segment}: how fast the customers of a segment are counted, listed and found. */
@Command(
        name = "segment",
        description = {
            "Measures how fast the loyal customers are counted and listed, and customers found.",
            "Loads the example merchant first; a --folder that was loaded once is used again."
        },
        mixinStandardHelpOptions = true)
final class SegmentCommand implements Callable<Integer> {

    private static final String LOYAL = "treue-kunden";

    /** What is asked for, by the key of its figure. */
    private static final Map<String, String> PAGES =
            new java.util.TreeMap<>(
                    Map.of(
                            "loyalMillis", "/customers?group=" + LOYAL,
                            "loyalByScoreMillis", "/customers?sort=score&group=" + LOYAL,
                            "listMillis", "/customers",
                            "byRevenueMillis", "/customers?sort=revenue",
                            "byScoreMillis", "/customers?sort=score",
                            "searchNamesMillis", "/customers?q=m%C3%BCller+anna",
                            "searchNameMillis", "/customers?q=schmidt"));

    private static final List<Bar> BARS =
            PAGES.keySet().stream()
                    .map(key ->
                            Bar.atMost(
                                    key,
                                    PAGES.getOrDefault(key, key) + ", worst of several, in ms",
                                    1_000))
                    .toList();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ExampleInstallationOptions example = new ExampleInstallationOptions();

    @Option(
            names = "--times",
            description = "How often each is asked; the worst counts; default: ${DEFAULT-VALUE}.",
            defaultValue = "5")
    private int times;

    @Override
    public Integer call() throws Exception {
        return example.measure(
                this::measure, BARS, spec.commandLine().getOut(), spec.commandLine().getErr());
    }

    private Figures measure(LoadedServer loaded)
            throws IOException, SQLException, InterruptedException {
        Figures figures = new Figures();
        figures.put(
                "loyal",
                loaded.number(
                        "select count(*) from segments.shared_member where segment = '"
                                + LOYAL
                                + "'"));
        try (ConsoleClient console = ConsoleClient.signIn(loaded.server())) {
            for (Map.Entry<String, String> page : PAGES.entrySet()) {
                double worst = worst(console, page.getValue());
                figures.put(page.getKey(), worst, 0);
                tell("%s: %.0f ms", page.getValue(), worst);
            }
        }
        figures.put("times", times);
        return figures;
    }

    /** The first answer, for which code and pages of the database are loaded, does not count. */
    private double worst(ConsoleClient console, String path)
            throws IOException, InterruptedException {
        console.millis(path);
        double worst = 0;
        for (int i = 0; i < times; i++) {
            worst = Math.max(worst, console.millis(path));
        }
        return worst;
    }

    private void tell(String text, Object... values) {
        spec.commandLine().getErr().println(String.format(Locale.ROOT, text, values));
        spec.commandLine().getErr().flush();
    }
}
