package org.stammkunde.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Conditions as JSON: what is read, what is refused, and how that is said. */
class ConditionReaderTest {

    @Test
    void whatIsWrittenIsReadAgain() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Condition condition =
                    new RandomConditions(random, LocalDate.parse("2026-03-02"), true)
                            .condition(i % 4);

            assertThat(ConditionJson.read(ConditionJson.write(condition)))
                    .as("seed %d", seed)
                    .isEqualTo(condition);
        }
    }

    @Test
    void everyReadyMadeConditionPassesThroughJsonAndTheBuilder() {
        for (ReadyMade ready : ReadyMade.values()) {
            String json = ConditionJson.write(ready.condition());
            Builder.Group group = Builder.of(ready.condition());

            assertThat(ConditionJson.read(json)).isEqualTo(ready.condition());
            assertThat(flat(ConditionJson.read(BuilderJson.of(group).toString())))
                    .as(ready.key())
                    .isEqualTo(flat(ready.condition()));
        }
    }

    /** The builder holds a lone question in a group. */
    private static Condition flat(Condition condition) {
        return condition instanceof Condition.All(List<Condition> parts) && parts.size() == 1
                ? parts.getFirst()
                : condition;
    }

    @Test
    void whatIsWrongIsSaidWithItsPlaceAndWhatWasPerhapsMeant() {
        refused("nonsense", " no-json []");
        refused("[]", " no-object [[]]");
        refused("{\"trai\":\"city\"}", " unknown-kind-near [trai, trait]");
        refused(
                "{\"wetter\":1}",
                " unknown-kind [wetter, all, any, consent, identifier, not, orders, performed,"
                        + " rfm, score, seen, segment, source, trait]");
        refused("{\"all\":[]}", "all no-parts []");
        refused("{\"trait\":\"\"}", "trait text-missing []");
        refused("{\"trait\":\"city\",\"iss\":\"Köln\"}", " unknown-name-near [iss, is]");
        refused("{\"trait\":\"city\",\"is\":[]}", "trait.is no-texts []");
        refused(
                "{\"orders\":\"count\",\"number\":{\"atleast\":2}}",
                "orders.number unknown-comparison-near [atleast, atLeast]");
        refused(
                "{\"orders\":\"count\",\"number\":{\"atLeast\":\"two\"}}",
                "orders.number no-number [two, 1000000000000]");
        refused(
                "{\"orders\":\"cont\",\"number\":{\"atLeast\":2}}",
                "orders unknown-figure-near [cont, count]");
        refused(
                "{\"orders\":\"last\",\"day\":{\"withinLastDays\":0}}",
                "orders.day.withinLastDays no-days [0, 1, 36525]");
        refused(
                "{\"orders\":\"last\",\"day\":{\"from\":\"2026-02-30\"}}",
                "orders.day.from no-date [2026-02-30]");
        refused(
                "{\"seen\":\"last\",\"day\":{\"from\":\"2026-02-02\",\"to\":\"2026-02-01\"}}",
                "seen.day range-reversed [2026-02-02, 2026-02-01]");
        refused("{\"identifier\":\"mail\"}", "identifier unknown-identifier-near [mail, email]");
        refused("{\"score\":{\"atLeast\":0}}", "score score-too-low [0]");
        refused(
                "{\"rfm\":\"recncy\",\"number\":{\"atLeast\":4}}",
                "rfm unknown-rfm-near [recncy, recency]");
        refused("{\"rfm\":\"recency\",\"number\":{\"atLeast\":6}}", "rfm.number no-rfm-score [6]");
        refused(
                "{\"rfm\":\"recency\",\"number\":{\"between\":[1,2.5]}}",
                "rfm.number no-rfm-score [2.5]");
        refused(
                "{\"rfm\":\"group\",\"is\":[\"regulrs\"]}",
                "rfm.is unknown-rfm-group-near [regulrs, regulars]");
        refused("{\"rfm\":\"group\",\"is\":[]}", "rfm.is no-texts []");
        refused(
                "{\"performed\":\"x\",\"window\":{\"lastHours\":169}}",
                "performed.window.lastHours no-hours [169, 168]");
        refused(
                "{\"orders\":\"count\",\"number\":{\"atLeast\":1},\"window\":{\"lastHours\":2}}",
                "orders.window hours-of-orders []");
        refused(
                "{\"seen\":\"last\",\"time\":{\"from\":\"2026-02-02\"}}",
                "seen.time.from no-time [2026-02-02]");
        refused(
                "{\"orders\":\"last\",\"time\":{\"withinLastHours\":1},\"day\":{\"withinLastDays\":1}}",
                "orders day-and-time []");
        refused("{\"orders\":\"last\",\"time\":{}}", "orders.time no-times []");
        refused("{\"trait\":\"a\",\"score\":\"loyal\"}", " several-kinds [score, trait]");
    }

    @Test
    void whatHasNoMeaningInAQuestionIsRefusedAndNotPassedOver() {
        refused(
                "{\"orders\":\"count\",\"number\":{\"atLeast\":1},\"time\":{\"withinLastHours\":6}}",
                "orders unknown-name [time, categories, channels, number, products, window]");
        refused(
                "{\"orders\":\"last\",\"day\":{\"withinLastDays\":1},\"window\":{\"lastDays\":1}}",
                "orders unknown-name [window, categories, channels, day, products, time]");
        refused(
                "{\"consent\":\"marketing-emial\",\"is\":\"given\"}",
                "consent unknown-purpose-near [marketing-emial, marketing-email]");
        refused(
                "{\"consent\":\"profiling\",\"is\":\"yes\"}",
                "consent.is unknown-consent [yes, given, withdrawn, none]");
    }

    @Test
    void allProblemsAreToldAtOnce() {
        refused(
                """
                {"all":[{"score":"loyl"},{"any":[{"seen":"lst","day":{}}]},{"orders":"count"}]}
                """,
                "all[1].score unknown-score [loyl]",
                "all[2].any[1].seen unknown-end-near [lst, last]",
                "all[3].orders.number no-object []");
    }

    @Test
    void depthAndNumberAreLimited() {
        String deep = "{\"not\":".repeat(10) + "{\"score\":\"loyal\"}" + "}".repeat(10);
        String many =
                "{\"all\":[" + "{\"score\":\"loyal\"},".repeat(60) + "{\"score\":\"loyal\"}]}";

        assertThat(problems(deep)).singleElement().asString().contains("too-deep");
        assertThat(problems(many)).first().asString().contains("too-many [50]");
    }

    private static void refused(String json, String... problems) {
        assertThat(problems(json)).as(json).containsExactly(problems);
    }

    private static List<String> problems(String json) {
        return switch (ConditionReader.read(json)) {
            case ConditionReading.Read _ -> List.of();
            case ConditionReading.Refused(List<ConditionProblem> problems) ->
                    problems.stream()
                            .map(problem ->
                                    "%s %s %s"
                                            .formatted(
                                                    problem.where(),
                                                    problem.code(),
                                                    problem.arguments()))
                            .toList();
        };
    }
}
