package io.wavetank.workload.parquet;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.input.TypedTable;
import io.wavetank.workload.record.Edge;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import io.wavetank.workload.trace.TaskClasses;
import io.wavetank.workload.trace.TaskReader;
import io.wavetank.workload.trace.TraceContent;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tasks of OpenDC, {@code tasks.parquet}: a task or a virtual machine a row, which arrives at {@code submission_time} and runs for
 * {@code duration}.
 *
 * <p>It asks for {@code cpu_count} cores; how fast they were ({@code cpu_capacity}, of all together) is summed up. Memory is in KiB: the documentation
 * says MB, but OpenDC itself takes it for KB, and published values are powers of two times 1024. {@code parents} are dependencies; {@code children}
 * say the same the other way round and are not read.
 *
 * <p>Units in the file: milliseconds since 1970, MHz. Source: github.com/atlarge-research/opendc, opendc-compute-workload.
 */
public final class OpenDcTasks implements TaskReader {
    static final List<String> REQUIRED = List.of("id", "submission_time", "duration", "cpu_count", "mem_capacity");

    private static final int ID = 0;
    private static final int SUBMISSION = 1;
    private static final int DURATION = 2;
    private static final int CORES = 3;
    private static final int MEMORY = 4;
    private static final int CAPACITY = 5;
    private static final int PARENTS = 6;
    private static final int GPUS = 7;
    private static final long MILLI = 1_000_000;
    private static final long KIB = 1024;

    private final TypedTable table;
    private final Counts counts = new Counts("tasks", "tasks_that_wait", "core_millis", "mhz", "memory_kib");
    private final TaskClasses classes = new TaskClasses();

    private OpenDcTasks(TypedTable table) {
        this.table = table;
    }

    static boolean recognises(Head head) {
        return head.table(REQUIRED) != null;
    }

    private static @Nullable TypedTable table(Reading reading) throws TraceFormatException {
        List<TraceFile> files = reading.files().those(OpenDcTasks::recognises);
        return files.isEmpty()
                ? null
                : new TypedTable(
                        reading,
                        files,
                        "id",
                        "submission_time",
                        "duration",
                        "cpu_count",
                        "mem_capacity",
                        "cpu_capacity?",
                        "parents?",
                        "gpu_count?");
    }

    /** Returns the reader, or null if there are no tasks. */
    static @Nullable OpenDcTasks open(Reading reading) throws TraceFormatException {
        TypedTable table = table(reading);
        return table == null ? null : new OpenDcTasks(table);
    }

    /** A point in time: milliseconds, unless the column says what it holds. */
    static long nanos(TypedTable table, int column) throws TraceFormatException {
        return table.instant(column) ? table.whole(column, 0, Long.MAX_VALUE) : table.times(column, MILLI);
    }

    @Override
    public @Nullable Submission next() throws TraceFormatException {
        while (table.next()) {
            counts.row();
            long submit = nanos(table, SUBMISSION);
            long run = table.times(DURATION, MILLI);
            long cores = table.times(CORES, 1000);
            long memory = table.times(MEMORY, KIB);
            counts.add("tasks", 1);
            counts.count("tasks_that_wait", table.count(PARENTS) > 0);
            counts.add("core_millis", cores);
            counts.add("mhz", table.empty(CAPACITY) ? 0 : table.times(CAPACITY, 1));
            counts.add("memory_kib", memory / KIB);
            if (run == 0) {
                counts.drop("run time is 0");
                continue;
            }
            var asked = TaskClass.builder().cpuMillis(cores).memoryBytes(memory);
            if (!table.empty(GPUS)) {
                int gpus = (int) table.whole(GPUS, 0, 64);
                asked.gpus(gpus, gpus == 0 ? 0 : 1000);
                counts.add("gpus", gpus);
            }
            String id = table.text(ID);
            return new Submission(id, id, submit, run, -1, classes.of(asked));
        }
        return null;
    }

    @Override
    public boolean ofTheCalendar() {
        return true;
    }

    @Override
    public Set<TraceContent> missing() {
        return counts.sum("gpus") > 0 ? Set.of() : Set.of(TraceContent.GPUS);
    }

    @Override
    public Counts counts() {
        return counts;
    }

    /** When each task arrives, for what is told relative to that: see {@link OpenDcFragments}. */
    static Map<String, Long> arrivals(Reading reading) throws TraceFormatException {
        var arrivals = new HashMap<String, Long>();
        TypedTable table = table(reading);
        while (table != null && table.next()) {
            arrivals.put(table.text(ID), nanos(table, SUBMISSION));
        }
        return arrivals;
    }

    /** Returns which task waits for which, or null if no table says so. */
    static @Nullable RecordReader<Edge> edges(Reading reading) throws TraceFormatException {
        List<TraceFile> files =
                reading.files().those(head -> recognises(head) && head.table(List.of("id", "parents")) != null);
        return files.isEmpty() ? null : edges(new TypedTable(reading, files, "id", "parents"), "");
    }

    /** Dependencies as a table tells them: column 0 is the task, column 1 whom it waits for, column 2 its job if there is one. */
    static RecordReader<Edge> edges(TypedTable table, String job) {
        var counts = new Counts("edges");
        var edges = new ArrayDeque<Edge>();
        return new RecordReader<>() {
            @Override
            public @Nullable Edge next() throws TraceFormatException {
                while (edges.isEmpty() && table.next()) {
                    counts.row();
                    String task = table.text(0);
                    for (int i = 0; i < table.count(1); i++) {
                        counts.add("edges", 1);
                        edges.add(new Edge(job.isEmpty() ? "" : table.text(2), task, table.text(1, i)));
                    }
                }
                return edges.poll();
            }

            @Override
            public Counts counts() {
                return counts;
            }
        };
    }
}
