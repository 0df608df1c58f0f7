package org.stammkunde.score;

import java.util.Locale;

/**
 * A text in the languages of the console.
 *
 * @param german shown to people whose language is German
 * @param english shown to everybody else
 */
record Wording(String german, String english) {

    /** The text for the language of the locale. */
    String in(Locale locale) {
        return locale.getLanguage().equals(Locale.GERMAN.getLanguage()) ? german : english;
    }
}
