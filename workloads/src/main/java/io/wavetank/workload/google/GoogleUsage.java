package io.wavetank.workload.google;

import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.Table.Separator;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.UsageSample;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the table {@code task_usage} of Google's trace of 2011: mean CPU rate and canonical memory, as shares of the largest machine. */
public final class GoogleUsage implements RecordReader<UsageSample> {
    private static final int START = 0;
    private static final int END = 1;
    private static final int JOB = 2;
    private static final int INDEX = 3;
    private static final int CPU = 5;
    private static final int MEMORY = 6;

    private final Table table;
    private final Counts counts = new Counts();

    private GoogleUsage(Table table) {
        this.table = table;
    }

    /** Returns the reader, or null if there is no usage. */
    public static @Nullable GoogleUsage open(Reading reading) throws TraceFormatException {
        List<TraceFile> files = Google2011.files(reading, Google2011::isUsage);
        return files.isEmpty()
                ? null
                : new GoogleUsage(Table.plain(
                        reading,
                        files,
                        Separator.COMMA,
                        "start time",
                        "end time",
                        "job ID",
                        "task index",
                        "machine ID",
                        "CPU rate",
                        "canonical memory usage",
                        "assigned memory usage",
                        "unmapped page cache",
                        "total page cache",
                        "maximum memory usage",
                        "disk I/O time",
                        "local disk space usage",
                        "maximum CPU rate",
                        "maximum disk IO time",
                        "cycles per instruction",
                        "memory accesses per instruction",
                        "sample portion",
                        "aggregation type",
                        "sampled CPU usage?"));
    }

    @Override
    public @Nullable UsageSample next() throws TraceFormatException {
        if (!table.next()) {
            return null;
        }
        counts.row();
        long start = Google2011.nanos(table, START);
        long end = Google2011.nanos(table, END);
        if (end < start) {
            throw table.fault(END, "the interval ends before it begins");
        }
        return new UsageSample(
                table.whole(JOB, 0, Long.MAX_VALUE) + "-" + table.whole(INDEX, 0, Integer.MAX_VALUE),
                start,
                end - start,
                table.number(CPU),
                table.number(MEMORY));
    }

    @Override
    public Counts counts() {
        return counts;
    }
}
