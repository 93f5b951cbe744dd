package io.wavetank.workload.input;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a file begins: what its format is recognised by.
 *
 * @param name the file's own name, without its folder
 * @param text the first 16 KiB of its text, bytes that are not UTF-8 taken for ISO 8859-1
 * @param lines the first lines of that which are not blank, at most eight; the last may be cut off
 * @param tables the tables of a binary file, of which the text is a JSON object of its columns a table; none if the file is text
 */
public record Head(String name, String text, List<String> lines, List<TableShape> tables) {
    static final int BYTES = 1 << 14;
    private static final int LINES = 8;

    static Head of(String name, String text) {
        String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return new Head(
                name,
                bare,
                bare.lines().filter(line -> !line.isBlank()).limit(LINES).toList(),
                List.of());
    }

    /** A binary file begins like a JSON export with the same columns, so that what reads the one recognises the other. */
    static Head of(String name, List<TableShape> tables) {
        List<String> lines = tables.stream().map(Head::columns).toList();
        return new Head(name, String.join("\n", lines), lines, List.copyOf(tables));
    }

    private static String columns(TableShape table) {
        Set<String> members = new LinkedHashSet<>();
        for (TableColumn column : table.columns()) {
            String name = Quoted.oneLine(column.name());
            int point = name.indexOf('.');
            members.add("\"" + (point < 0 ? name : name.substring(0, point)) + "\":null");
        }
        return "{" + String.join(",", members) + "}";
    }

    /** The table that has columns of all these names; null if there is none, or if the file is text. */
    public @Nullable TableShape table(List<String> columns) {
        for (TableShape table : tables) {
            if (table.has(columns)) {
                return table;
            }
        }
        return null;
    }

    /** Whether nothing but blank lines was found. */
    public boolean blank() {
        return lines.isEmpty();
    }

    /** The fields of the first line, split at commas, without quotes and blanks around them. */
    public List<String> columns() {
        return fields(0);
    }

    /** The fields of a line, split at commas, without quotes and blanks around them; none if there is no such line. */
    public List<String> fields(int line) {
        return line >= lines.size()
                ? List.of()
                : List.of(lines.get(line).replace("\"", "").split(",", -1)).stream()
                        .map(String::strip)
                        .toList();
    }

    /** The first line whose first mark is not {@code #}, split at commas; none if there is no such line. */
    public List<String> data() {
        for (int line = 0; line < lines.size(); line++) {
            if (!lines.get(line).startsWith("#")) {
                return fields(line);
            }
        }
        return List.of();
    }
}
