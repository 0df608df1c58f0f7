package org.stammkunde.consent;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stammkunde.consent.Consent.State;

/**
 * Decides how a customer stands to a purpose; pure. {@link ConsentQuery} says the same as SQL.
 *
 * <p>An objection is over when somebody agreed later who was named by the same fact: who objected
 * with customer number and address agrees again with the address alone. One that shares nothing
 * with what was agreed stays, however much later that was: two customers who turn out to be one
 * have objected if one of them has.
 */
final class Standing {

    private static final Comparator<Said> LATEST_FIRST =
            Comparator.comparing((Said said) -> said.statement.saidAt())
                    .reversed()
                    .thenComparing(said -> said.statement.given())
                    .thenComparing(said -> said.key.toString());

    private Standing() {}

    /**
     * What was said, of one of the identifiers that were named.
     *
     * @param key of the fact
     */
    record Said(long identifier, UUID key, Statement statement) {}

    static Consent of(Purpose purpose, List<Said> said) {
        if (said.isEmpty()) {
            return new Consent(purpose, State.NONE, List.of());
        }
        Map<Long, Said> latest =
                said.stream()
                        .sorted(LATEST_FIRST)
                        .collect(
                                Collectors.toMap(
                                        Said::identifier,
                                        Function.identity(),
                                        (first, _) -> first,
                                        TreeMap::new));
        List<Statement> objections =
                byFact(said).values().stream()
                        .filter(named ->
                                named.stream()
                                        .noneMatch(one ->
                                                latest.getOrDefault(one.identifier, one)
                                                        .statement
                                                        .given()))
                        .map(List::getFirst)
                        .sorted(LATEST_FIRST)
                        .map(Said::statement)
                        .toList();
        return objections.isEmpty()
                ? new Consent(purpose, State.GIVEN, agreed(latest))
                : new Consent(purpose, State.WITHDRAWN, objections);
    }

    private static Map<UUID, List<Said>> byFact(List<Said> said) {
        return said.stream()
                .filter(each -> !each.statement.given())
                .collect(Collectors.groupingBy(Said::key));
    }

    private static List<Statement> agreed(Map<Long, Said> latest) {
        return latest.values().stream()
                .filter(each -> each.statement.given())
                .sorted(LATEST_FIRST)
                .map(Said::statement)
                .distinct()
                .toList();
    }
}
