package org.stammkunde.segments;

import java.util.Locale;

/** Why a customer entered or left a segment. */
public enum Cause {
    /** Something the customer did, or that was told. */
    FACT,
    /** A day began. */
    TIME,
    /** Two customers turned out to be one, or one to be two. */
    IDENTITY,
    /** The segment's condition was changed. */
    DEFINITION,
    /** The rules of the score were changed. */
    RULES,
    /** The others: the fifths moved, to which the customer is compared. */
    OTHERS,
    /** The projections were rebuilt by a program that counts otherwise. */
    REBUILD;

    /** The stable name in tables. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Cause ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
