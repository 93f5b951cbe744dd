package io.wavetank.workload.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.sim.Precedence;
import io.wavetank.workload.SharedData;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.input.TraceFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tasks of a trace wait for which, as a run takes it in. */
final class DependenciesTest {
    private static final String GWF = "WorkflowID, JobID, SubmitTime, RunTime, NProcs, ReqNProcs, Dependencies\n";

    @TempDir
    private Path folder;

    private Precedence of(String name, String text) throws IOException {
        return of(Files.writeString(folder.resolve(name), text));
    }

    private static Precedence of(Path path) throws IOException {
        Trace trace = TraceFormats.open(path, null, TraceOptions.DEFAULT);
        Precedence precedence = Objects.requireNonNull(trace.precedence());
        try (var source = trace.submissions()) {
            assertThat(source.precedence()).isSameAs(precedence);
        }
        return precedence;
    }

    @Test
    void tasks_of_other_workflows_are_not_waited_for() throws IOException {
        Precedence precedence = of(
                "t.gwf",
                GWF + "0, 1, 0, 11, 1, 1, \n0, 2, 0, 11, 1, 1, 1\n1, 1, 0, 5, 1, 1, \n1, 3, 0, 5, 1, 1, 1 2\n");

        assertThat(precedence.dependencies()).isEqualTo(3);
        assertThat(precedence.waitingGroups()).isEqualTo(2);
        assertThat(precedence.emptyGroups()).isEqualTo(1); // task 2 of workflow 1
    }

    @Test
    void instances_of_a_batch_task_wait_for_all_of_another() throws IOException {
        Precedence precedence = of("batch_task.csv", """
                M1,2,j_1,1,Terminated,10,20,100,0.3
                R2_1,3,j_1,1,Terminated,20,30,100,0.3
                M1,1,j_2,1,Terminated,10,20,100,0.3
                task_x,1,j_1,1,Terminated,10,20,100,0.3
                """);

        assertThat(precedence.dependencies()).isEqualTo(1);
        assertThat(precedence.emptyGroups()).isZero();
    }

    @Test
    void tasks_that_wait_for_each_other_are_refused_when_run() {
        assertThatThrownBy(() -> of("t.gwf", GWF + "0, 1, 0, 11, 1, 1, 2\n0, 2, 0, 11, 1, 1, 1\n"))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContaining("t.gwf: cannot be replayed: Tasks wait for each other in a circle: 0/")
                .hasMessageEndingWith("; correct its dependencies");
    }

    @ParameterizedTest
    @CsvSource({
        "wfcommons/1000genome-chameleon-2ch-100k-001.json, 76, 30",
        "wfcommons/srasearch-chameleon-20a-003.json, 60, 21",
        "wfcommons/blast-chameleon-small-005.json, 120, 42",
        "gwf-sample/trace.gwf, 80, 60"
    })
    void published_workflows_are_whole(String file, int dependencies, int waiting) throws IOException {
        Precedence precedence = of(SharedData.file("traces/" + file));

        assertThat(precedence.dependencies()).isEqualTo(dependencies);
        assertThat(precedence.waitingGroups()).isEqualTo(waiting);
        // seven tasks of the GWF sample have no run time
        assertThat(precedence.emptyGroups()).isEqualTo(file.startsWith("gwf") ? 7 : 0);
    }
}
