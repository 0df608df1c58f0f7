package org.stammkunde.collect.files;

import java.nio.charset.Charset;

/**
 * How the bytes of a file become the rows of a table.
 *
 * @param gzip whether the bytes are compressed
 * @param encoding how bytes become characters
 * @param layout how characters become fields
 * @param linesToSkip lines before the table begins, such as Excel's {@code sep=;}
 */
record FileFormat(boolean gzip, Encoding encoding, Layout layout, int linesToSkip) {

    /** What is said to a person about the format. */
    String description() {
        return (gzip ? "gzip, " : "") + encoding.description() + ", " + layout.description();
    }

    /**
     * How bytes become characters.
     *
     * @param charset the character set
     * @param byteOrderMarkBytes length of the mark at the start that is not part of the table
     * @param orWindows whether text that proves not to be UTF-8 after nothing but ASCII is read as
     *     Windows-1252 from there on
     */
    record Encoding(Charset charset, int byteOrderMarkBytes, boolean orWindows) {

        String description() {
            return charset.name().replace("windows", "Windows")
                    + (byteOrderMarkBytes > 0 ? " with byte order mark" : "");
        }
    }

    /** How characters become fields. */
    sealed interface Layout {

        /** What is said to a person about the layout. */
        String description();

        /** Fields between delimiters, quoted where they contain one. */
        record Delimited(char delimiter, char quote) implements Layout {

            @Override
            public String description() {
                return "fields separated by " + nameOf(delimiter) + ", quoted by " + nameOf(quote);
            }
        }

        /** Fields without spaces, aligned in columns by any number of spaces. */
        record Aligned() implements Layout {

            @Override
            public String description() {
                return "columns aligned by spaces";
            }
        }

        /** The first sheet of an Excel workbook. */
        record Workbook() implements Layout {

            @Override
            public String description() {
                return "the first sheet of an Excel workbook";
            }
        }

        private static String nameOf(char character) {
            return switch (character) {
                case ',' -> "comma";
                case ';' -> "semicolon";
                case '\t' -> "tab";
                case '|' -> "bar";
                default -> String.valueOf(character);
            };
        }
    }
}
