package io.wavetank.workload.edit;

import io.wavetank.sim.Precedence;
import io.wavetank.sim.Submission;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks of an edited workload wait for which: those whose originals did. The graphs are for writing ({@link io.wavetank.workload.write.TaskFile}): a
 * reader counts the tasks that each group has, so that nothing waits for what was cut out.
 */
public final class Waits {
    private Waits() {}

    /**
     * The graph of a sample that takes jobs up to so many times ({@link JobSample}): copies wait for copies of the same number.
     *
     * @param graph of the whole; null if no task waits for another
     */
    public static @Nullable Precedence ofCopies(@Nullable Precedence graph, int times) {
        return graph == null ? null : together(Collections.nCopies(times, graph), 1);
    }

    /**
     * The graph of workloads laid over each other ({@link MergedTasks}).
     *
     * @param graphs one for each workload, null for one in which no task waits for another
     */
    public static @Nullable Precedence merged(List<? extends @Nullable Precedence> graphs) {
        return together(graphs, 0);
    }

    private static @Nullable Precedence together(List<? extends @Nullable Precedence> graphs, int firstPart) {
        var builder = new Precedence.Builder(task -> group(task, graphs, firstPart));
        for (int i = 0; i < graphs.size(); i++) {
            Precedence graph = graphs.get(i);
            if (graph != null) {
                add(graph, firstPart + i, builder);
            }
        }
        return builder.isEmpty() ? null : builder.build();
    }

    private static String group(Submission task, List<? extends @Nullable Precedence> graphs, int firstPart) {
        int part = task.names() instanceof Tasks.Renamed names ? names.part() : firstPart;
        Precedence graph = graphs.get(part - firstPart);
        return graph == null ? "" : named(part, graph.groupName(Tasks.original(task)));
    }

    private static void add(Precedence graph, int part, Precedence.Builder builder) {
        for (int group = 0; group < graph.groups(); group++) {
            for (int place = 0; place < graph.successors(group); place++) {
                builder.edge(named(part, graph.name(graph.successor(group, place))), named(part, graph.name(group)));
            }
        }
    }

    private static String named(int part, String group) {
        return part + "/" + group;
    }
}
