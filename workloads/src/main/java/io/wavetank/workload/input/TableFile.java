package io.wavetank.workload.input;

import java.util.List;

/** An opened binary file of tables. Used by one thread. */
public interface TableFile {
    /** Its tables. */
    List<TableShape> tables();

    /** Starts to read columns of a table from the first row; both are among {@link #tables()}. */
    Cells cells(String table, List<String> columns) throws TraceFormatException;
}
