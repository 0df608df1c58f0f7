package org.stammkunde.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.database.TestDatabase;
import org.stammkunde.events.EventType;
import org.stammkunde.score.Counting.Events;
import org.stammkunde.score.Counting.Orders;
import org.stammkunde.score.Counting.Told;

class ActivityTest {

    private static final Path REFERENCE = Path.of("..", "docs", "reference", "activities.md");

    @Test
    void theDatabaseKnowsExactlyTheseActivities() {
        JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh());

        assertThat(
                        jdbc.sql("select unnest(enum_range(null::score.activity))::text")
                                .query((row, number) -> row.getString(1))
                                .list())
                .containsExactlyElementsOf(
                        Stream.of(Activity.values()).map(Activity::code).toList());
    }

    @Test
    void everyReadyMadeRuleIsOneThatMayBeSet() {
        assertThat(Rules.READY_MADE.problems()).isEmpty();
    }

    @Test
    void noEventNameIsTwoActivities() {
        assertThat(
                        Stream.of(Activity.values())
                                .map(Activity::counting)
                                .filter(Events.class::isInstance)
                                .flatMap(counting -> ((Events) counting).names().stream())
                                .map(Events::comparable))
                .doesNotHaveDuplicates();
    }

    @Test
    void germanAndEnglishTextsDiffer() {
        for (Activity activity : Activity.values()) {
            assertThat(activity.title(Locale.GERMAN)).isNotEqualTo(activity.title(Locale.ENGLISH));
            assertThat(activity.description(Locale.GERMAN))
                    .isNotEqualTo(activity.description(Locale.ENGLISH));
        }
    }

    @Test
    void theReferencePageListsWhatTheCodeSays() throws IOException {
        String expected =
                Stream.of(Activity.values()).map(ActivityTest::row).collect(Collectors.joining());

        assertThat(Files.readString(REFERENCE))
                .as("docs/reference/activities.md; put this into it:%n%n%s", expected)
                .contains(expected);
    }

    private static String row(Activity activity) {
        ActivityRule rule = activity.readyMade();
        return "| `%s` | %s<br>%s | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        activity.code(),
                        activity.title(Locale.ENGLISH),
                        activity.title(Locale.GERMAN),
                        counted(activity.counting()),
                        rule.value(),
                        orDash(rule.perDay()),
                        orDash(rule.perMonth()),
                        orDash(rule.inAll()),
                        orDash(rule.validDays()));
    }

    private static String counted(Counting counting) {
        return switch (counting) {
            case Events events ->
                    Stream.concat(
                                    events.types().stream()
                                            .sorted(Comparator.comparing(EventType::code))
                                            .map(type -> "every " + type.wireName()),
                                    events.names().stream().map(name -> "`" + name + "`"))
                            .collect(Collectors.joining(", "));
            case Told told -> "trait `%s`".formatted(told.trait());
            case Orders orders ->
                    switch (orders) {
                        case NOT_IN_STORE -> "completed orders of any channel but `store`";
                        case IN_STORE -> "completed orders of the channel `store`";
                        case REVENUE -> "full 1,000 minor units of orders, net of refunds";
                        case RETURNED -> "orders with a refund, credit notes";
                    };
        };
    }

    private static String orDash(@Nullable Object limit) {
        return limit == null ? "–" : limit.toString();
    }
}
