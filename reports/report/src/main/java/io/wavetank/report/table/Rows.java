package io.wavetank.report.table;

import java.util.ArrayList;
import java.util.List;

/** A table that a terminal shows in one way and a page in another: a head, and rows as long. */
public interface Rows {
    /** What the columns are about. */
    List<String> head();

    /** The rows; none if there is nothing to tell. */
    List<List<String>> rows();

    /** What is to be known to read it, in words; empty for nothing. */
    default String terms() {
        return "";
    }

    /** The lines of the table and its terms for a terminal; none if there is nothing to tell. */
    default List<String> lines() {
        List<List<String>> rows = rows();
        if (rows.isEmpty()) {
            return List.of();
        }
        var table = new TextTable(head());
        rows.forEach(table::add);
        List<String> lines = new ArrayList<>(table.lines());
        if (!terms().isEmpty()) {
            lines.addAll(WrappedText.lines("", terms()));
        }
        return lines;
    }
}
