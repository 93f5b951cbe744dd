package io.wavetank.workload.input;

import java.util.Collection;
import java.util.List;

/**
 * A table in a binary file: its name, which is empty where a file holds only one, and its columns.
 */
public record TableShape(String name, List<TableColumn> columns) {
    /** Keeps the columns. */
    public TableShape {
        columns = List.copyOf(columns);
    }

    /** Whether there are columns of all these names. */
    public boolean has(Collection<String> names) {
        return columnNames().containsAll(names);
    }

    /** The names of all columns. */
    public List<String> columnNames() {
        return columns.stream().map(TableColumn::name).toList();
    }
}
