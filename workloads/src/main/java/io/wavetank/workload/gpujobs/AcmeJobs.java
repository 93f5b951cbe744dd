package io.wavetank.workload.gpujobs;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.Table.Separator;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.TaskClasses;
import io.wavetank.workload.trace.TaskReader;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the jobs of Acme, where Shanghai AI Laboratory trains large language models: a job a row, clusters Seren and Kalos.
 *
 * <p>A job arrives at its {@code submit_time} and runs from {@code start_time} to {@code end_time}; the column {@code duration} is not taken, because in
 * Kalos it holds the time in the queue as well. Cores, GPUs and memory stand for the whole job and are shared out as in {@link HeliosJobs}. The
 * user is the tenant, what kind of job it is the label {@code type}. One that never started is dropped; one without an end runs to the end of the replay.
 *
 * <p>Units in the file: dates and times with offset, cores, GPUs, GiB a pod. Source: github.com/InternLM/AcmeTrace.
 */
public final class AcmeJobs implements TaskReader {
    private static final int JOB = 0;
    private static final int USER = 1;
    private static final int NODES = 2;
    private static final int GPUS = 3;
    private static final int CPUS = 4;
    private static final int TYPE = 5;
    private static final int STATE = 6;
    private static final int SUBMIT = 7;
    private static final int START = 8;
    private static final int END = 9;
    private static final int MEMORY = 10;
    private static final String[] COLUMNS = {
        "job_id",
        "user",
        "node_num",
        "gpu_num",
        "cpu_num",
        "type",
        "state",
        "submit_time",
        "start_time",
        "end_time",
        "mem_per_pod_GB?"
    };

    private final Table table;
    private final Counts counts =
            new Counts("jobs", "jobs_gpu", "jobs_cpu", "gpus", "cpus", "users", "tasks_running_at_end");
    private final Set<String> users = new HashSet<>();
    private final TaskClasses classes = new TaskClasses();
    private String user = "";
    private long endedNanos;

    private AcmeJobs(Table table) {
        this.table = table;
    }

    /** Recognises the header line. */
    public static boolean recognises(Head head) {
        return head.columns().containsAll(List.of(COLUMNS).subList(0, MEMORY))
                && !head.columns().contains("vc");
    }

    /** Returns the reader, or null if there is no log of jobs. */
    public static @Nullable AcmeJobs open(Reading reading) throws TraceFormatException {
        List<TraceFile> files = reading.files().those(head -> !head.blank() && recognises(head));
        return files.isEmpty() ? null : new AcmeJobs(Table.headed(reading, files, Separator.COMMA, COLUMNS));
    }

    @Override
    public @Nullable Submission next() throws TraceFormatException {
        while (table.next()) {
            counts.row();
            Submission task = job();
            if (task != null) {
                return task;
            }
        }
        return null;
    }

    private @Nullable Submission job() throws TraceFormatException {
        long gpus = whole(GPUS, 1_000_000);
        long cpus = whole(CPUS, 10_000_000);
        long nodes = whole(NODES, 1_000_000);
        user = table.text(USER);
        counts.add("jobs", 1);
        counts.count("jobs_gpu", gpus > 0);
        counts.count("jobs_cpu", gpus == 0);
        counts.add("gpus", gpus);
        counts.add("cpus", cpus);
        counts.add("state_" + table.text(STATE).toLowerCase(Locale.ROOT), 1);
        counts.count("users", users.add(user));
        long submit = table.calendarNanos(SUBMIT, ZoneOffset.UTC);
        TaskClass asked = asked(user, gpus, cpus, nodes);
        if (unknown(START)) {
            counts.drop("never started");
            return null;
        }
        long work = Submission.FOREVER;
        endedNanos = -1;
        if (unknown(END)) {
            counts.add("tasks_running_at_end", 1);
        } else {
            endedNanos = table.calendarNanos(END, ZoneOffset.UTC);
            work = endedNanos - table.calendarNanos(START, ZoneOffset.UTC);
            if (work < 0) {
                throw table.fault(END, "an end before the start");
            }
        }
        if (work == 0) {
            counts.drop("run time is 0");
            return null;
        }
        String id = table.text(JOB);
        return new Submission(id, id, submit, work, -1, asked);
    }

    private long whole(int column, long max) throws TraceFormatException {
        return table.empty(column) ? 0 : table.wholeOrZeroDecimals(column, 0, max);
    }

    private boolean unknown(int column) throws TraceFormatException {
        return table.empty(column)
                || table.text(column).equals("None")
                || table.text(column).equals("NaT");
    }

    private TaskClass asked(String user, long gpus, long cpus, long nodes) throws TraceFormatException {
        return classes.of(JobMembers.of(gpus, cpus, nodes)
                .tenant(user)
                .memoryBytes(table.empty(MEMORY) ? 0 : table.times(MEMORY, 1L << 30))
                .labels(Map.of("type", table.text(TYPE))));
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
    public boolean ofTheCalendar() {
        return true;
    }

    @Override
    public Counts counts() {
        return counts;
    }
}
