package io.wavetank.workload.google;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.Table.Separator;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.Metric;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.Instances;
import io.wavetank.workload.trace.RecordReader;
import io.wavetank.workload.trace.TableRecords;
import io.wavetank.workload.trace.TaskClasses;
import io.wavetank.workload.trace.TaskReader;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the simulator of Omega (Google's cluster-scheduler-simulator) begins with: the jobs that a cell already runs, and samples of the
 * distributions from which it draws jobs.
 *
 * <p>A row of type 11 is a job that is there at the beginning: number of tasks, CPU and memory of all of them together. One of type 12 says when it
 * ended; a job without one runs to the end of the replay. A task has an equal share, rounded up. Production jobs have priority 1, all others 0; the
 * scheduling class is a label. The samples are measurements without a time, named {@code FILE SCHEDULER}, scheduler 0 batch and 1 service.
 *
 * <p>Units in the files: seconds, cores, bytes. Source: github.com/google/cluster-scheduler-simulator, traces/README.txt.
 */
public final class OmegaState implements TaskReader {
    private static final int TYPE = 0;
    private static final int TIME = 1;
    private static final int JOB = 2;
    private static final int PRODUCTION = 3;
    private static final int CLASS = 4;
    private static final int TASKS = 5;
    private static final int CPUS = 6;
    private static final int MEMORY = 7;
    private static final int MAX_TASKS = 10_000_000;

    private final Table table;
    private final Counts counts = new Counts("jobs", "tasks", "jobs_production", "jobs_ended", "tasks_running_at_end");
    private final TaskClasses classes = new TaskClasses();
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Instances instances = new Instances();
    private @Nullable Iterator<Map.Entry<String, Job>> rest;

    private static final class Job {
        private final long tasks;
        private final TaskClass asked;
        private long endNanos = -1;

        Job(long tasks, TaskClass asked) {
            this.tasks = tasks;
            this.asked = asked;
        }
    }

    private OmegaState(Table table) {
        this.table = table;
    }

    /** Recognises either kind of file. */
    public static boolean recognises(Head head) {
        return isState(head) || isSamples(head);
    }

    private static boolean isState(Head head) {
        return head.lines()
                .get(0)
                .matches("1[12]\\s+[0-9.]+\\s+[0-9]+\\s+[01]\\s+[0-3]\\s+[0-9.]+(\\s+[0-9.]+\\s+[0-9.]+)?\\s*");
    }

    private static boolean isSamples(Head head) {
        return head.lines().get(0).matches("[A-Za-z]\\S*\\s+[A-Za-z]\\S*\\s+[01]\\s+[0-9.]+\\s*");
    }

    /** Returns the reader, or null if there is no state of a cell. */
    public static @Nullable OmegaState open(Reading reading) throws TraceFormatException {
        List<TraceFile> files = reading.files().those(head -> !head.blank() && isState(head));
        return files.isEmpty()
                ? null
                : new OmegaState(Table.plain(
                        reading,
                        files,
                        Separator.BLANKS,
                        "type",
                        "time",
                        "job",
                        "production",
                        "scheduling class",
                        "tasks",
                        "cpus?",
                        "memory?"));
    }

    @Override
    public @Nullable Submission next() throws TraceFormatException {
        while (rest == null && table.next()) {
            counts.row();
            row();
        }
        if (rest == null) {
            rest = jobs.entrySet().iterator();
        }
        Submission task = instances.next();
        while (task == null && rest.hasNext()) {
            var entry = rest.next();
            begin(entry.getKey(), entry.getValue());
            task = instances.next();
        }
        return task;
    }

    private void begin(String id, Job job) {
        if (job.endNanos == 0) {
            counts.drop("run time is 0");
            return;
        }
        boolean stays = job.endNanos < 0;
        counts.add("tasks_running_at_end", stays ? job.tasks : 0);
        instances.set(new Submission(id, id, 0, stays ? Submission.FOREVER : job.endNanos, -1, job.asked), job.tasks);
    }

    private void row() throws TraceFormatException {
        String id = table.text(JOB);
        boolean ended = table.whole(TYPE, 11, 12) == 12;
        long atNanos = table.nanosFromZero(TIME);
        long production = table.whole(PRODUCTION, 0, 1);
        long schedulingClass = table.whole(CLASS, 0, 3);
        Job job = jobs.get(id);
        if (ended) {
            if (job == null) {
                counts.drop("its start is not in the trace");
            } else {
                job.endNanos = atNanos;
                counts.add("jobs_ended", 1);
            }
            return;
        }
        if (table.empty(CPUS) || table.empty(MEMORY)) {
            throw table.fault("a row of type 11 has 8 fields");
        }
        if (job != null) {
            throw table.fault(JOB, "a job that is there already");
        }
        long tasks = table.whole(TASKS, 1, MAX_TASKS);
        TaskClass asked = classes.of(TaskClass.builder()
                .cpuMillis(share(table.amount(CPUS, 3), tasks))
                .memoryBytes(share(table.amount(MEMORY, 0), tasks))
                .priority((int) production)
                .labels(Map.of("scheduling_class", Long.toString(schedulingClass))));
        counts.add("jobs", 1);
        counts.add("tasks", tasks);
        counts.add("jobs_production", production);
        jobs.put(id, new Job(tasks, asked));
    }

    private static long share(long amount, long tasks) {
        return amount / tasks + (amount % tasks == 0 ? 0 : 1);
    }

    @Override
    public Counts counts() {
        return counts;
    }

    /** Returns the samples of distributions, or null if there are none. */
    public static @Nullable RecordReader<Metric> samples(Reading reading) throws TraceFormatException {
        List<TraceFile> files = reading.files().those(head -> !head.blank() && isSamples(head));
        if (files.isEmpty()) {
            return null;
        }
        Table table = Table.plain(reading, files, Separator.BLANKS, "cluster", "policy", "scheduler", "value");
        return new TableRecords<>(table, new Counts("samples_batch", "samples_service"), (row, counts) -> {
            boolean service = row.whole(2, 0, 1) == 1;
            counts.count("samples_batch", !service);
            counts.count("samples_service", service);
            return new Metric(row.fileName() + (service ? " service" : " batch"), -1, row.number(3));
        });
    }
}
