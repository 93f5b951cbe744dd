package io.wavetank.workload.input;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All rows of a binary file as text, nulls left out: for tests. */
public final class Rows {
    private Rows() {}

    /** Reads them. */
    public static List<String> of(Path file) throws TraceFormatException {
        var rows = new ArrayList<String>();
        try (TablePart part = TraceFile.of(file).tables(null)) {
            TableShape shape = part.tables().tables().get(0);
            Cells cells = part.tables().cells(shape.name(), shape.columnNames());
            while (cells.next()) {
                var row = new StringBuilder();
                for (int column = 0; column < shape.columns().size(); column++) {
                    if (cells.count(column) > 0) {
                        row.append(row.isEmpty() ? "" : " ")
                                .append(shape.columns().get(column).name())
                                .append('=')
                                .append(values(
                                        cells,
                                        column,
                                        shape.columns().get(column).list()));
                    }
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    private static String values(Cells cells, int column, boolean list) {
        var values = new StringBuilder();
        for (int i = 0; i < cells.count(column); i++) {
            if (cells.isNull(column, i)) {
                values.append("null");
            } else {
                switch (cells.kind(column, i)) {
                    case NUMBER -> values.append(cells.number(column, i));
                    case TEXT, ANY -> values.append(cells.text(column, i));
                    case WHOLE, INSTANT, TRUTH -> values.append(cells.whole(column, i));
                }
            }
            values.append(list ? "," : "");
        }
        return values.toString();
    }
}
