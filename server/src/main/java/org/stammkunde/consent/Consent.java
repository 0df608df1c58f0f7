package org.stammkunde.consent;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a customer stands to a purpose, and why.
 *
 * @param because the statements that decide it, the latest first: objections in force, or else what
 *     was agreed; empty when nothing was said
 */
public record Consent(Purpose purpose, State state, List<Statement> because) {

    /** How somebody stands to a purpose. */
    public enum State {
        GIVEN("given"),
        /** Withdrawn, or objected to from the first. */
        WITHDRAWN("withdrawn"),
        /** Nothing was said, so there is no consent. */
        NONE("none");

        private final String code;

        State(String code) {
            this.code = code;
        }

        /** The stable name in JSON and addresses. */
        public String code() {
            return code;
        }

        /** The state with this code, empty for an unknown one. */
        public static Optional<State> ofCode(String code) {
            return Stream.of(values()).filter(state -> state.code.equals(code)).findFirst();
        }
    }

    /** Whether the purpose is allowed. */
    public boolean isGiven() {
        return state == State.GIVEN;
    }
}
