package org.stammkunde.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stammkunde.events.EventType;
import org.stammkunde.segments.Builder.Group;
import org.stammkunde.segments.Builder.Node;
import org.stammkunde.segments.Builder.Row;
import org.stammkunde.segments.EventQuestion.PropertyTest;

/** The form of the builder keeps what a condition says, and its buttons do what they say. */
class BuilderTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-15");

    private static final Condition VIEWED_DEAR_WINE =
            Condition.all(
                    new Condition.Performed(
                            new EventQuestion(
                                    EventType.TRACK,
                                    "Product Viewed",
                                    "Shop",
                                    List.of(
                                            new PropertyTest(
                                                    "category",
                                                    new ValueTest.OneOf(List.of("Wein"))),
                                            new PropertyTest(
                                                    "price",
                                                    new ValueTest.OfNumber(NumberTest.atLeast(20))),
                                            new PropertyTest("gift", new ValueTest.YesNo(true)))),
                            new Window.LastDays(30),
                            NumberTest.atLeast(2)));

    @Test
    void everyQuestionComesOutOfTheFormAsItWentIn() {
        long seed = Long.getLong("seed", System.nanoTime());
        RandomConditions random = new RandomConditions(new Random(seed), TODAY, true);
        for (int i = 0; i < 2_000; i++) {
            Condition condition = Condition.all(random.condition(0), random.condition(0));
            assertThat(condition(form(Builder.of(condition))))
                    .as("seed " + seed)
                    .isEqualTo(condition);
        }
    }

    @Test
    void severalPropertiesOfAnEventAreKept() {
        assertThat(condition(form(Builder.of(VIEWED_DEAR_WINE)))).isEqualTo(VIEWED_DEAR_WINE);
    }

    @Test
    void aPropertyIsAddedAndTakenAway() {
        Group more = Builder.act(Builder.of(VIEWED_DEAR_WINE), "property:r.0");
        assertThat(row(more).properties()).containsExactly("p1", "p2", "p3", "p4");
        assertThat(condition(form(more)))
                .as("one without a name asks nothing yet")
                .isEqualTo(VIEWED_DEAR_WINE);

        Group fewer = Builder.act(more, "forget:r.0/p2");

        assertThat(row(fewer).properties()).containsExactly("p1", "p2", "p3");
        assertThat(
                        ((Condition.Performed) condition(form(fewer)).parts().getFirst())
                                .event()
                                .where())
                .extracting(PropertyTest::property)
                .containsExactly("category", "gift");
    }

    @Test
    void theLastPropertyLeavesAnEmptyOne() {
        Group root = Builder.of(VIEWED_DEAR_WINE);
        for (int i = 0; i < 3; i++) {
            root = Builder.act(root, "forget:r.0/p1");
        }
        assertThat(row(root).properties()).containsExactly("p1");
        assertThat(row(root).asksForProperties()).isFalse();
    }

    private static Row row(Group root) {
        return (Row) root.parts().getFirst();
    }

    private static Condition condition(Map<String, String> form) {
        return switch (ConditionReader.read(BuilderJson.of(Builder.read(form)).toString())) {
            case ConditionReading.Read(Condition condition) -> condition;
            case ConditionReading.Refused(List<ConditionProblem> problems) ->
                    throw new AssertionError(problems.toString());
        };
    }

    /** What a browser would send. */
    private static Map<String, String> form(Node node) {
        Map<String, String> form = new LinkedHashMap<>();
        switch (node) {
            case Group group -> {
                form.put(group.path() + ":mode", group.mode());
                group.parts().forEach(part -> form.putAll(form(part)));
            }
            case Row row ->
                    row.fields().forEach((field, value) -> form.put(row.name(field), value));
        }
        return form;
    }
}
