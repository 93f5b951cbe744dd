package io.wavetank.workload.sqlite;

import io.wavetank.workload.input.Cells;
import io.wavetank.workload.input.TableColumn.Kind;
import io.wavetank.workload.input.TraceFormatException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one table of a database. */
final class SqliteCells implements Cells {
    private final Pager pager;
    private final String table;
    private final int root;
    private final int numbered;
    private final int[] columns;
    private final Row row;
    private @Nullable TableTree tree;
    private long count;
    private long number;

    SqliteCells(Pager pager, String table, int root, TableText text, List<String> wanted) {
        this.pager = pager;
        this.table = table;
        this.root = root;
        this.numbered = text.numbered();
        this.columns = wanted.stream().mapToInt(text.columns()::indexOf).toArray();
        this.row = new Row(pager, text.columns().size());
    }

    @Override
    public boolean next() throws TraceFormatException {
        try {
            if (tree == null) {
                tree = new TableTree(pager, root);
            }
            count++;
            if (!tree.next()) {
                return false;
            }
            number = tree.rowNumber();
            row.take(tree.row(), tree.rowBytes());
            for (int column : columns) {
                if (!row.isNull(column) && row.kind(column) == Kind.TEXT) {
                    row.requireShort(column);
                }
            }
            return true;
        } catch (Corrupt | IndexOutOfBoundsException e) {
            throw Pager.unsound(pager.file(), e.getMessage() + " (table '" + table + "', row " + count + ")");
        }
    }

    @Override
    public int count(int column) {
        return isNull(column, 0) ? 0 : 1;
    }

    @Override
    public boolean isNull(int column, int i) {
        return columns[column] != numbered && row.isNull(columns[column]);
    }

    @Override
    public Kind kind(int column, int i) {
        return columns[column] == numbered ? Kind.WHOLE : row.kind(columns[column]);
    }

    @Override
    public long whole(int column, int i) {
        return columns[column] == numbered ? number : row.whole(columns[column]);
    }

    @Override
    public double number(int column, int i) {
        return columns[column] == numbered ? number : row.real(columns[column]);
    }

    @Override
    public String text(int column, int i) {
        return row.text(columns[column]);
    }
}
