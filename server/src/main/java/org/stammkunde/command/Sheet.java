package org.stammkunde.command;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/** Lines of text for a terminal: headings, aligned columns, wrapped paragraphs. */
final class Sheet {

    static final int WIDTH = 88;

    private static final String INDENT = "  ";
    private static final String GAP = "  ";

    private final StringBuilder text = new StringBuilder();
    private final Ansi ansi;

    Sheet(Ansi ansi) {
        this.ansi = ansi;
    }

    /** A line in bold over a rule of full width. */
    void title(String left, String right) {
        String padding = " ".repeat(Math.max(1, WIDTH - width(left) - width(right)));
        line(styled("bold", left) + padding + right);
        line("━".repeat(WIDTH));
    }

    /** A heading in bold, with an empty line before it and a remark after it. */
    void heading(String heading, String remark) {
        line("");
        line(styled("bold", heading) + (remark.isEmpty() ? "" : GAP + styled("faint", remark)));
    }

    void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }

    /** An indented line. */
    void item(String line) {
        line(INDENT + line);
    }

    /** A paragraph broken between words. */
    void wrapped(String paragraph) {
        wrapped("", "", paragraph);
    }

    /** An indented paragraph behind a mark. */
    void point(String paragraph) {
        wrapped(INDENT + "• ", INDENT + "  ", paragraph);
    }

    private void wrapped(String first, String others, String paragraph) {
        StringBuilder line = new StringBuilder(first);
        for (String word : paragraph.split(" ", -1)) {
            if (width(line.toString()) + width(word) > WIDTH) {
                line(line.toString());
                line = new StringBuilder(others);
            }
            line.append(word).append(' ');
        }
        line(line.toString());
    }

    /**
     * Rows with columns as wide as their widest cell.
     *
     * @param alignment a character per column: {@code l} left, {@code r} right
     */
    void table(String alignment, List<List<String>> rows) {
        int[] widths = new int[alignment.length()];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        rows.forEach(row -> item(aligned(row, alignment, widths)));
    }

    private static String aligned(List<String> row, String alignment, int[] widths) {
        StringJoiner line = new StringJoiner(GAP);
        for (int i = 0; i < row.size(); i++) {
            String padding = " ".repeat(widths[i] - width(row.get(i)));
            line.add(alignment.charAt(i) == 'r' ? padding + row.get(i) : row.get(i) + padding);
        }
        return line.toString();
    }

    /** The text in a style of picocli where the terminal shows styles. */
    String styled(String style, String text) {
        return ansi.enabled() ? ansi.string("@|" + style + " " + text + "|@") : text;
    }

    /** Columns that a text takes, styles left out. */
    static int width(String text) {
        String plain = text.replaceAll("\u001b\\[[0-9;]*m", "");
        return plain.codePointCount(0, plain.length());
    }

    /** A row of cells. */
    static List<String> row(String... cells) {
        return List.of(cells);
    }

    /** A row of cells from a first one and the rest. */
    static List<String> row(String first, Stream<String> rest) {
        List<String> cells = new ArrayList<>();
        cells.add(first);
        rest.forEach(cells::add);
        return List.copyOf(cells);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
