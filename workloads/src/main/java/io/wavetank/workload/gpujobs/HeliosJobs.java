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
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code cluster_log.csv} of SenseTime's trace Helios: a job a row.
 *
 * <p>A job arrives at its {@code submit_time} and runs its {@code duration}. It is one of {@code node_num} members where cores and GPUs, which are
 * stated for the whole job, can be shared out equally, else of a member a GPU, its cores rounded up. User is left out; the virtual cluster is
 * the tenant. One without an end runs to the end of the replay.
 *
 * <p>Units in the file: seconds, cores, GPUs, local times of China. Source: github.com/S-Lab-System-Group/HeliosData.
 */
public final class HeliosJobs implements TaskReader {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int JOB = 0;
    private static final int VC = 1;
    private static final int GPUS = 2;
    private static final int CPUS = 3;
    private static final int NODES = 4;
    private static final int STATE = 5;
    private static final int SUBMIT = 6;
    private static final int DURATION = 7;
    private static final int END = 8;
    private static final int USER = 10;
    private static final String[] COLUMNS = {
        "job_id",
        "vc",
        "gpu_num",
        "cpu_num",
        "node_num",
        "state",
        "submit_time",
        "duration",
        "end_time",
        "queue",
        "user?"
    };
    private static final List<String> STATES =
            List.of("COMPLETED", "CANCELLED", "FAILED", "TIMEOUT", "NODE_FAIL", "SUSPENDED", "RUNNING");

    private final Table table;
    private final Counts counts =
            new Counts("jobs", "jobs_gpu", "jobs_cpu", "gpus", "cpus", "virtual_clusters", "tasks_running_at_end");
    private final Set<String> clusters = new HashSet<>();
    private final TaskClasses classes = new TaskClasses();
    private @Nullable String user;
    private long endedNanos;

    private HeliosJobs(Table table) {
        this.table = table;
    }

    /** Recognises the header line. */
    public static boolean recognises(Head head) {
        return head.columns().containsAll(List.of(COLUMNS).subList(0, USER));
    }

    /** Returns the reader, or null if there is no log of jobs. */
    public static @Nullable HeliosJobs open(Reading reading) throws TraceFormatException {
        List<TraceFile> files = reading.files().those(HeliosJobs::recognises);
        return files.isEmpty() ? null : new HeliosJobs(Table.headed(reading, files, Separator.COMMA, COLUMNS));
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
        String state = table.text(STATE);
        if (!STATES.contains(state)) {
            throw table.fault(STATE, "one of " + String.join(", ", STATES) + " expected");
        }
        String cluster = table.text(VC);
        long gpus = table.wholeOrZeroDecimals(GPUS, 0, 1_000_000);
        long cpus = table.wholeOrZeroDecimals(CPUS, 0, 10_000_000);
        long nodes = table.wholeOrZeroDecimals(NODES, 0, 1_000_000);
        counts.add("jobs", 1);
        counts.count("jobs_gpu", gpus > 0);
        counts.count("jobs_cpu", gpus == 0);
        counts.add("gpus", gpus);
        counts.add("cpus", cpus);
        counts.add("state_" + state.toLowerCase(Locale.ROOT), 1);
        counts.count("virtual_clusters", clusters.add(cluster));
        user = table.empty(USER) ? null : table.sharedText(USER);
        endedNanos = -1;
        long submit = table.calendarNanos(SUBMIT, CHINA);
        TaskClass asked = classes.of(JobMembers.of(gpus, cpus, nodes).tenant(cluster));
        String id = table.text(JOB);
        if (state.equals("RUNNING") || table.empty(END) || table.text(END).equals("None")) {
            counts.add("tasks_running_at_end", 1);
            return new Submission(id, id, submit, Submission.FOREVER, -1, asked);
        }
        endedNanos = table.calendarNanos(END, CHINA);
        long work = table.nanosFromZero(DURATION);
        if (work == 0) {
            counts.drop("run time is 0");
            return null;
        }
        return new Submission(id, id, submit, work, -1, asked);
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
