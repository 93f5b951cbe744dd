package io.wavetank.workload.alibaba;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.Table.Separator;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.Instances;
import io.wavetank.workload.trace.TaskClasses;
import io.wavetank.workload.trace.TaskReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the list of batch tasks that CloudSimPy derived from Alibaba's trace of 2017: a task a row, with the number of its instances and their mean
 * run time.
 *
 * <p>Units in the file: seconds, cores, memory as a share of a machine (1.0 is 10^12 of our bytes). Disk is left out.
 */
public final class CloudSimPyJobs implements TaskReader {
    private static final int SUBMIT = 0;
    private static final int DURATION = 1;
    private static final int CPU = 2;
    private static final int MEMORY = 3;
    private static final int JOB = 4;
    private static final int TASK = 5;
    private static final int INSTANCES = 6;
    private static final List<String> COLUMNS =
            List.of("submit_time", "duration", "cpu", "memory", "job_id", "task_id", "instances_num");

    private final Table table;
    private final Counts counts = new Counts("tasks", "jobs", "instances", "first_submit_s", "last_submit_s");
    private final Set<String> jobs = new HashSet<>();
    private final Instances instances = new Instances();
    private final TaskClasses classes = new TaskClasses();

    private CloudSimPyJobs(Table table) {
        this.table = table;
    }

    /** Recognises the header line. */
    public static boolean recognises(Head head) {
        return head.columns().containsAll(COLUMNS);
    }

    /** Returns the reader. */
    public static CloudSimPyJobs open(Reading reading) throws TraceFormatException {
        return new CloudSimPyJobs(
                Table.headed(reading, List.of(reading.only()), Separator.COMMA, COLUMNS.toArray(String[]::new)));
    }

    @Override
    public @Nullable Submission next() throws TraceFormatException {
        Submission task = instances.next();
        while (task == null && table.next()) {
            counts.row();
            row();
            task = instances.next();
        }
        return task;
    }

    private void row() throws TraceFormatException {
        long submitNanos = table.nanosFromZero(SUBMIT);
        long workNanos = table.nanosFromZero(DURATION);
        long number = table.whole(INSTANCES, 0, Integer.MAX_VALUE);
        String job = table.text(JOB);
        TaskClass asked = classes.of(TaskClass.builder()
                .cpuMillis(table.amount(CPU, 3))
                .memoryBytes(table.amount(MEMORY, Alibaba2017.MEMORY_DECIMALS)));
        counts.add("tasks", 1);
        counts.add("instances", number);
        if (jobs.add(job)) {
            counts.add("jobs", 1);
        }
        long second = submitNanos / 1_000_000_000L;
        counts.set("first_submit_s", counts.rows() == 1 ? second : Math.min(second, counts.sum("first_submit_s")));
        counts.max("last_submit_s", second);
        if (number == 0) {
            counts.drop("no instances");
        } else if (workNanos == 0) {
            counts.drop(Alibaba2018Tasks.NO_RUN_TIME);
        } else {
            instances.set(new Submission(job + "/" + table.text(TASK), job, submitNanos, workNanos, -1, asked), number);
        }
    }

    @Override
    public Counts counts() {
        return counts;
    }
}
