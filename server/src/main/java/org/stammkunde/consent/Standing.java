package org.stammkunde.consent;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.stammkunde.consent.Consent.State;

/**
 * Decides how a customer stands to a purpose; pure. {@link ConsentQuery} says the same as SQL.
 *
 * <p>An objection is answered when somebody agreed later who was named by the same fact: who
 * objected with customer number and address agrees again with the address alone. One that shares
 * nothing with what was agreed stays, however much later that was: two customers who turn out to be
 * one have objected if one of them has. A yes in a file, which does not say when it was said,
 * answers objections of the same source only.
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
     * @param isUndated its time is that of an import
     */
    record Said(long identifier, UUID key, boolean isUndated, Statement statement) {

        boolean answers(Said objection) {
            return identifier == objection.identifier
                    && statement.given()
                    && statement.saidAt().isAfter(objection.statement.saidAt())
                    && (!isUndated || statement.source().equals(objection.statement.source()));
        }
    }

    static Consent of(Purpose purpose, List<Said> said) {
        if (said.isEmpty()) {
            return new Consent(purpose, State.NONE, List.of());
        }
        List<Statement> objections =
                statements(
                        said.stream()
                                .filter(each -> !each.statement.given())
                                .filter(each -> !isAnswered(each.key, said))
                                .toList());
        return objections.isEmpty()
                ? new Consent(
                        purpose,
                        State.GIVEN,
                        statements(said.stream().filter(each -> each.statement.given()).toList()))
                : new Consent(purpose, State.WITHDRAWN, objections);
    }

    private static boolean isAnswered(UUID objection, List<Said> said) {
        return said.stream()
                .filter(each -> each.key.equals(objection))
                .anyMatch(each -> said.stream().anyMatch(answer -> answer.answers(each)));
    }

    /** Each fact once, the latest first. */
    private static List<Statement> statements(List<Said> said) {
        return said.stream().sorted(LATEST_FIRST).map(Said::statement).distinct().toList();
    }
}
