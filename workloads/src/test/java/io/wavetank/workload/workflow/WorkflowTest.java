package io.wavetank.workload.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.wavetank.policy.Resources;
import io.wavetank.sim.Submission;
import io.wavetank.workload.Written;
import io.wavetank.workload.record.Edge;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkflowTest {
    private static final String GWF = "WorkflowID, JobID, SubmitTime, RunTime, NProcs, ReqNProcs, Dependencies\n";

    @TempDir
    private Path folder;

    @Test
    void both_generations_of_workflows_tell_the_same() throws IOException {
        Trace first = Written.open(Written.text(folder, "first.json", """
                {"name": "w", "schemaVersion": "1.2", "workflow": {"jobs": [
                  {"name": "a", "id": "ID1", "runtime": 1.5, "cores": 2.0, "memory": 4, "parents": [], "children": ["b"]},
                  {"name": "b", "id": "ID2", "runtime": 2, "parents": ["a"], "children": []}]}}
                """));
        Trace second = Written.open(Written.text(folder, "second.json", """
                {"name": "w", "schemaVersion": "1.5", "workflow": {
                 "specification": {"tasks": [
                  {"name": "a", "id": "ID1", "parents": [], "children": ["ID2"]},
                  {"name": "b", "id": "ID2", "parents": ["ID1"], "children": []}]},
                 "execution": {"tasks": [
                  {"id": "ID1", "runtimeInSeconds": 1.5, "coreCount": 2, "memoryInBytes": 4096},
                  {"id": "ID2", "runtimeInSeconds": 2}]}}}
                """));
        assertThat(Written.submissions(first)).isEqualTo(Written.submissions(second));
        assertThat(Written.submissions(first))
                .extracting(
                        Submission::id,
                        Submission::job,
                        Submission::workNanos,
                        task -> task.taskClass().request(Resources.CPU),
                        task -> task.taskClass().request(Resources.MEMORY))
                .containsExactly(
                        tuple("ID1", "w", 1_500_000_000L, 2000L, 4096L), tuple("ID2", "w", 2_000_000_000L, 1000L, 0L));
        for (Trace trace : new Trace[] {first, second}) {
            try (var edges = trace.records(RecordType.EDGES)) {
                assertThat(edges.next()).isEqualTo(new Edge("w", "ID2", "ID1"));
                assertThat(edges.next()).isNull();
            }
        }
    }

    @Test
    void tasks_of_a_grid_wait_for_several() throws IOException {
        Trace trace = Written.open(Written.text(folder, "t.gwf", GWF + """
                0 , 1 , 16 , 11 , 1 , 1 ,
                0 , 2 , 40 , 0  , 1 , 1 , 1
                0 , 3 , 40 , 11 , 2 , -1 , 1 2
                """));
        assertThat(Written.submissions(trace))
                .extracting(Submission::id, task -> task.taskClass().members())
                .containsExactly(tuple("0/1", 1), tuple("0/3", 2));
        assertThat(trace.dropped()).isEqualTo(Map.of("run time is 0 or unknown", 1L));
        assertThat(trace.inspect(RecordType.EDGES).totals().get("edges")).isEqualTo(3);
        assertThatThrownBy(() -> Written.open(Written.text(folder, "t.gwf", GWF + "0,1,-16,11,1,1,\n")))
                .hasMessageContaining("t.gwf:2: column 'SubmitTime': '-16' is negative");
    }
}
