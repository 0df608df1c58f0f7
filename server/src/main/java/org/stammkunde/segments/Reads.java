package org.stammkunde.segments;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.stammkunde.consent.Consent.State;
import org.stammkunde.consent.Purpose;
import org.stammkunde.segments.Condition.Figure;

/**
 * The kinds of data that a condition reads: only customers of whom such data changed are decided
 * anew.
 *
 * @param orders figures and days of orders
 * @param consent what customers agreed or objected to
 * @param rfm what parts all customers into fifths
 * @param score the loyalty score
 * @param presence when customers were first and last seen
 * @param newcomers whether it may hold for somebody who just came and of whom nothing else is known
 * @param traits names of traits, without parts
 * @param events what is counted
 */
record Reads(
        boolean orders,
        boolean consent,
        boolean rfm,
        boolean score,
        boolean presence,
        boolean newcomers,
        Set<String> traits,
        Set<EventQuestion.Key> events) {

    static Reads of(Condition condition, Known known) {
        Set<String> traits = new HashSet<>();
        Set<EventQuestion.Key> events = new HashSet<>();
        List<Condition> questions = questions(condition, known);
        for (Condition question : questions) {
            switch (question) {
                case Condition.Trait(String name, ValueTest _) -> traits.add(name.split("\\.")[0]);
                case Condition.Performed(EventQuestion event, Window _, NumberTest _) ->
                        events.add(event.key(known.sources()));
                case Condition.KnownFrom(String source) ->
                        events.add(fromSource(source).key(known.sources()));
                default -> {}
            }
        }
        return new Reads(
                questions.stream().anyMatch(Reads::readsOrders),
                questions.stream().anyMatch(Condition.ConsentIs.class::isInstance),
                questions.stream().anyMatch(Reads::readsRfm),
                questions.stream().anyMatch(Reads::readsScore),
                questions.stream().anyMatch(Reads::readsPresence),
                questions.stream().anyMatch(Reads::readsIdentity)
                        || holdsForNobody(condition, known),
                Set.copyOf(traits),
                Set.copyOf(events));
    }

    /** All events of a source. */
    static EventQuestion fromSource(String source) {
        return new EventQuestion(null, null, source, List.of());
    }

    /** The questions of the condition and of the segments it names. */
    private static List<Condition> questions(Condition condition, Known known) {
        return condition
                .questions()
                .flatMap(question ->
                        question instanceof Condition.InSegment(String segment)
                                ? questions(known.conditionOf(segment), known).stream()
                                : Stream.of(question))
                .toList();
    }

    private static boolean readsOrders(Condition question) {
        return question instanceof Condition.OrderFigure
                || question instanceof Condition.OrderDay
                || question instanceof Condition.OrderTime
                || readsRfm(question);
    }

    private static boolean readsRfm(Condition question) {
        return question instanceof Condition.Rfm || question instanceof Condition.InRfmGroup;
    }

    private static boolean readsScore(Condition question) {
        return question instanceof Condition.Score || question instanceof Condition.Loyal;
    }

    private static boolean readsIdentity(Condition question) {
        return question instanceof Condition.HasIdentifier
                || question instanceof Condition.Pinned
                || readsPresence(question);
    }

    private static boolean readsPresence(Condition question) {
        return question instanceof Condition.Seen || question instanceof Condition.SeenAt;
    }

    /** Whether it holds for somebody of whom nothing is known, as "never bought" does. */
    private static boolean holdsForNobody(Condition condition, Known known) {
        return switch (condition) {
            case Condition.All(List<Condition> parts) ->
                    parts.stream().allMatch(part -> holdsForNobody(part, known));
            case Condition.Any(List<Condition> parts) ->
                    parts.stream().anyMatch(part -> holdsForNobody(part, known));
            case Condition.Not(Condition part) -> !holdsForNobody(part, known);
            case Condition.InSegment(String segment) ->
                    holdsForNobody(known.conditionOf(segment), known);
            case Condition.OrderFigure(Figure figure, NumberTest test, Window _, OrderFilter _) ->
                    figure != Figure.AVERAGE && test.passes(BigDecimal.ZERO);
            case Condition.Performed(EventQuestion _, Window _, NumberTest times) ->
                    times.passes(BigDecimal.ZERO);
            case Condition.ConsentIs(Purpose _, State state) -> state == State.NONE;
            case Condition.Score(NumberTest points) -> points.passes(BigDecimal.ZERO);
            case Condition.Trait _,
                    Condition.HasIdentifier _,
                    Condition.KnownFrom _,
                    Condition.OrderDay _,
                    Condition.OrderTime _,
                    Condition.Rfm _,
                    Condition.InRfmGroup _,
                    Condition.Loyal _,
                    Condition.Seen _,
                    Condition.SeenAt _,
                    Condition.Pinned _ ->
                    false;
        };
    }
}
