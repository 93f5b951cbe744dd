package io.wavetank.workload.sqlite;

import io.wavetank.workload.input.Cells;
import io.wavetank.workload.input.FileBytes;
import io.wavetank.workload.input.TableColumn;
import io.wavetank.workload.input.TableFile;
import io.wavetank.workload.input.TableFileKind;
import io.wavetank.workload.input.TableShape;
import io.wavetank.workload.input.TraceFormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * SQLite databases, read page by page as files: nothing is executed that stands in them, and nothing is ever written, neither to them nor beside them.
 *
 * <p>Read are ordinary tables with numbered rows. Views, virtual tables, tables {@code WITHOUT ROWID} and those with computed columns are passed over.
 * A database with changes that still lie in a log beside it is refused.
 *
 * <p>Source: sqlite.org/fileformat2.html.
 */
public final class SqliteKind implements TableFileKind {
    private static final int MOST_TABLES = 10_000;
    private static final TableText SCHEMA = new TableText(List.of("type", "name", "tbl_name", "rootpage", "sql"), -1);

    /** Creates the kind; {@link java.util.ServiceLoader} calls this. */
    public SqliteKind() {}

    @Override
    public String title() {
        return "an SQLite database";
    }

    @Override
    public boolean recognises(byte[] first) {
        return new String(first, StandardCharsets.ISO_8859_1).startsWith("SQLite");
    }

    /** Where a table begins, and its columns. */
    private record Found(int root, TableText text) {}

    @Override
    public TableFile open(FileBytes bytes) throws TraceFormatException {
        Pager pager = Pager.open(bytes);
        Map<String, Found> found = tables(pager);
        List<TableShape> shapes = new ArrayList<>();
        found.forEach((name, table) -> shapes.add(new TableShape(
                name,
                table.text.columns().stream()
                        .map(column -> new TableColumn(column, TableColumn.Kind.ANY, 0))
                        .toList())));
        if (shapes.isEmpty()) {
            throw bytes.fault("is an SQLite database without a table that can be read", "check the file");
        }
        return new TableFile() {
            @Override
            public List<TableShape> tables() {
                return shapes;
            }

            @Override
            public Cells cells(String table, List<String> columns) {
                Found wanted = found.get(table);
                if (wanted == null) {
                    throw new IllegalArgumentException("There is no table " + table);
                }
                return new SqliteCells(pager, table, wanted.root, wanted.text, columns);
            }
        };
    }

    private static Map<String, Found> tables(Pager pager) throws TraceFormatException {
        var schema = new SqliteCells(pager, "sqlite_schema", 1, SCHEMA, SCHEMA.columns());
        Map<String, Found> tables = new LinkedHashMap<>();
        while (schema.next()) {
            if (tables.size() == MOST_TABLES) {
                throw Pager.unsound(pager.file(), "more than " + MOST_TABLES + " tables");
            }
            if (!text(schema, 0).equals("table") || text(schema, 1).startsWith("sqlite_") || root(schema) == 0) {
                continue;
            }
            try {
                tables.put(text(schema, 1), new Found(root(schema), TableText.of(text(schema, 4))));
            } catch (Corrupt e) {
                // A table that is kept in another way than those that are read. What asks for it will say that it is
                // missing.
            }
        }
        return tables;
    }

    private static String text(Cells cells, int column) {
        return cells.isNull(column, 0) || cells.kind(column, 0) != TableColumn.Kind.TEXT ? "" : cells.text(column, 0);
    }

    private static int root(Cells cells) {
        long page = cells.isNull(3, 0) || cells.kind(3, 0) != TableColumn.Kind.WHOLE ? 0 : cells.whole(3, 0);
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, page));
    }
}
