package org.stammkunde.collect.files;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Something that is said about a file: in English for the command line, by its code and arguments
 * for pages in other languages.
 *
 * @param code stable name, such as {@code file-empty}
 * @param arguments what is put into the text, in order
 * @param english the text with its arguments
 */
public record Statement(String code, List<String> arguments, String english) {

    /** A statement whose English text has a format directive for each argument. */
    static Statement of(String code, String english, Object... arguments) {
        return new Statement(
                code,
                Arrays.stream(arguments).map(String::valueOf).toList(),
                String.format(Locale.ROOT, english, arguments));
    }
}
