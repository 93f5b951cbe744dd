package io.wavetank.workload.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The columns of a table, out of the statement that made it: {@code CREATE TABLE name (column type ..., ...)}.
 *
 * @param columns names of the columns, in the order in which rows hold them
 * @param numbered which of them is the number of the row and not stored; -1 if none is
 */
record TableText(List<String> columns, int numbered) {
    private static final List<String> CONSTRAINTS = List.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN");
    private static final int MOST_COLUMNS = 2000;

    /** Splits the statement; a table that is kept in another way than as numbered rows is {@link Corrupt}. */
    static TableText of(String statement) {
        int open = statement.indexOf('(');
        if (open < 0) {
            throw new Corrupt("a table without columns");
        }
        List<List<String>> parts = new ArrayList<>();
        int end = split(statement, open + 1, parts);
        if (statement.substring(end).toUpperCase(Locale.ROOT).contains("WITHOUT ROWID")) {
            throw new Corrupt("a table without row numbers, which is not read");
        }
        List<String> columns = new ArrayList<>();
        int numbered = -1;
        for (List<String> part : parts) {
            if (part.isEmpty()) {
                continue;
            }
            List<String> words =
                    part.stream().map(word -> word.toUpperCase(Locale.ROOT)).toList();
            if (CONSTRAINTS.contains(words.get(0))) {
                continue;
            }
            if (words.contains("GENERATED") || words.contains("AS")) {
                throw new Corrupt("a table with computed columns, which is not read");
            }
            if (words.size() > 3
                    && words.get(1).equals("INTEGER")
                    && words.indexOf("PRIMARY") > 0
                    && words.indexOf("KEY") == words.indexOf("PRIMARY") + 1
                    && !words.contains("DESC")) {
                numbered = columns.size();
            }
            columns.add(part.get(0));
        }
        if (columns.isEmpty() || columns.size() > MOST_COLUMNS) {
            throw new Corrupt("a table of " + columns.size() + " columns");
        }
        return new TableText(List.copyOf(columns), numbered < 0 ? apart(parts, columns) : numbered);
    }

    /** The column that a clause of its own, {@code PRIMARY KEY (id)}, makes the number of the row; -1 if none. */
    private static int apart(List<List<String>> parts, List<String> columns) {
        for (List<String> part : parts) {
            int key = part.size() - 2;
            if (key >= 1
                    && part.get(key - 1).equalsIgnoreCase("PRIMARY")
                    && part.get(key).equalsIgnoreCase("KEY")
                    && part.get(key + 1).startsWith("(")) {
                String name = bare(part.get(key + 1)
                        .substring(1, part.get(key + 1).length() - 1)
                        .strip());
                int column = columns.indexOf(name);
                return column >= 0 && wholeNumbers(parts, name) ? column : -1;
            }
        }
        return -1;
    }

    private static boolean wholeNumbers(List<List<String>> parts, String name) {
        return parts.stream()
                .anyMatch(part -> part.size() > 1
                        && part.get(0).equals(name)
                        && part.get(1).equalsIgnoreCase("INTEGER"));
    }

    /** Splits definitions at commas and into words; what stands in brackets is one word. Returns where the closing bracket stands. */
    private static int split(String text, int from, List<List<String>> parts) {
        List<String> part = new ArrayList<>();
        parts.add(part);
        int at = from;
        while (at < text.length()) {
            char mark = text.charAt(at);
            int end = at + 1;
            if (mark == ')') {
                return at;
            } else if (mark == ',') {
                part = new ArrayList<>();
                parts.add(part);
            } else if (mark == '-' && text.startsWith("--", at)) {
                int line = text.indexOf('\n', at);
                end = line < 0 ? text.length() : line;
            } else if (mark == '/' && text.startsWith("/*", at)) {
                int close = text.indexOf("*/", at + 2);
                end = close < 0 ? text.length() : close + 2;
            } else if (!Character.isWhitespace(mark)) {
                end = word(text, at);
                part.add(bare(text.substring(at, end)));
            }
            at = end;
        }
        throw new Corrupt("a table whose definition is cut off");
    }

    private static int word(String text, int from) {
        char first = text.charAt(from);
        if (first == '(') {
            int depth = 0;
            for (int at = from; at < text.length(); at++) {
                depth += text.charAt(at) == '(' ? 1 : text.charAt(at) == ')' ? -1 : 0;
                if (depth == 0) {
                    return at + 1;
                }
            }
            return text.length();
        }
        if (first == '"' || first == '`' || first == '\'' || first == '[') {
            int close = text.indexOf(first == '[' ? ']' : first, from + 1);
            return close < 0 ? text.length() : close + 1;
        }
        int at = from;
        while (at < text.length() && " \t\r\n,()\"`'[".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return Math.max(at, from + 1);
    }

    private static String bare(String word) {
        char first = word.isEmpty() ? ' ' : word.charAt(0);
        return word.length() > 1 && (first == '"' || first == '`' || first == '\'' || first == '[')
                ? word.substring(1, word.length() - 1)
                : word;
    }
}
