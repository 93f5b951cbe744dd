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
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes tasks of Alibaba's trace of 2017: containers that stay, and instances of batch tasks.
 *
 * <p>With the table {@code batch_instance} a task is an instance: it arrives when its batch task was created, runs as long as its last attempt
 * did, and asks for what its batch task says; attempts before the last, and last ones that did not end well, are left out and counted. With
 * {@code batch_task} alone each of its instances runs from the creation of the task to its end, which is an upper bound.
 */
public final class Alibaba2017Tasks implements TaskReader {
    private static final String[] BATCH_TASK = {
        "create timestamp", "modify timestamp", "job id", "task id", "instances", "status", "plan cpu", "plan mem"
    };

    private final @Nullable Table containers;
    private final @Nullable Table tasks;
    private final @Nullable Table attempts;
    private final Counts counts = new Counts(
            "containers", "batch_tasks", "batch_instances", "attempts", "tasks_running_at_end", "plan_cpu_empty");
    private final Map<String, Planned> planned = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private final Instances instances = new Instances();
    private final TaskClasses classes = new TaskClasses();
    private boolean plansRead;

    private record Planned(long createdNanos, TaskClass taskClass) {}

    private Alibaba2017Tasks(@Nullable Table containers, @Nullable Table tasks, @Nullable Table attempts) {
        this.containers = containers;
        this.tasks = tasks;
        this.attempts = attempts;
    }

    /** Returns the reader, or null if there are neither containers nor batch tasks. */
    public static @Nullable Alibaba2017Tasks open(Reading reading) throws TraceFormatException {
        Table containers = Alibaba2018.table(
                reading,
                Alibaba2017::isContainerEvent,
                "timestamp",
                "event type",
                "instance id",
                "machine id",
                "cpus",
                "memory",
                "disk",
                "cpu ids");
        Table tasks = Alibaba2018.table(reading, Alibaba2017::isBatchTask, BATCH_TASK);
        Table attempts = Alibaba2018.table(
                reading,
                Alibaba2017::isBatchInstance,
                "start timestamp",
                "end timestamp",
                "job id",
                "task id",
                "machine id",
                "status",
                "seq no",
                "total seq no",
                "max cpu",
                "avg cpu",
                "max mem",
                "avg mem");
        return containers == null && tasks == null && attempts == null
                ? null
                : new Alibaba2017Tasks(containers, tasks, attempts);
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
        return attempts == null ? planned() : recorded(attempts);
    }

    private @Nullable Submission container(Table row) throws TraceFormatException {
        String id = "container-" + row.text(2);
        var asked = TaskClass.builder().labels(Map.of("kind", "container"));
        asked.cpuMillis(row.empty(4) ? 0 : row.amount(4, 3));
        asked.memoryBytes(row.empty(5) ? 0 : row.amount(5, Alibaba2017.MEMORY_DECIMALS));
        long atNanos = row.nanosFromZero(0);
        if (!row.text(1).equals("Create")) {
            counts.drop("container event other than Create");
            return null;
        }
        if (!known.add(id)) {
            counts.drop("container created again");
            return null;
        }
        counts.add("containers", 1);
        counts.add("tasks_running_at_end", 1);
        return new Submission(id, "", atNanos, Submission.FOREVER, -1, classes.of(asked));
    }

    private @Nullable Submission planned() throws TraceFormatException {
        Submission task = instances.next();
        while (task == null && tasks != null && tasks.next()) {
            counts.row();
            Planned plan = plan(tasks);
            long number = tasks.empty(4) ? 1 : tasks.whole(4, 0, Integer.MAX_VALUE);
            counts.add("batch_instances", number);
            long endNanos = tasks.empty(1) ? 0 : tasks.nanosFromZero(1);
            String status = tasks.text(5);
            if (number == 0) {
                counts.drop("no instances");
            } else if (status.equals("Waiting") || status.equals("Ready")) {
                counts.drop(Alibaba2018Tasks.NOT_STARTED);
            } else if (endNanos < plan.createdNanos) {
                counts.drop(Alibaba2018Tasks.BACKWARDS);
            } else if (endNanos == plan.createdNanos) {
                counts.drop(Alibaba2018Tasks.NO_RUN_TIME);
            } else {
                boolean running = status.equals("Running");
                counts.add("tasks_running_at_end", running ? number : 0);
                String job = tasks.text(2);
                long workNanos = running ? Submission.FOREVER : endNanos - plan.createdNanos;
                instances.set(
                        new Submission(
                                job + "/" + tasks.text(3), job, plan.createdNanos, workNanos, -1, plan.taskClass),
                        number);
                task = instances.next();
            }
        }
        return task;
    }

    private Planned plan(Table row) throws TraceFormatException {
        counts.add("batch_tasks", 1);
        counts.count("plan_cpu_empty", row.empty(6));
        var asked = TaskClass.builder().labels(Map.of("kind", "batch"));
        asked.cpuMillis(row.empty(6) ? 0 : row.amount(6, 3));
        asked.memoryBytes(row.empty(7) ? 0 : row.amount(7, Alibaba2017.MEMORY_DECIMALS));
        return new Planned(row.nanosFromZero(0), classes.of(asked));
    }

    private @Nullable Submission recorded(Table row) throws TraceFormatException {
        while (!plansRead && tasks != null && tasks.next()) {
            counts.row();
            Planned plan = plan(tasks);
            planned.put(tasks.text(2) + "/" + tasks.text(3), plan);
        }
        plansRead = true;
        while (row.next()) {
            counts.row();
            Submission task = attempt(row);
            if (task != null) {
                return task;
            }
        }
        return null;
    }

    private @Nullable Submission attempt(Table row) throws TraceFormatException {
        counts.add("attempts", 1);
        String job = row.text(2);
        String name = job + "/" + row.text(3);
        long startNanos = row.empty(0) ? 0 : row.nanosFromZero(0);
        long endNanos = row.empty(1) ? 0 : row.nanosFromZero(1);
        long attempt = row.empty(6) ? 1 : row.whole(6, 0, Integer.MAX_VALUE);
        long attempts = row.empty(7) ? attempt : row.whole(7, 0, Integer.MAX_VALUE);
        String status = row.text(5);
        if (attempt < attempts) {
            counts.drop("attempt that was not the last");
            return null;
        }
        if (row.empty(0) || status.equals("Waiting") || status.equals("Ready")) {
            counts.drop(Alibaba2018Tasks.NOT_STARTED);
            return null;
        }
        Planned plan = planned.get(name);
        if (plan == null && tasks != null) {
            counts.drop("its batch task is not in the trace");
            return null;
        }
        long submitNanos = plan == null ? startNanos : Math.min(plan.createdNanos, startNanos);
        TaskClass taskClass = plan == null ? classes.of(TaskClass.builder()) : plan.taskClass;
        String id = name + "-" + counts.sum("batch_instances");
        if (status.equals("Running") || row.empty(1)) {
            counts.add("batch_instances", 1);
            counts.add("tasks_running_at_end", 1);
            return new Submission(id, job, submitNanos, Submission.FOREVER, -1, taskClass);
        }
        if (!status.equals("Terminated")) {
            counts.drop("last attempt did not end well: " + (status.length() > 20 ? "other" : status));
            return null;
        }
        if (endNanos <= startNanos) {
            counts.drop(endNanos < startNanos ? Alibaba2018Tasks.BACKWARDS : Alibaba2018Tasks.NO_RUN_TIME);
            return null;
        }
        counts.add("batch_instances", 1);
        return new Submission(id, job, submitNanos, endNanos - startNanos, -1, taskClass);
    }

    @Override
    public Counts counts() {
        return counts;
    }
}
