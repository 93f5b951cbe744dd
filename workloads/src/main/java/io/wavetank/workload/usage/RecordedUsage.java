package io.wavetank.workload.usage;

import io.wavetank.policy.Draws;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskUsage;
import io.wavetank.policy.TaskView;
import io.wavetank.sim.scenario.UsageModel;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.record.UsageSample;
import io.wavetank.workload.trace.RecordSource;
import io.wavetank.workload.trace.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Usage as a trace of Google's recorded it, task by task: from the beginning of a sample to that of the next. What is more than a task asks for counts as
 * that; before its first sample a task uses what the first says, and one without samples, or of whose cpu or memory nothing is known, what the other model
 * says.
 *
 * <p>Samples are held in memory, 16 bytes each.
 */
public final class RecordedUsage implements UsageModel {
    /** The formats whose samples are of tasks, as shares of the largest machine. */
    public static final List<String> FORMATS = List.of("google-2011", "google-2019");

    private static final double MILLICORES = 1e9;
    private static final double BYTES = 1e12;

    private final SortedMap<String, Series> byTask = new TreeMap<>();
    private final UsageModel otherwise;

    /** The samples of one task, in the order of their times. */
    private static final class Series {
        long[] at = new long[4];
        float[] cpu = new float[4];
        float[] memory = new float[4];
        int count;

        void add(long atNanos, double cpuShare, double memoryShare) {
            if (count == at.length) {
                at = Arrays.copyOf(at, 2 * count);
                cpu = Arrays.copyOf(cpu, 2 * count);
                memory = Arrays.copyOf(memory, 2 * count);
            }
            at[count] = atNanos;
            cpu[count] = (float) cpuShare;
            memory[count++] = (float) memoryShare;
        }

        /** Puts the samples into the order of their times. */
        void sort() {
            var order = new TreeMap<Long, Integer>();
            for (int i = 0; i < count; i++) {
                order.put(at[i], i);
            }
            var sorted = new Series();
            order.forEach((time, i) -> sorted.add(time, cpu[i], memory[i]));
            at = sorted.at;
            cpu = sorted.cpu;
            memory = sorted.memory;
            count = sorted.count;
        }

        int index(long nowNanos) {
            int found = Arrays.binarySearch(at, 0, count, nowNanos);
            return Math.max(0, found >= 0 ? found : -found - 2);
        }
    }

    private RecordedUsage(UsageModel otherwise) {
        this.otherwise = otherwise;
    }

    /**
     * Reads all samples of a trace.
     *
     * @param otherwise what holds for tasks of which it says nothing
     * @throws TraceFormatException if there are none, or they cannot be read
     */
    public static RecordedUsage read(Trace trace, UsageModel otherwise) throws TraceFormatException {
        var usage = new RecordedUsage(otherwise);
        try (RecordSource<UsageSample> samples = trace.records(RecordType.USAGE)) {
            for (UsageSample sample = samples.next(); sample != null; sample = samples.next()) {
                usage.byTask
                        .computeIfAbsent(sample.subject(), key -> new Series())
                        .add(sample.atNanos() - trace.originNanos(), sample.cpu(), sample.memory());
            }
        }
        usage.byTask.forEach((task, series) -> series.sort());
        return usage;
    }

    @Override
    public TaskUsage of(Draws draws) {
        return new InRun(otherwise.of(draws));
    }

    /** Usage in one run. */
    private final class InRun implements TaskUsage {
        private final @Nullable TaskUsage other;
        /** The series of tasks by their numbers, and whose they are: a number is given to another task when one has ended. */
        private @Nullable Series[] known = new @Nullable Series[64];

        private long[] sequences = new long[64];

        InRun(@Nullable TaskUsage other) {
            this.other = other;
            Arrays.fill(sequences, -1);
        }

        @Override
        public long cpuMillis(TaskView task, long nowNanos) {
            Series series = series(task);
            long asked = task.taskClass().totalRequest(Resources.CPU);
            double used = series == null ? Double.NaN : MILLICORES * series.cpu[series.index(nowNanos)];
            return !Double.isNaN(used)
                    ? Math.min(asked, (long) used)
                    : other == null ? asked : other.cpuMillis(task, nowNanos);
        }

        @Override
        public long memoryBytes(TaskView task, long nowNanos) {
            Series series = series(task);
            long asked = task.taskClass().totalRequest(Resources.MEMORY);
            double used = series == null ? Double.NaN : BYTES * series.memory[series.index(nowNanos)];
            return !Double.isNaN(used)
                    ? Math.min(asked, (long) used)
                    : other == null ? asked : other.memoryBytes(task, nowNanos);
        }

        private @Nullable Series series(TaskView task) {
            int number = task.index();
            if (number >= known.length) {
                int before = known.length;
                known = Arrays.copyOf(known, Math.max(number + 1, 2 * before));
                sequences = Arrays.copyOf(sequences, known.length);
                Arrays.fill(sequences, before, sequences.length, -1);
            }
            if (sequences[number] != task.sequence()) {
                sequences[number] = task.sequence();
                known[number] = byTask.get(task.id());
            }
            return known[number];
        }
    }
}
