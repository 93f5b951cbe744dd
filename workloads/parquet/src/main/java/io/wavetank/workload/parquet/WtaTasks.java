package io.wavetank.workload.parquet;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.input.TypedTable;
import io.wavetank.workload.record.Edge;
import io.wavetank.workload.record.Metric;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.Devices;
import io.wavetank.workload.trace.RecordReader;
import io.wavetank.workload.trace.TaskClasses;
import io.wavetank.workload.trace.TaskReader;
import io.wavetank.workload.trace.TraceContent;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads workflows of the Workflow Trace Archive, schema 1.0: a task a row, in any number of shards.
 *
 * <p>A task asks for {@code resource_amount_requested} cores ({@code resource_type} core, cpu, thread or the like) or GPUs; -1 is unknown and counts as one.
 * The unit of memory is not stated by the publisher; tasks that say how much are counted. {@code parents} are dependencies; {@code children}, which
 * some files keep as floating point, say the same the other way round and are not read.
 *
 * <p>Units in the file: milliseconds. Source: wta.atlarge-research.com; github.com/atlarge-research/wta-tools, objects/task.py.
 */
public final class WtaTasks implements TaskReader {
    static final List<String> REQUIRED =
            List.of("id", "ts_submit", "runtime", "workflow_id", "resource_amount_requested");
    static final List<String> WORKFLOW = List.of("id", "ts_submit", "task_count", "critical_path_length");

    private static final int ID = 0;
    private static final int SUBMIT = 1;
    private static final int RUN = 2;
    private static final int WORKFLOW_ID = 3;
    private static final int AMOUNT = 4;
    private static final int TYPE = 5;
    private static final int USER = 6;
    private static final int MEMORY = 7;
    private static final int PARENTS = 8;
    private static final int WAIT = 9;
    private static final long MILLI = 1_000_000;

    private final TypedTable table;
    private final Counts counts =
            new Counts("tasks", "tasks_that_wait", "core_millis", "run_millis", "memory_of_unknown_unit_not_honoured");
    private final TaskClasses classes = new TaskClasses();
    private boolean owned;
    private @Nullable String user;
    private long endedNanos;

    private WtaTasks(TypedTable table) {
        this.table = table;
    }

    static boolean recognises(Head head) {
        return isTasks(head) || head.table(WORKFLOW) != null;
    }

    private static boolean isTasks(Head head) {
        return head.table(REQUIRED) != null;
    }

    /** Returns the reader, or null if there are no tasks. */
    static @Nullable WtaTasks open(Reading reading) throws TraceFormatException {
        List<TraceFile> files = reading.files().those(WtaTasks::isTasks);
        return files.isEmpty()
                ? null
                : new WtaTasks(new TypedTable(
                        reading,
                        files,
                        "id",
                        "ts_submit",
                        "runtime",
                        "workflow_id",
                        "resource_amount_requested",
                        "resource_type?",
                        "user_id?",
                        "memory_requested?",
                        "parents?",
                        "wait_time?"));
    }

    @Override
    public @Nullable Submission next() throws TraceFormatException {
        while (table.next()) {
            counts.row();
            long submit = table.times(SUBMIT, MILLI);
            long run = unknown(RUN) ? 0 : table.times(RUN, MILLI);
            counts.add("tasks", 1);
            counts.count("tasks_that_wait", table.count(PARENTS) > 0);
            counts.add("run_millis", run / MILLI);
            counts.count("memory_of_unknown_unit_not_honoured", !table.empty(MEMORY) && table.number(MEMORY) > 0);
            TaskClass asked = asked();
            if (run == 0) {
                counts.drop("run time is 0 or unknown");
                continue;
            }
            endedNanos = unknown(WAIT) ? -1 : submit + table.times(WAIT, MILLI) + run;
            String workflow = table.text(WORKFLOW_ID);
            return new Submission(workflow + "/" + table.text(ID), workflow, submit, run, -1, asked);
        }
        return null;
    }

    private TaskClass asked() throws TraceFormatException {
        long millis = unknown(AMOUNT) ? 1000 : table.times(AMOUNT, 1000);
        var asked = TaskClass.builder();
        if (table.text(TYPE).equalsIgnoreCase("gpu")) {
            counts.count("gpus_rounded_up", Devices.ask(asked, millis));
            counts.add("gpu_millis", millis);
        } else {
            counts.add("core_millis", millis);
            asked.cpuMillis(millis);
        }
        user = !table.empty(USER) && table.number(USER) >= 0 ? table.text(USER) : null;
        if (user != null) {
            asked.tenant(user);
            owned = true;
        }
        return classes.of(asked);
    }

    private boolean unknown(int column) throws TraceFormatException {
        return table.empty(column) || table.number(column) == -1;
    }

    @Override
    public Set<TraceContent> missing() {
        Set<TraceContent> missing = EnumSet.noneOf(TraceContent.class);
        if (!owned) {
            missing.add(TraceContent.TENANTS);
        }
        if (counts.sum("gpu_millis") == 0) {
            missing.add(TraceContent.GPUS);
        }
        return missing;
    }

    @Override
    public @Nullable String user() {
        return user;
    }

    @Override
    public long endedNanos() {
        return endedNanos;
    }

    @Override
    public Counts counts() {
        return counts;
    }

    /** Returns which task waits for which, or null if no table says so. */
    static @Nullable RecordReader<Edge> edges(Reading reading) throws TraceFormatException {
        List<TraceFile> files =
                reading.files().those(head -> isTasks(head) && head.table(List.of("id", "parents")) != null);
        return files.isEmpty()
                ? null
                : OpenDcTasks.edges(new TypedTable(reading, files, "id", "parents", "workflow_id"), "workflow_id");
    }

    /** Returns the lengths of the critical paths of workflows, in milliseconds, or null if there is no table of workflows. */
    static @Nullable RecordReader<Metric> workflows(Reading reading) throws TraceFormatException {
        var counts = new Counts("workflows", "tasks");
        return TypedRecords.of(reading, WORKFLOW, counts, (row, sums) -> {
            sums.add("workflows", 1);
            sums.add("tasks", row.times(2, 1));
            return new Metric("critical path of a workflow, ms", row.times(1, MILLI), row.number(3));
        });
    }
}
