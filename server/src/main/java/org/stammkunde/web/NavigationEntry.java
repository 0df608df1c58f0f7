package org.stammkunde.web;

/**
 * A place in the main navigation; a module adds one as a bean.
 *
 * @param key message key of its name
 * @param path where it leads; also marks every page below it
 * @param icon name of a symbol in {@code assets/icons.svg}
 * @param rank its place, smallest first
 */
public record NavigationEntry(String key, String path, String icon, int rank) {

    /** Whether a page at the given path belongs to this entry. */
    boolean leadsTo(String page) {
        return page.equals(path) || (path.length() > 1 && page.startsWith(path + "/"));
    }
}
