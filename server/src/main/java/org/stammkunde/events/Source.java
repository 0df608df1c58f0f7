package org.stammkunde.events;

/**
 * Where facts come from: a shop, a till, an app, a kind of file.
 *
 * @param id its number in facts
 * @param name unique among sources
 * @param kind how facts arrive
 * @param namespace whose customer numbers it sends; sources of one shop share a namespace
 */
public record Source(int id, String name, Kind kind, String namespace) {

    /** How facts arrive. */
    public enum Kind {
        /** With a write key, which is public: anybody may say anything. */
        API,
        FILE,
        /** Entered in the console, or by a program with a secret key. */
        OWN
    }
}
