package org.stammkunde.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that every page of the console says at its top while it holds; a module adds a bean.
 */
public interface Notice {

    /**
     * What there is to say now, in the reader's words. Asked for every page, so it must be quick.
     */
    Optional<Line> line(Texts texts);

    /** How a line looks and whether it is going to end by itself. */
    enum Tone {
        /** Work that ends by itself; the page looks again until it has. */
        BUSY("told", "clock"),
        /** Somebody may want to look at it. */
        CALM("told", "info-circle"),
        /** Something is wrong. */
        BAD("told told-bad", "alert-triangle");

        private final String style;
        private final String icon;

        Tone(String style, String icon) {
            this.style = style;
            this.icon = icon;
        }

        String style() {
            return style;
        }

        String icon() {
            return icon;
        }
    }

    /**
     * One line.
     *
     * @param link where more can be seen, null for nowhere
     */
    record Line(Tone tone, String text, @Nullable Link link) {

        /** A line without a link. */
        public static Line of(Tone tone, String text) {
            return new Line(tone, text, null);
        }
    }

    /** A page of the console. */
    record Link(String path, String text) {}
}
