package io.wavetank.workload.alibaba;

import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.Table.Separator;
import io.wavetank.workload.input.TraceFile;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.MachineEvent;
import io.wavetank.workload.trace.ChainedRecords;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.Devices;
import io.wavetank.workload.trace.RecordReader;
import io.wavetank.workload.trace.TaskClasses;
import io.wavetank.workload.trace.TaskReader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the jobs of Alibaba's trace of 2026 of GPUs on the spot, {@code job_info_df.csv}, and its nodes, {@code node_info_df.csv}, both by the names of
 * their columns.
 *
 * <p>A job is a rigid one of {@code worker_num} members, each with {@code cpu_request} cores and {@code gpu_request} GPUs of {@code gpu_model}.
 * {@code HP} has priority 1, {@code Spot} 0; both are the label {@code job_type} as well. The organization is the tenant. Nodes have no memory
 * stated, and jobs ask for none.
 *
 * <p>Units in the file: seconds from the first submission, cores, GPUs. Source: github.com/alibaba/clusterdata.
 */
public final class SpotGpuJobs implements TaskReader {
    private static final int JOB = 0;
    private static final int ORGANIZATION = 1;
    private static final int MODEL = 2;
    private static final int CPU = 3;
    private static final int GPU = 4;
    private static final int WORKERS = 5;
    private static final int SUBMIT = 6;
    private static final int DURATION = 7;
    private static final int TYPE = 8;
    private static final String[] COLUMNS = {
        "job_name",
        "organization",
        "gpu_model",
        "cpu_request",
        "gpu_request",
        "worker_num",
        "submit_time",
        "duration",
        "job_type"
    };
    private static final String[] NODE = {"gpu_model", "gpu_capacity_num", "cpu_num", "node_name"};

    private final Table table;
    private final Counts counts = new Counts("jobs", "jobs_hp", "jobs_spot", "workers", "gpu_millis", "gpu_rounded_up");
    private final TaskClasses classes = new TaskClasses();

    private SpotGpuJobs(Table table) {
        this.table = table;
    }

    /** Recognises either header line. */
    public static boolean recognises(Head head) {
        return isJobs(head) || isNodes(head);
    }

    private static boolean isJobs(Head head) {
        return head.columns().containsAll(List.of(COLUMNS));
    }

    private static boolean isNodes(Head head) {
        return head.columns().containsAll(List.of(NODE));
    }

    /** Returns the reader, or null if there are no jobs. */
    public static @Nullable SpotGpuJobs open(Reading reading) throws TraceFormatException {
        List<TraceFile> files = reading.files().those(SpotGpuJobs::isJobs);
        return files.isEmpty() ? null : new SpotGpuJobs(Table.headed(reading, files, Separator.COMMA, COLUMNS));
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
        String type = table.text(TYPE);
        if (!type.equals("HP") && !type.equals("Spot")) {
            throw table.fault(TYPE, "HP or Spot expected, got '" + type + "'");
        }
        int workers = (int) table.wholeOrZeroDecimals(WORKERS, 1, 1_000_000);
        long gpuMillis = table.amount(GPU, 3);
        if (gpuMillis > 1000L * NodeSpec.MAX_DEVICES) {
            throw table.fault(GPU, "more than " + NodeSpec.MAX_DEVICES + " GPUs for one worker");
        }
        var asked = TaskClass.builder()
                .members(workers)
                .cpuMillis(table.amount(CPU, 3))
                .priority(type.equals("HP") ? 1 : 0)
                .tenant(table.text(ORGANIZATION))
                .labels(Map.of("job_type", type));
        counts.add("jobs", 1);
        counts.count("jobs_hp", type.equals("HP"));
        counts.count("jobs_spot", type.equals("Spot"));
        counts.add("workers", workers);
        counts.add("gpu_millis", workers * gpuMillis);
        counts.count("gpu_rounded_up", Devices.ask(asked, gpuMillis));
        if (gpuMillis > 0 && !table.empty(MODEL)) {
            asked.gpuModels(new TreeSet<>(Set.of(table.text(MODEL))));
        }
        long submit = table.nanosFromZero(SUBMIT);
        long work = table.nanosFromZero(DURATION);
        if (work == 0) {
            counts.drop(Alibaba2018Tasks.NO_RUN_TIME);
            return null;
        }
        String job = table.text(JOB);
        return new Submission(job, job, submit, work, -1, classes.of(asked));
    }

    @Override
    public Counts counts() {
        return counts;
    }

    /** Returns the nodes, or null if there are none. */
    public static @Nullable RecordReader<MachineEvent> nodes(Reading reading) throws TraceFormatException {
        List<TraceFile> files = reading.files().those(SpotGpuJobs::isNodes);
        if (files.isEmpty()) {
            return null;
        }
        Table table = Table.headed(reading, files, Separator.COMMA, NODE);
        var counts = new Counts("nodes", "gpu_models", "gpus", "cores");
        var known = new HashSet<String>();
        var models = new HashSet<String>();
        ChainedRecords.Step<MachineEvent> step = () -> {
            if (!table.next()) {
                return null;
            }
            counts.row();
            String name = table.text(3);
            if (name.isEmpty() || !known.add(name)) {
                throw table.fault(3, name.isEmpty() ? "a node needs a name" : "a second node of this name");
            }
            int gpus = (int) table.wholeOrZeroDecimals(1, 0, NodeSpec.MAX_DEVICES);
            long cores = table.amount(2, 3);
            counts.add("nodes", 1);
            counts.count("gpu_models", models.add(table.text(0)));
            counts.add("gpus", gpus);
            counts.add("cores", cores / 1000);
            var node = NodeSpec.builder("node-" + name)
                    .capacity(Resources.CPU, cores)
                    .gpus(gpus, gpus == 0 ? "" : table.text(0));
            return new MachineEvent(0, name, MachineEvent.Change.ADD, node.build());
        };
        return ChainedRecords.of(counts, List.of(step));
    }
}
