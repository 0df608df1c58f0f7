package org.stammkunde.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench segment}: how fast customers are counted, listed and found. */
@Command(
        name = "segment",
        description = {
            "Measures how fast segments are previewed, the loyal customers listed, customers found.",
            "Loads the example merchant first; a --folder that was loaded once is used again."
        },
        mixinStandardHelpOptions = true)
final class SegmentCommand implements Callable<Integer> {

    private static final String LOYAL = "treue-kunden";

    /** What is asked for, by the key of its figure. */
    private static final Map<String, String> PAGES =
            new TreeMap<>(
                    Map.of(
                            "loyalMillis", "/customers?group=" + LOYAL,
                            "loyalByScoreMillis", "/customers?sort=score&group=" + LOYAL,
                            "listMillis", "/customers",
                            "byRevenueMillis", "/customers?sort=revenue",
                            "byScoreMillis", "/customers?sort=score",
                            "searchNamesMillis", "/customers?q=m%C3%BCller+anna",
                            "searchNameMillis", "/customers?q=schmidt"));

    /** Conditions of segments that are previewed, by the key of the figure. */
    private static final Map<String, String> PREVIEWS =
            new TreeMap<>(
                    Map.of(
                            "previewRevenueMillis",
                            """
                            {"orders": "revenue", "number": {"atLeast": 500},
                             "window": {"lastDays": 365}}\
                            """,
                            "previewChannelsMillis",
                            """
                            {"all": [
                              {"orders": "count", "number": {"atLeast": 1}, "channels": ["store"]},
                              {"orders": "count", "number": {"atLeast": 1}, "channels": ["online"],
                               "window": {"lastDays": 365}}]}\
                            """,
                            "previewLeavingMillis",
                            """
                            {"all": [
                              {"orders": "count", "number": {"atLeast": 2}},
                              {"orders": "last", "day": {"moreThanDaysAgo": 120}},
                              {"not": {"orders": "last", "day": {"moreThanDaysAgo": 365}}}]}\
                            """,
                            "previewEventMillis",
                            """
                            {"performed": {"type": "track", "name": "Product Viewed"},
                             "times": {"atLeast": 3}, "window": {"lastDays": 90}}\
                            """,
                            "previewTraitMillis",
                            """
                            {"trait": "birthday", "anniversary": "thisMonth"}\
                            """,
                            "previewScoreMillis",
                            """
                            {"all": [
                              {"score": {"moreThan": 50}},
                              {"not": {"segment": "%s"}}]}\
                            """
                                    .formatted(LOYAL)));

    private static final List<Bar> BARS =
            Stream.concat(PREVIEWS.keySet().stream(), PAGES.keySet().stream())
                    .map(key -> Bar.atMost(key, what(key) + ", worst of several, in ms", 1_000))
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
            for (Map.Entry<String, String> preview : PREVIEWS.entrySet()) {
                String question = "{\"condition\": " + preview.getValue() + "}";
                put(
                        figures,
                        preview.getKey(),
                        () -> console.millis("/api/segments/preview", question));
            }
            for (Map.Entry<String, String> page : PAGES.entrySet()) {
                put(figures, page.getKey(), () -> console.millis(page.getValue()));
            }
        }
        figures.put("times", times);
        return figures;
    }

    /** What the figure with this key tells the time of. */
    private static String what(String key) {
        return PAGES.getOrDefault(key, key.replaceAll("^preview(.*)Millis$", "preview $1"));
    }

    /** Asks once and waits for the answer. */
    private interface Question {
        double millis() throws IOException, InterruptedException;
    }

    /** The first answer, for which code and pages of the database are loaded, does not count. */
    private void put(Figures figures, String key, Question question)
            throws IOException, InterruptedException {
        double first = question.millis();
        double worst = 0;
        for (int i = 0; i < times; i++) {
            worst = Math.max(worst, question.millis());
        }
        figures.put(key, worst, 0);
        tell("%s: %.0f ms, at first %.0f ms", what(key), worst, first);
    }

    private void tell(String text, Object... values) {
        spec.commandLine().getErr().println(String.format(Locale.ROOT, text, values));
        spec.commandLine().getErr().flush();
    }
}
