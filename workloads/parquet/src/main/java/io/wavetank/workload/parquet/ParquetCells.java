package io.wavetank.workload.parquet;

import io.wavetank.workload.input.Cells;
import io.wavetank.workload.input.FileBytes;
import io.wavetank.workload.input.TableColumn;
import io.wavetank.workload.input.TraceFormatException;
import java.util.ArrayList;
import java.util.List;

/** Rows put together of their columns. */
final class ParquetCells implements Cells {
    private final FileBytes file;
    private final Footer footer;
    private final LeafCursor[] cursors;
    private int group;
    private long left;
    private long row;

    ParquetCells(FileBytes file, Footer footer, List<Leaf> leaves) {
        this.file = file;
        this.footer = footer;
        var budget = new Budget();
        List<LeafCursor> made = new ArrayList<>();
        for (Leaf leaf : leaves) {
            made.add(new LeafCursor(leaf, new Pages(file, footer.dataEnd(), leaf, budget)));
        }
        this.cursors = made.toArray(new LeafCursor[0]);
    }

    @Override
    public boolean next() throws TraceFormatException {
        int column = 0;
        try {
            while (left == 0) {
                if (group == footer.groups().size()) {
                    for (column = 0; column < cursors.length; column++) {
                        cursors[column].finish();
                    }
                    return false;
                }
                Footer.Group next = footer.groups().get(group++);
                left = next.rows();
                for (column = 0; column < cursors.length; column++) {
                    cursors[column].start(
                            next.chunks().get(cursors[column].leaf().number()));
                }
            }
            left--;
            row++;
            for (column = 0; column < cursors.length; column++) {
                cursors[column].next();
            }
            return true;
        } catch (Corrupt | Thrift.CutOff | IndexOutOfBoundsException e) {
            throw file.fault(
                    "is no sound Parquet file: column '"
                            + cursors[column].leaf().column().name() + "', row " + row + ", holds " + e.getMessage(),
                    "fetch the file again");
        }
    }

    @Override
    public int count(int column) {
        return cursors[column].count();
    }

    @Override
    public boolean isNull(int column, int i) {
        return cursors[column].isNull(i);
    }

    @Override
    public TableColumn.Kind kind(int column, int i) {
        return cursors[column].leaf().column().kind();
    }

    @Override
    public long whole(int column, int i) {
        return cursors[column].bits(i);
    }

    @Override
    public double number(int column, int i) {
        return Double.longBitsToDouble(cursors[column].bits(i));
    }

    @Override
    public String text(int column, int i) {
        return cursors[column].text(i);
    }
}
