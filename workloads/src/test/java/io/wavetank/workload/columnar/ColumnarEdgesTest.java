package io.wavetank.workload.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.constraint.ApiObjects;
import io.wavetank.policy.constraint.BudgetSpec;
import io.wavetank.policy.constraint.CountOrPercentage;
import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.sim.Precedence;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.Written;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceContent;
import io.wavetank.workload.trace.TraceOptions;
import io.wavetank.workload.write.TargetFormat;
import io.wavetank.workload.write.TaskFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which tasks wait for which, kept in Wavetank's own form. */
final class ColumnarEdgesTest {
    @TempDir
    private Path folder;

    private static Trace open(Path file) throws IOException {
        return TraceFormats.open(file, null, TraceOptions.DEFAULT);
    }

    private Path converted(Trace trace, String name) throws IOException {
        Path file = folder.resolve(name);
        try (SubmissionSource source = trace.submissions()) {
            TaskFile.write(source, Heading.of(trace), TargetFormat.WAVETANK, file, 1);
        }
        return file;
    }

    /** Who waits for whom, by the names of tasks, in the order of the tasks. */
    private static List<String> waits(Trace trace) throws IOException {
        Precedence graph = Objects.requireNonNull(trace.precedence());
        List<Submission> tasks = Written.submissions(trace);
        List<String> waits = new ArrayList<>();
        for (Submission first : tasks) {
            int group = graph.group(first);
            for (int place = 0; group >= 0 && place < graph.successors(group); place++) {
                for (Submission then : tasks) {
                    if (graph.group(then) == graph.successor(group, place)) {
                        waits.add(then.id() + " waits for " + first.id());
                    }
                }
            }
        }
        return waits;
    }

    @Test
    void dependencies_survive_a_conversion_and_another_one() throws IOException {
        Path gwf = Files.writeString(folder.resolve("t.gwf"), """
                WorkflowID, JobID, SubmitTime, RunTime, NProcs, ReqNProcs, Dependencies
                0, 1, 0, 11, 1, 1,
                0, 2, 0, 0, 1, 1, 1
                0, 3, 0, 5, 1, 1, 2
                0, 4, 1, 5, 1, 1, 1 3
                0, 5, 2, 5, 1, 1,
                """);
        Trace original = open(gwf);
        Trace once = open(converted(original, "once.wtt"));
        Trace twice = open(converted(once, "twice.wtt"));

        assertThat(waits(original)).hasSize(2);
        assertThat(waits(once)).isEqualTo(waits(original));
        assertThat(waits(twice)).isEqualTo(waits(original));
        // task 2 was left out, and what waits for it waits for what it waits for
        Precedence graph = Objects.requireNonNull(twice.precedence());
        assertThat(graph.emptyGroups()).isEqualTo(1);
        assertThat(graph.dependencies()).isEqualTo(4);
        assertThat(twice.carries()).contains(TraceContent.DEPENDENCIES);
        assertThat(twice.inspect(RecordType.EDGES).rows()).isEqualTo(4);
    }

    @Test
    void a_file_in_which_nothing_waits_holds_no_dependencies() throws IOException {
        Path swf = Files.writeString(
                folder.resolve("t.swf"), "; MaxProcs: 4\n1 0 -1 100 2 -1 -1 2 200 -1 1 1 1 1 1 1 -1 -1\n");
        Trace own = open(converted(open(swf), "t.wtt"));

        assertThat(own.precedence()).isNull();
        assertThat(own.recordTypes()).isEmpty();
        assertThat(own.carries()).doesNotContain(TraceContent.DEPENDENCIES);
    }

    @Test
    void what_a_cluster_holds_besides_nodes_comes_back() throws IOException {
        var objects = new ApiObjects(
                new TreeMap<>(Map.of("shop", new TreeMap<>(Map.of("team", "a")))),
                List.of(new ApiObjects.Service("shop", "web", new TreeMap<>(Map.of("app", "web")))),
                List.of(new ApiObjects.Workload("ReplicaSet", "shop", "web-1", LabelSelector.EVERYTHING, 3)),
                List.of(new BudgetSpec(
                        "shop", "pdb", LabelSelector.of(Map.of("app", "web")), new CountOrPercentage(50, true), null)),
                new TreeMap<>(Map.of("low", -5)));
        ClusterSpec plain = ClusterSpec.pool(1);
        var cluster = new ClusterSpec(plain.resources(), plain.nodes(), objects);
        SubmissionSource one = new SubmissionSource() {
            private boolean given;

            @Override
            public @Nullable Submission next() {
                Submission task = given
                        ? null
                        : new Submission(
                                "a",
                                "",
                                0,
                                1,
                                -1,
                                io.wavetank.policy.TaskClass.builder().build());
                given = true;
                return task;
            }
        };
        Path file = folder.resolve("c.wtt");
        TaskFile.write(
                one, new Heading("made", 0, Map.of(), Map.of(), Set.of(), cluster), TargetFormat.WAVETANK, file, 1);

        assertThat(Objects.requireNonNull(open(file).cluster()).objects()).isEqualTo(objects);
    }
}
