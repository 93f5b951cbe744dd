package io.wavetank.workload.columnar;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.input.Blocks;
import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.rows.ByteSource;
import io.wavetank.workload.rows.ClassCodec;
import io.wavetank.workload.rows.RowGroup;
import io.wavetank.workload.trace.TraceContent;
import io.wavetank.workload.trace.TraceReader;
import io.wavetank.workload.trace.TraceTotals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Reads tasks in Wavetank's own form, as {@link ColumnarWriter} wrote them: a group of some thousand at a time. */
public final class ColumnarReader implements TraceReader {
    private static final String NAME = "wavetank-tasks ";

    private final Blocks blocks;
    private final Heading heading;
    private final int version;
    private final List<TaskClass> classes = new ArrayList<>();
    private @Nullable RowGroup group;
    private int row;
    private long count;
    private boolean ended;

    private ColumnarReader(Blocks blocks) throws TraceFormatException {
        this.blocks = blocks;
        String mark = blocks.line();
        this.version = List.of(NAME + 1, NAME + 2, ColumnarWriter.MARK).indexOf(mark) + 1;
        if (version == 0) {
            throw blocks.fault(
                    "is of version " + mark.substring(NAME.length())
                            + " of Wavetank's own form; this program reads versions 1 to " + RowGroup.VERSION,
                    "convert the trace anew");
        }
        if (blocks.next() != 'H') {
            throw blocks.fault("begins with another block than its heading", "convert the trace anew");
        }
        this.heading = decoded(block -> Heading.read(block, version));
    }

    /** Recognises the first line, of any version. */
    public static boolean recognises(Head head) {
        return head.lines().get(0).startsWith(NAME);
    }

    /** Returns the reader. */
    public static ColumnarReader open(Reading reading) throws TraceFormatException {
        return new ColumnarReader(reading.blocks(reading.only()));
    }

    private interface Decoder<T> {
        T of(ByteSource block);
    }

    private <T> T decoded(Decoder<T> decoder) throws TraceFormatException {
        try {
            return decoder.of(new ByteSource(blocks.content(), blocks.length()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
            throw blocks.fault("does not hold what it says (" + e.getMessage() + ")", "convert the trace anew");
        }
    }

    @Override
    public @Nullable Submission next() throws TraceFormatException {
        RowGroup current = group;
        while (current == null || row == current.size()) {
            if (!advance()) {
                return null;
            }
            current = group;
        }
        count++;
        try {
            return current.task(row++, heading.originNanos());
        } catch (IllegalArgumentException e) {
            throw blocks.fault("holds an impossible task (" + e.getMessage() + ")", "convert the trace anew");
        }
    }

    /** Takes the next block; false after the last. */
    private boolean advance() throws TraceFormatException {
        if (ended) {
            return false;
        }
        switch (blocks.next()) {
            case 'C' ->
                decoded(block -> {
                    while (!block.atEnd()) {
                        classes.add(ClassCodec.read(block, version));
                    }
                    return classes;
                });
            case 'D' -> {
                // which waits for which is read by ColumnarEdges
            }
            case 'R' -> {
                group = decoded(block -> RowGroup.read(block, classes, version));
                row = 0;
            }
            case 'E' -> {
                long told = decoded(ByteSource::number);
                if (told != count) {
                    throw blocks.fault(
                            "has " + count + " tasks where " + told + " were written", "convert the trace anew");
                }
                blocks.requireEnd();
                ended = true;
                return false;
            }
            default -> throw blocks.fault("is followed by a block of no known kind", "convert the trace anew");
        }
        return true;
    }

    @Override
    public long tieBreak() {
        RowGroup current = group;
        return current == null || row == 0 ? 0 : current.tieBreak(row - 1);
    }

    @Override
    public boolean ofTheCalendar() {
        return heading.originNanos() != 0;
    }

    @Override
    public long rows() {
        return count;
    }

    @Override
    public SortedMap<String, Long> dropped() {
        return Collections.emptySortedMap();
    }

    @Override
    public TraceTotals totals() {
        return new TraceTotals(heading.totals());
    }

    @Override
    public Set<TraceContent> missing() {
        Set<TraceContent> missing = EnumSet.allOf(TraceContent.class);
        missing.removeAll(heading.carries());
        return missing;
    }

    @Override
    public @Nullable ClusterSpec cluster() {
        return heading.cluster();
    }

    @Override
    public Map<String, String> header() {
        return heading.header();
    }
}
