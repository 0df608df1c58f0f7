package org.stammkunde.segments;

import java.util.Locale;

/** The ready-made segments. */
public enum Segment {
    /** Customers whose loyalty score is more than the threshold, strictly. */
    LOYAL("treue-kunden", "Treue Kunden", "Loyal customers");

    private final String key;
    private final String german;
    private final String english;

    Segment(String key, String german, String english) {
        this.key = key;
        this.german = german;
        this.english = english;
    }

    /** The stable name in tables, API and files. */
    public String key() {
        return key;
    }

    /** What people call it, in the language of the locale: German or else English. */
    public String title(Locale locale) {
        return locale.getLanguage().equals(Locale.GERMAN.getLanguage()) ? german : english;
    }
}
