package io.wavetank.workload.input;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a binary table as JSON objects, so that an export reads alike as Parquet and as JSON lines: structures are objects, lists are arrays,
 * nulls are left out. The number of a row stands where that of a line would.
 */
final class JsonTable implements JsonItems {
    private final TablePart part;
    private final String file;
    private final List<TableColumn> columns;
    private final String[][] paths;
    private final Cells cells;
    private long row;

    JsonTable(TablePart part, String file) throws TraceFormatException {
        this.part = part;
        this.file = file;
        List<TableShape> tables = part.tables().tables();
        if (tables.size() != 1) {
            throw part.bytes().fault("holds " + tables.size() + " tables where one is expected", "check the file");
        }
        TableShape shape = tables.get(0);
        this.columns = shape.columns();
        this.paths = new String[columns.size()][];
        for (int column = 0; column < paths.length; column++) {
            paths[column] = columns.get(column).name().split("\\.", -1);
        }
        this.cells = part.tables().cells(shape.name(), shape.columnNames());
    }

    @Override
    public @Nullable JsonItem next() throws TraceFormatException {
        if (!cells.next()) {
            return null;
        }
        row++;
        Map<String, JsonItem> object = new LinkedHashMap<>();
        for (int column = 0; column < paths.length; column++) {
            if (columns.get(column).list()) {
                list(column, object);
            } else if (cells.count(column) > 0 && !cells.isNull(column, 0)) {
                String[] path = paths[column];
                inner(object, path, 0, path.length - 1).put(path[path.length - 1], value(column, 0));
            }
        }
        return item(object);
    }

    /** The object that the names from {@code from} to {@code to} lead to; it is made if it is not there. */
    @SuppressWarnings("unchecked") // no other maps are made here
    private Map<String, JsonItem> inner(Map<String, JsonItem> object, String[] path, int from, int to)
            throws TraceFormatException {
        Map<String, JsonItem> current = object;
        for (int step = from; step < to; step++) {
            JsonItem known = current.get(path[step]);
            if (known == null || !known.isObject()) {
                known = item(new LinkedHashMap<String, JsonItem>());
                current.put(path[step], known);
            }
            current = known.members();
        }
        return current;
    }

    private void list(int column, Map<String, JsonItem> object) throws TraceFormatException {
        int count = cells.count(column);
        if (count == 0) {
            return;
        }
        String[] path = paths[column];
        int at = columns.get(column).listAt();
        Map<String, JsonItem> around = inner(object, path, 0, at - 1);
        JsonItem known = around.get(path[at - 1]);
        if (known == null || !known.isArray()) {
            known = item(new ArrayList<JsonItem>());
            around.put(path[at - 1], known);
        }
        List<JsonItem> elements = known.elements();
        for (int i = 0; i < count; i++) {
            if (at == path.length) {
                elements.add(value(column, i));
                continue;
            }
            if (i == elements.size()) {
                elements.add(item(new LinkedHashMap<String, JsonItem>()));
            }
            if (!cells.isNull(column, i)) {
                Map<String, JsonItem> element = elements.get(i).members();
                inner(element, path, at, path.length - 1).put(path[path.length - 1], value(column, i));
            }
        }
    }

    private JsonItem value(int column, int i) {
        if (cells.isNull(column, i)) {
            return item(null);
        }
        return switch (cells.kind(column, i)) {
            case WHOLE, INSTANT -> item(new JsonItem.Numeral(Long.toString(cells.whole(column, i))));
            case TRUTH -> item(cells.whole(column, i) != 0);
            case NUMBER -> number(cells.number(column, i));
            case TEXT, ANY -> item(cells.text(column, i));
        };
    }

    /** What is not a number is null, as it is in JSON; a whole one has a decimal, as those who write JSON have it. */
    private JsonItem number(double value) {
        if (!Double.isFinite(value)) {
            return item(null);
        }
        BigDecimal decimal = ShortestDecimal.of(value);
        return item(new JsonItem.Numeral((decimal.scale() == 0 ? decimal.setScale(1) : decimal).toString()));
    }

    private JsonItem item(@Nullable Object value) {
        return new JsonItem(file, row, value);
    }

    @Override
    public void drain() throws TraceFormatException {
        part.drain();
    }

    @Override
    public void close() {
        part.close();
    }
}
