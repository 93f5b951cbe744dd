package io.wavetank.workload.swf;

import io.wavetank.workload.input.Lines;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file of recorded start times, in memory: per job what was known of it, and when each of several schedulers started it.
 *
 * <p>All times are whole seconds. The arrays belong to this object and are not to be written to; row i of each is the same job.
 */
public final class HpcStarts {
    private static final int INPUTS = HpcColumns.INPUT.size();

    private final long[][] inputs;
    private final Map<String, long[]> starts;

    private HpcStarts(long[][] inputs, Map<String, long[]> starts) {
        this.inputs = inputs;
        this.starts = Collections.unmodifiableMap(starts);
    }

    /** Reads the file, packed or plain. */
    public static HpcStarts read(Path path) throws TraceFormatException {
        try (Lines lines = TraceFile.of(path).lines()) {
            var columns = new HpcColumns(lines);
            var names = columns.starts();
            long[][] values = new long[INPUTS + names.size()][1024];
            int size = 0;
            for (; columns.next(); size++) {
                if (size == values[0].length) {
                    for (int column = 0; column < values.length; column++) {
                        values[column] = Arrays.copyOf(values[column], Math.multiplyExact(2, size));
                    }
                }
                values[0][size] = columns.seq();
                values[1][size] = columns.jobId();
                values[2][size] = columns.submit();
                values[3][size] = columns.run();
                values[4][size] = columns.procs();
                values[5][size] = columns.estimate();
                for (int column = 0; column < names.size(); column++) {
                    values[INPUTS + column][size] = columns.start(names.get(column));
                }
            }
            for (int column = 0; column < values.length; column++) {
                values[column] = Arrays.copyOf(values[column], size);
            }
            var starts = new LinkedHashMap<String, long[]>();
            for (int column = 0; column < names.size(); column++) {
                starts.put(names.get(column), values[INPUTS + column]);
            }
            return new HpcStarts(values, starts);
        }
    }

    /** How many jobs there are. */
    public int jobs() {
        return inputs[0].length;
    }

    /** The position of each in the order of (submit, job id), from 0. */
    public long[] seq() {
        return inputs[0];
    }

    /** The job ids. */
    public long[] jobIds() {
        return inputs[1];
    }

    /** When each was submitted. */
    public long[] submitSeconds() {
        return inputs[2];
    }

    /** How long each runs. */
    public long[] runSeconds() {
        return inputs[3];
    }

    /** How many processors each needs. */
    public long[] processors() {
        return inputs[4];
    }

    /** How long its owner said it would run. */
    public long[] estimateSeconds() {
        return inputs[5];
    }

    /** When each was started, by the name of the column ({@code fcfs_none}, ...), in the order of the file. */
    public Map<String, long[]> startSeconds() {
        return starts;
    }
}
