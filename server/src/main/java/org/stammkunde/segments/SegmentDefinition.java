package org.stammkunde.segments;

import java.time.Instant;

/**
 * What a segment is, in one of its versions.
 *
 * @param key stable name: lower-case letters, digits and hyphens
 * @param version 1 for the first; 0 for what comes with the program
 * @param description what it is good for, may be empty
 * @param condition what decides; of a snapshot what decided at its moment
 * @param reason why it was changed, may be empty
 */
public record SegmentDefinition(
        String key,
        int version,
        String title,
        String description,
        Kind kind,
        Condition condition,
        String author,
        String reason,
        Instant createdAt) {

    /** How membership follows the facts. */
    public enum Kind {
        /** It follows every fact and every day. */
        LIVE("live"),
        /** It holds the customers of one moment. */
        SNAPSHOT("snapshot"),
        /** It is gone. */
        REMOVED("removed");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** The stable name in tables and JSON. */
        public String code() {
            return code;
        }
    }

    /** The condition that decides about members now. */
    Condition inForce() {
        return kind == Kind.SNAPSHOT ? new Condition.Pinned(key) : condition;
    }
}
