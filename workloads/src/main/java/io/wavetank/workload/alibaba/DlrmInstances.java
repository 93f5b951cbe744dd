package io.wavetank.workload.alibaba;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.Table.Separator;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.TaskClasses;
import io.wavetank.workload.trace.TaskReader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the instances of Alibaba's trace of 2025 of disaggregated recommendation models: an instance a row.
 *
 * <p>An instance arrives at its {@code creation_time}, at 0 if that is empty (it was there when the trace began), and runs from
 * {@code scheduled_time}, else from its arrival, to {@code deletion_time}; without one it stays to the end of the replay. The application is job and
 * tenant, {@code CN} or {@code HN} the label {@code role}. Limits, RDMA, disks and {@code max_instance_per_node} are checked, counted and not
 * honoured.
 *
 * <p>Units in the file: cores, whole GPUs, GiB, seconds. Source: github.com/alibaba/clusterdata, folder cluster-trace-gpu-v2025.
 */
public final class DlrmInstances implements TaskReader {
    private static final int ID = 0;
    private static final int ROLE = 1;
    private static final int APP = 2;
    private static final int CPU = 3;
    private static final int GPU = 4;
    private static final int MEMORY = 5;
    private static final int CREATED = 6;
    private static final int SCHEDULED = 7;
    private static final int DELETED = 8;
    private static final int RDMA = 9;
    private static final int DISK_REQUEST = 10;
    private static final int DISK_LIMIT = 11;
    private static final int PER_NODE = 12;
    private static final long GIB = 1L << 30;
    private static final String[] COLUMNS = {
        "instance_sn",
        "role",
        "app_name",
        "cpu_request",
        "gpu_request",
        "memory_request",
        "creation_time",
        "scheduled_time",
        "deletion_time",
        "rdma_request",
        "disk_request",
        "disk_limit",
        "max_instance_per_node"
    };

    private final Table table;
    private final Counts counts = new Counts(
            "instances",
            "applications",
            "instances_cn",
            "instances_hn",
            "tasks_running_at_start",
            "tasks_running_at_end",
            "max_instance_per_node_unlimited",
            "max_instance_per_node_not_honoured",
            "rdma_not_honoured",
            "disk_limit_differs",
            "gpus",
            "last_deletion_s");
    private final Set<String> applications = new HashSet<>();
    private final TaskClasses classes = new TaskClasses();

    private DlrmInstances(Table table) {
        this.table = table;
    }

    /** Recognises the header line. */
    public static boolean recognises(Head head) {
        return head.columns().containsAll(List.of(COLUMNS));
    }

    /** Returns the reader. */
    public static DlrmInstances open(Reading reading) throws TraceFormatException {
        return new DlrmInstances(Table.headed(reading, List.of(reading.only()), Separator.COMMA, COLUMNS));
    }

    @Override
    public @Nullable Submission next() throws TraceFormatException {
        while (table.next()) {
            counts.row();
            Submission task = instance();
            if (task != null) {
                return task;
            }
        }
        return null;
    }

    private @Nullable Submission instance() throws TraceFormatException {
        long created = table.empty(CREATED) ? 0 : table.nanosFromZero(CREATED);
        long scheduled = table.empty(SCHEDULED) ? created : table.nanosFromZero(SCHEDULED);
        boolean stays = table.empty(DELETED);
        long deleted = stays ? Long.MAX_VALUE : table.nanosFromZero(DELETED);
        if (scheduled < created) {
            throw table.fault(SCHEDULED, "the instance is scheduled before its creation_time");
        }
        if (deleted < scheduled) {
            throw table.fault(DELETED, "the instance is deleted before it is scheduled");
        }
        String role = table.text(ROLE);
        String app = table.text(APP);
        long gpus = table.wholeOrZeroDecimals(GPU, 0, NodeSpec.MAX_DEVICES);
        TaskClass asked = classes.of(TaskClass.builder()
                .cpuMillis(table.amount(CPU, 3))
                .memoryBytes(table.times(MEMORY, GIB))
                .gpus((int) gpus, gpus == 0 ? 0 : 1000)
                .tenant(app)
                .labels(Map.of("role", role)));
        count(role, app, gpus);
        counts.count("tasks_running_at_start", table.empty(CREATED));
        counts.count("tasks_running_at_end", stays);
        if (!stays) {
            counts.max("last_deletion_s", deleted / 1_000_000_000L);
        }
        if (deleted == scheduled) {
            counts.drop(Alibaba2018Tasks.NO_RUN_TIME);
            return null;
        }
        return new Submission(
                table.text(ID), app, created, stays ? Submission.FOREVER : deleted - scheduled, -1, asked);
    }

    private void count(String role, String app, long gpus) throws TraceFormatException {
        counts.add("instances", 1);
        counts.count("applications", applications.add(app));
        counts.count("instances_cn", role.equals("CN"));
        counts.count("instances_hn", role.equals("HN"));
        counts.add("gpus", gpus);
        boolean unlimited = table.empty(PER_NODE) || table.wholeOrZeroDecimals(PER_NODE, -1, Integer.MAX_VALUE) == -1;
        counts.count("max_instance_per_node_unlimited", unlimited);
        counts.count("max_instance_per_node_not_honoured", !unlimited);
        counts.count("rdma_not_honoured", !table.empty(RDMA) && table.amount(RDMA, 0) > 0);
        counts.count(
                "disk_limit_differs",
                !table.empty(DISK_REQUEST)
                        && !table.empty(DISK_LIMIT)
                        && table.amount(DISK_REQUEST, 6) != table.amount(DISK_LIMIT, 6));
    }

    @Override
    public Counts counts() {
        return counts;
    }
}
