package io.wavetank.workload.workflow;

import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.input.Head;
import io.wavetank.workload.input.JsonItem;
import io.wavetank.workload.input.Quoted;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.TraceFormatException;
import io.wavetank.workload.record.Edge;
import io.wavetank.workload.record.MachineEvent;
import io.wavetank.workload.trace.ChainedRecords;
import io.wavetank.workload.trace.Counts;
import io.wavetank.workload.trace.RecordReader;
import io.wavetank.workload.trace.TaskClasses;
import io.wavetank.workload.trace.TaskReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a workflow of WfCommons, both generations of its schema: up to 1.3 {@code workflow.jobs[]} or {@code workflow.tasks[]} with run times in place,
 * from 1.4 on {@code workflow.specification.tasks[]} with {@code workflow.execution.tasks[]} beside.
 *
 * <p>A task asks for its {@code cores} or {@code coreCount}, one if nothing is said, and its memory, and runs its run time. The workflow is handed
 * in as a whole at 0; tasks with parents come when these have ended.
 *
 * <p>Units in the file: seconds, bytes; memory of the first generation is KiB. Source: wfcommons.org, WfFormat.
 */
public final class WfCommons implements TaskReader {
    private final String workflow;
    private final List<JsonItem> tasks;
    private final Map<String, JsonItem> executions;
    private final Counts counts = new Counts("tasks", "edges", "files", "run_millis");
    private final TaskClasses classes = new TaskClasses();
    private int position;

    private WfCommons(String workflow, List<JsonItem> tasks, Map<String, JsonItem> executions) {
        this.workflow = workflow;
        this.tasks = tasks;
        this.executions = executions;
    }

    /** Recognises the members of the object. */
    public static boolean recognises(Head head) {
        String text = head.text();
        return text.stripLeading().startsWith("{")
                && text.contains("\"workflow\"")
                && (text.contains("\"schemaVersion\"") || text.contains("\"specification\""));
    }

    /** Reads the whole object, and returns the reader of its tasks. */
    public static WfCommons open(Reading reading) throws TraceFormatException {
        JsonItem root = reading.singleJson();
        JsonItem body = root.get("workflow");
        var executions = new LinkedHashMap<String, JsonItem>();
        if (body.has("execution")) {
            for (JsonItem execution : body.get("execution").list("tasks")) {
                executions.put(execution.get("id").text(), execution);
            }
        }
        var reader = new WfCommons(root.text("name"), tasks(body), executions);
        reader.counts.add("files", files(body));
        return reader;
    }

    private static List<JsonItem> tasks(JsonItem body) throws TraceFormatException {
        if (body.has("specification")) {
            return body.get("specification").get("tasks").elements();
        }
        return body.get(body.has("tasks") ? "tasks" : "jobs").elements();
    }

    private static long files(JsonItem body) throws TraceFormatException {
        return body.has("specification")
                ? body.get("specification").list("files").size()
                : 0;
    }

    /** A task's name in its workflow: the first generation refers to tasks by {@code name}, the second by {@code id}. */
    private static String name(JsonItem task) throws TraceFormatException {
        return task.has("id") ? task.text("id") : task.get("name").text();
    }

    @Override
    public @Nullable Submission next() throws TraceFormatException {
        while (position < tasks.size()) {
            counts.row();
            JsonItem task = tasks.get(position++);
            String name = name(task);
            JsonItem ran = executions.getOrDefault(name, task);
            long run = ran.scaled("runtimeInSeconds", 9, ran.scaled("runtime", 9, 0));
            long cores = ran.scaled("coreCount", 3, ran.scaled("cores", 3, 1000));
            long memory = ran.scaled("memoryInBytes", 0, Math.multiplyExact(1024L, kib(ran)));
            if (run < 0 || cores < 0 || memory < 0) {
                throw ran.fault("task " + Quoted.of(name) + " has a negative run time, cores or memory");
            }
            counts.add("tasks", 1);
            counts.add("edges", task.list("parents").size());
            counts.add("run_millis", run / 1_000_000);
            if (run == 0) {
                counts.drop("run time is 0 or unknown");
                continue;
            }
            TaskClass asked = classes.of(TaskClass.builder().cpuMillis(cores).memoryBytes(memory));
            return new Submission(name, workflow, 0, run, -1, asked);
        }
        return null;
    }

    private static long kib(JsonItem task) throws TraceFormatException {
        long kib = task.scaled("memory", 0, 0);
        if (kib > Long.MAX_VALUE / 1024 || kib < 0) {
            throw task.fault("'memory' is beyond what 64 bits hold in our unit");
        }
        return kib;
    }

    @Override
    public Counts counts() {
        return counts;
    }

    /** Returns the dependencies, each once, whether the parent or the child states it. */
    public static RecordReader<Edge> edges(Reading reading) throws TraceFormatException {
        JsonItem root = reading.singleJson();
        String workflow = root.text("name");
        List<JsonItem> tasks = tasks(root.get("workflow"));
        var counts = new Counts("edges");
        Set<Edge> all = new LinkedHashSet<>();
        Map<String, String> ids = new LinkedHashMap<>();
        for (JsonItem task : tasks) {
            ids.put(task.text("name"), name(task));
            ids.put(name(task), name(task));
        }
        for (JsonItem task : tasks) {
            counts.row();
            for (JsonItem parent : task.list("parents")) {
                all.add(new Edge(workflow, name(task), ids.getOrDefault(parent.text(), parent.text())));
            }
            for (JsonItem child : task.list("children")) {
                all.add(new Edge(workflow, ids.getOrDefault(child.text(), child.text()), name(task)));
            }
        }
        counts.add("edges", all.size());
        var left = new ArrayDeque<>(all);
        ChainedRecords.Step<Edge> step = left::poll;
        return Objects.requireNonNull(ChainedRecords.of(counts, List.of(step)));
    }

    /** Returns the machines on which it ran, or null if they are not stated with what they offer. */
    public static @Nullable RecordReader<MachineEvent> machines(Reading reading) throws TraceFormatException {
        JsonItem body = reading.singleJson().get("workflow");
        List<JsonItem> stated = body.has("execution") ? body.get("execution").list("machines") : body.list("machines");
        var counts = new Counts("machines");
        List<MachineEvent> events = new ArrayList<>();
        for (JsonItem machine : stated) {
            counts.row();
            String name = machine.get("nodeName").text();
            JsonItem cpu = machine.has("cpu") ? machine.get("cpu") : machine;
            long cores = cpu.scaled("coreCount", 3, cpu.scaled("count", 3, 0));
            long memory = machine.scaled("memoryInBytes", 0, Math.multiplyExact(1024L, kib(machine)));
            if (cores <= 0 || memory <= 0 || name.isEmpty()) {
                counts.drop("machine without cores, memory or name");
            } else {
                counts.add("machines", 1);
                var node = NodeSpec.builder(name).capacity(Resources.CPU, cores).capacity(Resources.MEMORY, memory);
                events.add(new MachineEvent(0, name, MachineEvent.Change.ADD, node.build()));
            }
        }
        var left = new ArrayDeque<>(events);
        ChainedRecords.Step<MachineEvent> step = left::poll;
        return events.isEmpty() ? null : ChainedRecords.of(counts, List.of(step));
    }
}
