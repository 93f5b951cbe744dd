package io.wavetank.workload.openb;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.input.Columns;
import io.wavetank.workload.input.Lines;
import io.wavetank.workload.input.Quoted;
import io.wavetank.workload.input.Row;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.trace.DropCounts;
import io.wavetank.workload.trace.TraceContent;
import io.wavetank.workload.trace.TraceReader;
import io.wavetank.workload.trace.TraceTotals;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pods of Alibaba's GPU cluster of 2023, one a row: {@code openb_pod_list_*.csv}.
 *
 * <p>A pod arrives at its {@code creation_time} and runs for {@code deletion_time - scheduled_time}, or {@code deletion_time - creation_time}
 * where it was never scheduled. A run time of 0 is dropped and counted; one below 0 is a fault of the row. {@code gpu_spec} lists the GPU
 * models that will do, {@code qos} becomes the label {@code qos}.
 *
 * <p>Units in the file: thousandths of a core, MiB, thousandths of a GPU (each), seconds from the start of the trace.
 *
 * <p>Source: github.com/alibaba/clusterdata, folder cluster-trace-gpu-v2023.
 */
public final class OpenbPods implements TraceReader {
    /** Why a pod is dropped that was deleted at the moment it was scheduled, or created if it never was. */
    public static final String NO_RUN_TIME = "run time is 0";

    /** Why a pod is dropped that was still there when the trace ended. */
    public static final String NO_DELETION = "deletion_time is empty";

    private static final long MIB = 1 << 20;
    private static final long MAX_MIB = Long.MAX_VALUE / MIB;
    private static final Set<String> REQUIRED = Set.of("name", "cpu_milli", "memory_mib", "num_gpu", "gpu_milli");

    private final Lines lines;
    private final Row row;
    private final Columns columns;
    private final int name;
    private final int cpuMilli;
    private final int memoryMib;
    private final int numGpu;
    private final int gpuMilli;
    private final int gpuSpec;
    private final int qos;
    private final int podPhase;
    private final int creationTime;
    private final int deletionTime;
    private final int scheduledTime;

    private final DropCounts counts = new DropCounts();
    private final PodTotals totals = new PodTotals();
    private final Map<Request, TaskClass> classes = new HashMap<>();
    private final RecentRequests recent = new RecentRequests();

    private record Request(long cpuMillis, long memoryMib, int gpus, int gpuMillis, String gpuSpec, String qos) {}

    /** Begins with the header line. */
    public OpenbPods(Lines lines) throws TraceFormatException {
        this.lines = lines;
        this.row = new Row(lines);
        this.columns = Columns.read(lines, row);
        if (columns.has("sn")) {
            throw lines.error(
                    "this is a list of nodes, not of pods", "give it as the nodes and a pod list as the trace");
        }
        this.name = columns.required("name");
        this.cpuMilli = columns.required("cpu_milli");
        this.memoryMib = columns.required("memory_mib");
        this.numGpu = columns.required("num_gpu");
        this.gpuMilli = columns.required("gpu_milli");
        if (!columns.has("creation_time") || !columns.has("deletion_time")) {
            throw lines.error(
                    "the columns creation_time and deletion_time are missing, so nothing says when a pod arrives and how long it runs, which"
                            + " a replay needs",
                    "take a variant with times, such as openb_pod_list_default.csv (the multigpu variants have none)");
        }
        this.gpuSpec = columns.optional("gpu_spec");
        this.qos = columns.optional("qos");
        this.podPhase = columns.optional("pod_phase");
        this.creationTime = columns.required("creation_time");
        this.deletionTime = columns.required("deletion_time");
        this.scheduledTime = columns.optional("scheduled_time");
    }

    /** Recognises the header line of a pod list, times or not, and of a node list, so that either is refused with the right word. */
    public static boolean recognises(List<String> head) {
        var names = Set.copyOf(List.of(head.get(0).strip().replace("\"", "").split(",", -1)));
        return names.containsAll(REQUIRED) || OpenbNodes.recognises(names);
    }

    @Override
    public @Nullable Submission next() throws TraceFormatException {
        while (columns.nextRow()) {
            counts.row();
            Submission task = submission();
            if (task != null) {
                return task;
            }
        }
        return null;
    }

    private @Nullable Submission submission() throws TraceFormatException {
        long cpu = row.whole(cpuMilli, "cpu_milli", 0, Long.MAX_VALUE);
        long memory = row.whole(memoryMib, "memory_mib", 0, MAX_MIB);
        int gpus = (int) row.whole(numGpu, "num_gpu", 0, NodeSpec.MAX_DEVICES);
        int millis = (int) row.whole(gpuMilli, "gpu_milli", 0, 1000);
        if ((gpus == 0) != (millis == 0) || (gpus > 1 && millis != 1000)) {
            throw row.fault("gpu_milli", millis + " of each of " + gpus + " GPUs is not a request that can be met");
        }
        String models = text(gpuSpec);
        String phase = text(podPhase);
        long created = nanos(creationTime, "creation_time");
        boolean scheduled = scheduledTime >= 0 && !row.empty(scheduledTime);
        long started = scheduled ? nanos(scheduledTime, "scheduled_time") : created;
        if (started < created) {
            throw row.fault("scheduled_time", "the pod is scheduled before its creation_time");
        }
        boolean deleted = !row.empty(deletionTime);
        long ended = deleted ? nanos(deletionTime, "deletion_time") : started;
        if (ended < started) {
            throw row.fault(
                    "deletion_time",
                    "the pod is deleted before its " + (scheduled ? "scheduled" : "creation") + "_time");
        }
        totals.pod(lines, cpu, memory, gpus, millis, !models.isEmpty(), phase, scheduled, created);
        TaskClass taskClass = recent(cpu, memory, gpus, millis, models, text(qos));
        if (ended == started) {
            counts.drop(deleted ? NO_RUN_TIME : NO_DELETION);
            return null;
        }
        return new Submission(row.names(name), 0, 0, created, ended - started, -1, taskClass);
    }

    private String text(int column) throws TraceFormatException {
        return column < 0 ? "" : row.sharedText(column);
    }

    private long nanos(int column, String title) throws TraceFormatException {
        long nanos = row.nanos(column, title);
        if (nanos < 0) {
            throw row.fault(title, Quoted.of(row.text(column)) + " is negative");
        }
        return nanos;
    }

    /** Looks among the requests of late before it makes an object to look with. */
    private TaskClass recent(long cpu, long memory, int gpus, int millis, String models, String quality)
            throws TraceFormatException {
        TaskClass known = recent.find(cpu, memory, gpus, millis, models, quality);
        if (known == null) {
            known = taskClass(new Request(cpu, memory, gpus, millis, models, quality));
            recent.keep(cpu, memory, gpus, millis, models, quality, known);
        }
        return known;
    }

    private TaskClass taskClass(Request request) throws TraceFormatException {
        TaskClass known = classes.get(request);
        if (known != null) {
            return known;
        }
        var builder = TaskClass.builder().cpuMillis(request.cpuMillis).memoryBytes(request.memoryMib * MIB);
        builder.gpus(request.gpus, request.gpuMillis);
        if (!request.gpuSpec.isEmpty()) {
            if (request.gpus == 0) {
                throw row.fault("gpu_spec", "a pod without GPU names GPU models");
            }
            builder.gpuModels(models(request.gpuSpec));
        }
        if (!request.qos.isEmpty()) {
            builder.labels(Map.of("qos", request.qos));
        }
        TaskClass created = builder.build();
        classes.put(request, created);
        return created;
    }

    private SortedSet<String> models(String alternatives) throws TraceFormatException {
        var models = new TreeSet<String>();
        for (String model : alternatives.split("\\|", -1)) {
            if (model.isBlank()) {
                throw row.fault("gpu_spec", "one of the alternatives in " + Quoted.of(alternatives) + " is empty");
            }
            models.add(model.strip());
        }
        return models;
    }

    @Override
    public long rows() {
        return counts.rows();
    }

    @Override
    public SortedMap<String, Long> dropped() {
        return counts.dropped();
    }

    @Override
    public TraceTotals totals() {
        return totals.result();
    }

    @Override
    public Set<TraceContent> missing() {
        var missing = EnumSet.noneOf(TraceContent.class);
        if (totals.gpuPods() == 0) {
            missing.add(TraceContent.GPUS);
        }
        if (totals.constrained() == 0) {
            missing.add(TraceContent.CONSTRAINTS);
        }
        return missing;
    }
}
