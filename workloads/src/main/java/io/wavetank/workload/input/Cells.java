package io.wavetank.workload.input;

import java.nio.charset.StandardCharsets;

/**
 * The rows of a binary table, one at a time. Columns go by their place in the list that was asked for; values of a list by {@code i}, and the one
 * value of any other column is number 0.
 */
public interface Cells {
    /** Longest text in a cell that is read. */
    int LONGEST_TEXT = Lines.MAX_LINE_BYTES;

    /** Most values of a list in one row that are read. */
    int LONGEST_LIST = 1 << 20;

    /** Steps to the next row; false after the last. */
    boolean next() throws TraceFormatException;

    /** How many values the row has in the column, nulls in a list included: 0 or 1 for columns that are no lists. */
    int count(int column);

    /** Whether the value is null. */
    boolean isNull(int column, int i);

    /** What the value is. Never {@link TableColumn.Kind#ANY}, and of no meaning for nulls. */
    TableColumn.Kind kind(int column, int i);

    /** The value if it is no text and no number with decimals. */
    long whole(int column, int i);

    /** The value if it is a number. */
    double number(int column, int i);

    /** The value if it is text. */
    String text(int column, int i);

    /** Makes text of bytes that may not be UTF-8. */
    static String text(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }
}
