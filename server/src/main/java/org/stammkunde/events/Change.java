package org.stammkunde.events;

/** A kind of change that a projection finds out about customers, for those that derive from it. */
public enum Change {
    /** The customer is new, or won or lost an identifier. */
    IDENTIFIERS,
    /** A known customer won an identifier by which nobody is called or searched, as a browser. */
    BROWSERS,
    /** The customer agreed or objected to something. */
    CONSENT,
    /** The value of a trait changed. */
    TRAITS,
    /** An order came, changed or went. */
    ORDERS,
    /** The sum of activity points changed. */
    SCORE
}
