package io.wavetank.cli;

import io.wavetank.experiment.UserException;
import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.report.result.Figures;
import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.trace.LongCounter;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceObserver;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A trace read from end to end, with all its tables, and what is odd about it. */
final class TraceCheck implements TraceObserver {
    private final LongCounter names = new LongCounter();
    private final Map<TaskClass, Long> classes = new HashMap<>();
    private long twice;

    private TraceCheck() {}

    @Override
    public void task(Submission task) {
        twice += names.increment(LongCounter.key(task.id())) > 1 ? 1 : 0;
        classes.merge(task.taskClass(), 1L, Long::sum);
    }

    /** Checks a trace and says what came of it. */
    static void of(Path file, TraceInput input, PrintWriter out) throws IOException, UserException {
        var check = new TraceCheck();
        Trace trace;
        try {
            trace = TraceFormats.open(file, input.format(), input.options(), check);
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()));
        }
        long rows = trace.rows();
        boolean first = !trace.hasTasks();
        for (RecordType<?> type : trace.recordTypes()) {
            long more = trace.inspect(type).rows();
            rows += first ? 0 : more;
            first = false;
        }
        out.println(file + ": sound, " + trace.format().name() + ", " + Figures.count(rows) + " rows"
                + (trace.hasTasks() ? ", " + Figures.count(trace.kept()) + " tasks" : ""));
        trace.dropped().forEach((reason, count) -> note(out, Figures.count(count) + " x left out: " + reason));
        if (check.twice > 0) {
            note(out, Figures.count(check.twice) + " x a name that another task has already");
        }
        check.oversized(trace, out);
    }

    private void oversized(Trace trace, PrintWriter out) {
        ClusterSpec cluster = trace.cluster();
        if (cluster == null || !trace.hasTasks()) {
            return;
        }
        long tasks = 0;
        for (var asked : classes.entrySet()) {
            tasks += cluster.nodes().stream().anyMatch(node -> holds(node, asked.getKey())) ? 0 : asked.getValue();
        }
        if (tasks > 0) {
            note(out, Figures.count(tasks) + " x a task of which no machine at the start can hold one member");
        }
    }

    private static boolean holds(NodeSpec node, TaskClass asked) {
        for (int i = 0; i < asked.askedCount(); i++) {
            int resource = asked.asked(i);
            if (resource != Resources.PODS && asked.request(resource) > node.allocatable(resource)) {
                return false;
            }
        }
        return asked.gpuModels().isEmpty() || asked.gpuModels().contains(node.gpuModel());
    }

    private static void note(PrintWriter out, String text) {
        Paragraph.hanging(out, "  ", text);
    }
}
