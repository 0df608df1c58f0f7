package org.stammkunde.segments;

/** Whom a compiled condition is decided for: the customers of the relation {@code scope}. */
enum Scope {
    /** A few, given by number: every table is entered by their numbers. */
    SOME {
        @Override
        String members() {
            return "(select scope.customer, known.identifier from scope"
                    + " join identity.shared_member known on known.customer = scope.customer)";
        }

        @Override
        String among(String column) {
            return column + " in (select scope.customer from scope)";
        }
    },
    /** Everybody: tables are read as a whole. */
    EVERYBODY {
        @Override
        String members() {
            return "identity.shared_member";
        }

        @Override
        String among(String column) {
            return "true";
        }
    };

    /** A relation of (customer, identifier). */
    abstract String members();

    /** The condition that a customer is among them. */
    abstract String among(String column);
}
