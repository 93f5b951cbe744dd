package io.wavetank.workload.alibaba;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.Instances;
import io.wavetank.workload.trace.TaskClasses;
import io.wavetank.workload.trace.TaskReader;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes tasks of the tables {@code container_meta} and {@code batch_task} of Alibaba's trace of 2018.
 *
 * <p>A container arrives with its first row and stays to the end of the replay. Each of the {@code instance_num} instances of a batch task
 * arrives at its {@code start_time} (when it was handed in is not recorded), runs {@code end_time - start_time} and asks for {@code plan_cpu} and
 * {@code plan_mem}; without an end it runs to the end of the replay. That is how the published graph of its job was walked through; in a run it comes
 * no earlier than the tasks end that its own depends on.
 */
public final class Alibaba2018Tasks implements TaskReader {
    static final String NOT_STARTED = "never started";
    static final String NO_RUN_TIME = "run time is 0";
    static final String BACKWARDS = "ends before it starts";

    private final @Nullable Table containers;
    private final @Nullable Table batch;
    private final Counts counts = new Counts(
            "containers",
            "container_rows_again",
            "batch_tasks",
            "batch_instances",
            "batch_instances_kept",
            "tasks_running_at_end",
            "plan_cpu_empty");
    private final Set<String> known = new HashSet<>();
    private final Instances instances = new Instances();
    private final TaskClasses classes = new TaskClasses();

    private Alibaba2018Tasks(@Nullable Table containers, @Nullable Table batch) {
        this.containers = containers;
        this.batch = batch;
    }

    /** Returns the reader, or null if there are neither containers nor batch tasks. */
    public static @Nullable Alibaba2018Tasks open(Reading reading) throws TraceFormatException {
        Table containers = Alibaba2018.table(
                reading,
                Alibaba2018::isContainerMeta,
                "container_id",
                "machine_id",
                "time_stamp",
                "app_du",
                "status",
                "cpu_request",
                "cpu_limit",
                "mem_size");
        Table batch = Alibaba2018.table(reading, Alibaba2018::isBatchTask, Alibaba2018.BATCH_TASK);
        return containers == null && batch == null ? null : new Alibaba2018Tasks(containers, batch);
    }

    @Override
    public @Nullable Submission next() throws TraceFormatException {
        while (containers != null && containers.next()) {
            counts.row();
            Submission task = container(containers);
            if (task != null) {
                return task;
            }
        }
        Submission task = instances.next();
        while (task == null && batch != null && batch.next()) {
            counts.row();
            batchTask(batch);
            task = instances.next();
        }
        return task;
    }

    private @Nullable Submission container(Table row) throws TraceFormatException {
        String id = row.text(0);
        long atNanos = row.nanosFromZero(2);
        var asked = TaskClass.builder().tenant(row.text(3)).labels(Map.of("kind", "container"));
        if (!row.empty(5)) {
            asked.cpuMillis(row.amount(5, 1));
        }
        if (!row.empty(7)) {
            asked.memoryBytes(row.amount(7, Alibaba2018.MEMORY_DECIMALS));
        }
        if (!known.add(id)) {
            counts.add("container_rows_again", 1);
            return null;
        }
        counts.add("containers", 1);
        counts.add("tasks_running_at_end", 1);
        return new Submission(id, row.text(3), atNanos, Submission.FOREVER, -1, classes.of(asked));
    }

    private void batchTask(Table row) throws TraceFormatException {
        long number = row.empty(1) ? 1 : row.whole(1, 0, Integer.MAX_VALUE);
        long startNanos = row.empty(5) ? 0 : row.nanosFromZero(5);
        long endNanos = row.empty(6) ? 0 : row.nanosFromZero(6);
        counts.add("batch_tasks", 1);
        counts.add("batch_instances", number);
        counts.count("plan_cpu_empty", row.empty(7));
        var asked = TaskClass.builder().labels(Map.of("kind", "batch"));
        if (!row.empty(7)) {
            asked.cpuMillis(row.amount(7, 1));
        }
        if (!row.empty(8)) {
            asked.memoryBytes(row.amount(8, Alibaba2018.MEMORY_DECIMALS));
        }
        String status = row.text(4);
        if (number == 0) {
            counts.drop("no instances");
        } else if (startNanos == 0 && endNanos == 0 && !status.equals("Running")) {
            counts.drop(NOT_STARTED);
        } else if (endNanos == 0) {
            counts.add("tasks_running_at_end", number);
            emit(row, startNanos, Submission.FOREVER, number, asked);
        } else if (endNanos < startNanos) {
            counts.drop(BACKWARDS);
        } else if (endNanos == startNanos) {
            counts.drop(NO_RUN_TIME);
        } else {
            emit(row, startNanos, endNanos - startNanos, number, asked);
        }
    }

    private void emit(Table row, long startNanos, long workNanos, long number, TaskClass.Builder asked)
            throws TraceFormatException {
        counts.add("batch_instances_kept", number);
        String job = row.text(2);
        instances.set(
                new Submission(job + "/" + row.text(0), job, startNanos, workNanos, -1, classes.of(asked)), number);
    }

    @Override
    public Counts counts() {
        return counts;
    }
}
