package io.wavetank.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table of text: the first column to the left, the others to the right, two blanks between columns. Where lines would be too long for a terminal,
 * long names in the first column stand on lines of their own; where many would, or that does not help, the columns are set in blocks, one below the other, each without
 * the rows that say nothing in it; one in which none says anything is left out.
 */
public final class TextTable {
    private static final int WIDTH = 79;
    private static final String NOTHING = "-";

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
        List<String> lines = new ArrayList<>();
        int columns = rows.get(0).size();
        int names = mostNamesFit() || longestName() + widest() > WIDTH
                ? rows.get(0).get(0).length()
                : longestName();
        for (int from = 1; from < columns || from == 1; ) {
            int to = end(from, names);
            List<String> block = block(from, Math.min(to, columns), columns);
            if (block.size() > 1 || rows.size() == 1) { // a head without rows is no block
                if (!lines.isEmpty()) {
                    lines.add("");
                }
                lines.addAll(block);
            }
            from = to;
        }
        return lines;
    }

    /** Behind which column a block ends that begins with one, where the first column is so wide. */
    private int end(int from, int names) {
        int to = from + 1;
        while (to < rows.get(0).size() && others(from, to + 1) + names <= WIDTH) {
            to++;
        }
        return to;
    }

    /** Whether at least three of four names stand before their figures, if as many columns as can be stand in the first block. */
    private boolean mostNamesFit() {
        int columns = rows.get(0).size();
        int room = WIDTH - others(1, Math.min(columns, end(1, rows.get(0).get(0).length())));
        long fit =
                rows.stream().skip(1).filter(row -> row.get(0).length() <= room).count();
        return 4 * fit >= 3L * (rows.size() - 1);
    }

    /** How many characters the widest column behind the first takes. */
    private int widest() {
        return IntStream.range(1, rows.get(0).size())
                .map(column -> others(column, column + 1))
                .max()
                .orElse(0);
    }

    private int longestName() {
        return rows.stream().mapToInt(row -> row.get(0).length()).max().orElse(0);
    }

    /** How many characters some columns take. */
    private int others(int from, int to) {
        return IntStream.range(from, to)
                .map(column -> 2
                        + rows.stream()
                                .mapToInt(row -> row.get(column).length())
                                .max()
                                .orElse(0))
                .sum();
    }

    /** The lines of some columns behind the first. */
    private List<String> block(int from, int to, int all) {
        List<List<String>> some = new ArrayList<>();
        for (List<String> row : rows) {
            List<String> cells = row.subList(from, to);
            if (to - from == all - 1 || some.isEmpty() || !cells.stream().allMatch(NOTHING::equals)) {
                List<String> cut = new ArrayList<>(List.of(row.get(0)));
                cut.addAll(cells);
                some.add(cut);
            }
        }
        return lines(some);
    }

    private static List<String> lines(List<List<String>> rows) {
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
