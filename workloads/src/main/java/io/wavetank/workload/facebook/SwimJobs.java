package io.wavetank.workload.facebook;

import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.Table.Separator;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.Request;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import io.wavetank.workload.trace.TableRecords;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the MapReduce jobs of SWIM: when each came and how many bytes it maps, shuffles and writes. How many tasks it had and how long they ran
 * is in none of the files, so these are requests and not tasks: what is mapped goes in, what is reduced comes out.
 *
 * <p>Units in the file: seconds, bytes. Source: github.com/SWIMProjectUCB/SWIM.
 */
public final class SwimJobs {
    private SwimJobs() {}

    /** Recognises a row of six fields between tabs. */
    public static boolean recognises(Head head) {
        return head.lines().get(0).matches("job[0-9]+\t[0-9]+\t[0-9]+\t[0-9]+\t[0-9]+\t[0-9]+");
    }

    /** Returns the jobs, or null if there are none. */
    public static @Nullable RecordReader<Request> open(Reading reading) throws TraceFormatException {
        List<TraceFile> files = reading.files().those(head -> !head.blank() && recognises(head));
        if (files.isEmpty()) {
            return null;
        }
        Table table = Table.plain(
                reading,
                files,
                Separator.BLANKS,
                "job id",
                "submit time",
                "gap",
                "map input bytes",
                "shuffle bytes",
                "reduce output bytes");
        var counted = new Counts("jobs", "jobs_map_only", "map_input_bytes", "shuffle_bytes", "reduce_output_bytes");
        return new TableRecords<>(table, counted, (row, counts) -> {
            long in = row.whole(3, 0, Long.MAX_VALUE);
            long shuffled = row.whole(4, 0, Long.MAX_VALUE);
            long out = row.whole(5, 0, Long.MAX_VALUE);
            row.nanosFromZero(2);
            counts.add("jobs", 1);
            counts.count("jobs_map_only", shuffled == 0);
            counts.add("map_input_bytes", in);
            counts.add("shuffle_bytes", shuffled);
            counts.add("reduce_output_bytes", out);
            return new Request(row.text(0), row.nanosFromZero(1), -1, in, out);
        });
    }
}
