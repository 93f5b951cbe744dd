package io.wavetank.report.table;

import java.util.ArrayList;
import java.util.List;

/** A table of text: the first column to the left, the others to the right, two blanks between columns. */
public final class TextTable {
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
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                String padding = " ".repeat(widths[column] - row.get(column).length());
                line.append(column == 0 ? "" : "  ")
                        .append(column == 0 ? row.get(column) + padding : padding + row.get(column));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
