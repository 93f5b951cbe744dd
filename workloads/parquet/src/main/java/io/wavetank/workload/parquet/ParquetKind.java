package io.wavetank.workload.parquet;

import io.wavetank.workload.input.Cells;
import io.wavetank.workload.input.FileBytes;
import io.wavetank.workload.input.TableFile;
import io.wavetank.workload.input.TableFileKind;
import io.wavetank.workload.input.TableShape;
import io.wavetank.workload.input.TraceFormatException;
import java.util.ArrayList;
import java.util.List;

/**
 * Parquet files, read page by page: what is in memory is one page of each column that is asked for.
 *
 * <p>Read are both versions of pages, all encodings but the bit-packed levels of before 2013, and pages stored as they are or packed with Snappy, gzip,
 * Zstandard or LZ4. Not read: encrypted files, columns in other files, Brotli and LZO.
 *
 * <p>Source: parquet.thrift and Encodings.md of Apache Parquet.
 */
public final class ParquetKind implements TableFileKind {
    static final String MAGIC = "PAR1";

    /** Creates the kind; {@link java.util.ServiceLoader} calls this. */
    public ParquetKind() {}

    @Override
    public String title() {
        return "a Parquet file";
    }

    @Override
    public boolean recognises(byte[] first) {
        return first.length >= 4 && first[0] == 'P' && first[1] == 'A' && first[2] == 'R' && first[3] == '1';
    }

    @Override
    public TableFile open(FileBytes bytes) throws TraceFormatException {
        Footer footer = Footer.read(bytes);
        var columns = footer.leaves().stream().map(Leaf::column).toList();
        var shape = new TableShape("", columns);
        return new TableFile() {
            @Override
            public List<TableShape> tables() {
                return List.of(shape);
            }

            @Override
            public Cells cells(String table, List<String> wanted) {
                List<String> names = shape.columnNames();
                List<Leaf> leaves = new ArrayList<>();
                for (String name : wanted) {
                    leaves.add(footer.leaves().get(names.indexOf(name)));
                }
                return new ParquetCells(bytes, footer, leaves);
            }
        };
    }
}
