package io.wavetank.report.result;

import io.wavetank.sim.RunListener;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code tasks.csv.gz}, a row a task in the order in which tasks come to their final state, and on request {@code events.jsonl.gz},
 * a line for each moment in a task's life, while the run goes on.
 */
public final class TaskFiles implements RunListener, Closeable {
    private static final List<String> COLUMNS = List.of(
            "scheduler",
            "replication",
            "id",
            "job",
            "submit_ns",
            "queued_ns",
            "decided_ns",
            "start_ns",
            "end_ns",
            "state",
            "node",
            "attempts",
            "reason");

    private final String scheduler;
    private final int replication;
    private final List<String> nodeNames;
    private final Csv tasksFile;
    private final @Nullable EventLog events;

    /** Opens the files in a folder. */
    public TaskFiles(Path folder, String scheduler, int replication, List<String> nodeNames, boolean withEvents)
            throws IOException {
        this.scheduler = scheduler;
        this.replication = replication;
        this.nodeNames = new ArrayList<>(nodeNames);
        this.tasksFile = new Csv(folder.resolve("tasks.csv.gz"), COLUMNS);
        this.events = withEvents ? new EventLog(folder.resolve("events.jsonl.gz")) : null;
    }

    @Override
    public void nodeNamed(int node, String name) {
        nodeNames.add(name);
    }

    @Override
    public void event(long nowNanos, Moment moment, TaskTable tasks, int task) throws IOException {
        if (events != null) {
            int node = moment == Moment.NOMINATED ? tasks.nominatedNode(task) : tasks.node(task);
            events.write(
                    nowNanos,
                    moment.name().toLowerCase(Locale.ROOT),
                    tasks.id(task),
                    moment == Moment.SUBMITTED || node < 0 ? null : nodeNames.get(node),
                    tasks.reason(task));
        }
    }

    @Override
    public void noted(long nowNanos, String what, String subject, String text) throws IOException {
        if (events != null) {
            events.write(nowNanos, what, subject, null, text.isEmpty() ? null : text);
        }
    }

    @Override
    public void clusterEvent(long nowNanos, ClusterMoment moment, int node) throws IOException {
        if (events != null) {
            events.write(
                    nowNanos,
                    moment.name().toLowerCase(Locale.ROOT),
                    null,
                    node < 0 ? null : nodeNames.get(node),
                    null);
        }
    }

    @Override
    public void finalState(TaskTable tasks, int task, TaskState state, long endNanos) throws IOException {
        Object reason = tasks.reason(task);
        int node = tasks.node(task);
        tasksFile
                .field(scheduler)
                .field(replication)
                .field(tasks.id(task))
                .field(tasks.job(task))
                .time(tasks.submitNanos(task))
                .time(tasks.queuedNanos(task))
                .time(tasks.decidedNanos(task))
                .time(tasks.startNanos(task))
                .time(endNanos)
                .field(state.finalName())
                .field(node < 0 ? "" : nodeNames.get(node))
                .field(tasks.attempts(task))
                .field(reason == null ? "" : reason.toString())
                .endRow();
    }

    @Override
    public void close() throws IOException {
        try (tasksFile) {
            if (events != null) {
                events.close();
            }
        }
    }
}
