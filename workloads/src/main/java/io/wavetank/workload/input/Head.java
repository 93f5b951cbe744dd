package io.wavetank.workload.input;

import java.util.List;

/**
 * How a file begins: what its format is recognised by.
 *
 * @param name the file's own name, without its folder
 * @param text the first 16 KiB of its text, bytes that are not UTF-8 taken for ISO 8859-1
 * @param lines the first lines of that which are not blank, at most eight; the last may be cut off
 */
public record Head(String name, String text, List<String> lines) {
    static final int BYTES = 1 << 14;
    private static final int LINES = 8;

    static Head of(String name, String text) {
        String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return new Head(
                name,
                bare,
                bare.lines().filter(line -> !line.isBlank()).limit(LINES).toList());
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
