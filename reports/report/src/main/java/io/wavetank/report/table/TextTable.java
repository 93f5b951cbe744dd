package io.wavetank.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table of text: the first column to the left, the others to the right, two blanks between columns. Where lines would be too long for a terminal,
 * long names in the first column stand on lines of their own.
 */
public final class TextTable {
    private static final int WIDTH = 79;

    private final List<List<String>> rows = new ArrayList<>();

    /** Creates a table with its head line. */
    public TextTable(List<String> head) {
        rows.add(List.copyOf(head));
    }

    /** Adds a row with as many cells as the head line. */
    public void add(List<String> row) {
        if (row.size() != rows.get(0).size()) {
            throw new IllegalArgumentException("A row of " + row.size() + " cells in a table of "
                    + rows.get(0).size());
        }
        rows.add(List.copyOf(row));
    }

    /** Returns the table's lines. */
    public List<String> lines() {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        int others =
                IntStream.range(1, columns).map(column -> widths[column] + 2).sum();
        if (widths[0] + others > WIDTH) {
            widths[0] = Math.max(
                    Math.min(widths[0], WIDTH - others), rows.get(0).get(0).length());
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            String name = row.get(0);
            if (name.length() > widths[0]) {
                lines.add(name);
                name = "";
            }
            var line = new StringBuilder(name).append(" ".repeat(widths[0] - name.length()));
            for (int column = 1; column < columns; column++) {
                line.append(" ".repeat(2 + widths[column] - row.get(column).length()))
                        .append(row.get(column));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
