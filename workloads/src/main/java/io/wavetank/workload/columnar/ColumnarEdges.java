package io.wavetank.workload.columnar;

import io.wavetank.sim.Precedence;
import io.wavetank.sim.Submission;
import io.wavetank.workload.input.Blocks;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.Edge;
import io.wavetank.workload.rows.ByteSink;
import io.wavetank.workload.rows.ByteSource;
import io.wavetank.workload.rows.RowGroup;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads which groups of tasks wait for which out of Wavetank's own form: the blocks {@code D} behind the heading. Groups have numbers for names. */
public final class ColumnarEdges implements RecordReader<Edge> {
    private final Blocks blocks;
    private final Counts counts = new Counts("dependencies");
    private @Nullable ByteSource block;

    private ColumnarEdges(Blocks blocks, ByteSource first) {
        this.blocks = blocks;
        this.block = first;
    }

    /** Returns the reader, or null if nothing waits for anything. */
    public static @Nullable ColumnarEdges open(Reading reading) throws TraceFormatException {
        Blocks blocks = reading.blocks(reading.only());
        blocks.line();
        blocks.next();
        return blocks.next() == 'D'
                ? new ColumnarEdges(blocks, new ByteSource(blocks.content(), blocks.length()))
                : null;
    }

    /** The group of a task that has been read from this form. */
    public static String group(Submission task) {
        int group = task.names() instanceof RowGroup rows ? rows.group((int) task.index()) : RowGroup.NO_GROUP;
        return group == RowGroup.NO_GROUP ? "" : "/" + group;
    }

    /** Writes all dependencies of a graph in blocks of bounded size. */
    static void write(Precedence waits, ColumnarWriter.BlockSink blocks) throws IOException {
        var out = new ByteSink();
        for (int group = 0; group < waits.groups(); group++) {
            for (int place = 0; place < waits.successors(group); place++) {
                out.number(group);
                out.number(waits.successor(group, place));
                if (out.size() > ColumnarWriter.BLOCK_BYTES) {
                    blocks.write('D', out);
                }
            }
        }
        if (out.size() > 0) {
            blocks.write('D', out);
        }
    }

    @Override
    public @Nullable Edge next() throws TraceFormatException {
        ByteSource current = block;
        while (current != null && current.atEnd()) {
            current = blocks.next() == 'D' ? new ByteSource(blocks.content(), blocks.length()) : null;
            block = current;
        }
        if (current == null) {
            return null;
        }
        counts.row();
        counts.add("dependencies", 1);
        try {
            int waitsFor = current.index(Integer.MAX_VALUE);
            return new Edge("", Integer.toString(current.index(Integer.MAX_VALUE)), Integer.toString(waitsFor));
        } catch (IndexOutOfBoundsException e) {
            throw blocks.fault("does not hold what it says (" + e.getMessage() + ")", "convert the trace anew");
        }
    }

    @Override
    public Counts counts() {
        return counts;
    }
}
