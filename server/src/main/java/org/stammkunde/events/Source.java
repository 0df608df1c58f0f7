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
        API,
        FILE
    }
}
