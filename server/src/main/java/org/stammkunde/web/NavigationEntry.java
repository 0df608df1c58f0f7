package org.stammkunde.web;

import java.util.Locale;

/**
 * A place in the main navigation; a module adds one as a bean.
 *
 * @param key message key of its name
 * @param path where it leads; also marks every page below it
 * @param icon name of a symbol in {@code assets/icons.svg}
 * @param rank its place, smallest first; it also decides the {@link Section}
 */
public record NavigationEntry(String key, String path, String icon, int rank) {

    /** What belongs together in the navigation, so that a newcomer finds it. */
    public enum Section {
        OVERVIEW(0),
        CUSTOMERS(20),
        OFFER(50),
        DATA(70),
        SETTINGS(100);

        private final int firstRank;

        Section(int firstRank) {
            this.firstRank = firstRank;
        }

        /** Message key of its heading. */
        public String key() {
            return "layout.section." + name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where it stands. */
    public Section section() {
        Section section = Section.OVERVIEW;
        for (Section later : Section.values()) {
            section = rank >= later.firstRank ? later : section;
        }
        return section;
    }

    /** Whether a page at the given path belongs to this entry. */
    boolean leadsTo(String page) {
        return page.equals(path) || (path.length() > 1 && page.startsWith(path + "/"));
    }
}
