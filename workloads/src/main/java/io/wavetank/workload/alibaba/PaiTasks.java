package io.wavetank.workload.alibaba;

import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
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
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tasks of Alibaba's machine learning platform PAI of 2020, {@code pai_task_table.csv}, with or without its header line.
 *
 * <p>A task is a rigid job of {@code inst_num} members: they are scheduled as a gang. It arrives at its {@code start_time} (when it was handed in
 * is not recorded) and runs until {@code end_time}; one that is {@code Running} runs to the end of the replay. {@code gpu_type} is the model that it
 * has to have. More than one GPU that is not whole is rounded up.
 *
 * <p>Units in the file: seconds, CPU and GPU in hundredths, memory in GB, taken for GiB. Machines of {@code pai_machine_spec.csv} are there from
 * the start. Source: github.com/alibaba/clusterdata, folder cluster-trace-gpu-v2020.
 */
public final class PaiTasks implements TaskReader {
    private static final int JOB = 0;
    private static final int TASK = 1;
    private static final int INSTANCES = 2;
    private static final int STATUS = 3;
    private static final int START = 4;
    private static final int END = 5;
    private static final int CPU = 6;
    private static final int MEMORY = 7;
    private static final int GPU = 8;
    private static final int GPU_TYPE = 9;
    private static final long GIB = 1L << 30;
    private static final String[] COLUMNS = {
        "job_name",
        "task_name",
        "inst_num",
        "status",
        "start_time",
        "end_time",
        "plan_cpu",
        "plan_mem",
        "plan_gpu",
        "gpu_type"
    };
    private static final String[] MACHINE = {"machine", "gpu_type", "cap_cpu", "cap_mem", "cap_gpu"};
    private static final String NUMBER = "[0-9]*(\\.[0-9]*)?";

    private final Table table;
    private final Counts counts = new Counts(
            "tasks",
            "instances",
            "tasks_with_gpu",
            "tasks_gpu_rounded_up",
            "tasks_running_at_end",
            "status_terminated",
            "status_failed",
            "status_running",
            "status_waiting",
            "status_other");
    private final TaskClasses classes = new TaskClasses();

    private PaiTasks(Table table) {
        this.table = table;
    }

    /** Recognises the tables of tasks and of machines. */
    public static boolean recognises(Head head) {
        return isTasks(head) || isMachines(head);
    }

    private static boolean isTasks(Head head) {
        List<String> row = head.data();
        return row.equals(List.of(COLUMNS))
                || (row.size() == 10
                        && row.get(STATUS).matches("Terminated|Failed|Running|Waiting|Interrupted")
                        && row.get(START).matches(NUMBER)
                        && row.get(END).matches(NUMBER)
                        && row.get(GPU).matches(NUMBER));
    }

    private static boolean isMachines(Head head) {
        List<String> row = head.data();
        return row.equals(List.of(MACHINE))
                || (row.size() == 5
                        && row.get(1).matches("CPU|MISC|T4|P100|V100|V100M32")
                        && row.subList(2, 5).stream().allMatch(field -> field.matches(NUMBER)));
    }

    /** Returns the reader, or null if there are no tasks. */
    public static @Nullable PaiTasks open(Reading reading) throws TraceFormatException {
        Table table = Alibaba2018.table(reading, PaiTasks::isTasks, COLUMNS);
        return table == null ? null : new PaiTasks(table);
    }

    @Override
    public @Nullable Submission next() throws TraceFormatException {
        while (table.next()) {
            counts.row();
            Submission task = task();
            if (task != null) {
                return task;
            }
        }
        return null;
    }

    private @Nullable Submission task() throws TraceFormatException {
        long members = table.empty(INSTANCES) ? 1 : table.wholeOrZeroDecimals(INSTANCES, 0, 1_000_000);
        String status = table.text(STATUS);
        switch (status) {
            case "Terminated", "Failed", "Running", "Waiting" ->
                counts.add("status_" + status.toLowerCase(Locale.ROOT), 1);
            default -> counts.add("status_other", 1);
        }
        TaskClass.Builder asked = asked(members);
        counts.add("tasks", 1);
        counts.add("instances", members);
        if (members == 0) {
            return drop("no instances");
        }
        if (table.empty(START) || status.equals("Waiting")) {
            return drop(Alibaba2018Tasks.NOT_STARTED);
        }
        long start = table.nanosFromZero(START);
        String job = table.text(JOB);
        String id = job + "/" + table.text(TASK);
        if (status.equals("Running")) {
            counts.add("tasks_running_at_end", 1);
            return new Submission(id, job, start, Submission.FOREVER, -1, classes.of(asked));
        }
        if (table.empty(END)) {
            return drop("end_time is empty");
        }
        long end = table.nanosFromZero(END);
        if (end <= start) {
            return drop(end < start ? Alibaba2018Tasks.BACKWARDS : Alibaba2018Tasks.NO_RUN_TIME);
        }
        return new Submission(id, job, start, end - start, -1, classes.of(asked));
    }

    private @Nullable Submission drop(String reason) {
        counts.drop(reason);
        return null;
    }

    private TaskClass.Builder asked(long members) throws TraceFormatException {
        TaskClass.Builder asked = TaskClass.builder().members((int) Math.max(1, members));
        asked.cpuMillis(table.empty(CPU) ? 0 : table.amount(CPU, 1));
        asked.memoryBytes(table.empty(MEMORY) ? 0 : table.times(MEMORY, GIB));
        long gpuMillis = table.empty(GPU) ? 0 : table.amount(GPU, 1);
        if (gpuMillis > 1000L * NodeSpec.MAX_DEVICES) {
            throw table.fault(GPU, "more than " + NodeSpec.MAX_DEVICES + " GPUs for one instance");
        }
        counts.count("tasks_with_gpu", gpuMillis > 0);
        counts.count("tasks_gpu_rounded_up", Devices.ask(asked, gpuMillis));
        if (gpuMillis > 0 && !table.empty(GPU_TYPE)) {
            asked.gpuModels(new TreeSet<>(Set.of(table.text(GPU_TYPE))));
        }
        return asked;
    }

    @Override
    public Counts counts() {
        return counts;
    }

    /** Returns the machines, or null if there are none. */
    public static @Nullable RecordReader<MachineEvent> machines(Reading reading) throws TraceFormatException {
        Table table = Alibaba2018.table(reading, PaiTasks::isMachines, MACHINE);
        if (table == null) {
            return null;
        }
        var counts = new Counts("machines", "gpus");
        var known = new HashSet<String>();
        ChainedRecords.Step<MachineEvent> step = () -> {
            if (!table.next()) {
                return null;
            }
            counts.row();
            String machine = table.text(0);
            if (machine.isEmpty() || !known.add(machine)) {
                throw table.fault(0, machine.isEmpty() ? "a machine needs a name" : "a second machine of this name");
            }
            int gpus = table.empty(4) ? 0 : (int) table.wholeOrZeroDecimals(4, 0, NodeSpec.MAX_DEVICES);
            counts.add("machines", 1);
            counts.add("gpus", gpus);
            var node = NodeSpec.builder(machine)
                    .capacity(Resources.CPU, table.amount(2, 3))
                    .capacity(Resources.MEMORY, table.times(3, GIB))
                    .gpus(gpus, gpus == 0 ? "" : table.text(1));
            return new MachineEvent(0, machine, MachineEvent.Change.ADD, node.build());
        };
        return ChainedRecords.of(counts, List.of(step));
    }
}
