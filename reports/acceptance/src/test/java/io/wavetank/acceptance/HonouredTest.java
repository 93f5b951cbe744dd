package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What traces say about where tasks may go and what they wait for decides runs, under every scheduler. */
final class HonouredTest {
    private static final String KERNEL = "wN4k1BRr7D/a2Jk4cz2WDZOWQlmi7vEpt1JYVQ==";

    @TempDir
    private Path folder;

    private void table(String name, String rows) throws IOException {
        Path file = folder.resolve("trace").resolve(name).resolve("part-00000-of-00001.csv");
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, rows);
    }

    private void google(boolean attributes) throws IOException {
        var events = new StringBuilder();
        var constraints = new StringBuilder();
        for (int task = 0; task < 20; task++) {
            events.append("600000000,,100,").append(task).append(",,0,u=,2,9,0.001,0.001,0.0002,0\n");
            constraints
                    .append("600000000,100,")
                    .append(task)
                    .append(",0,")
                    .append(KERNEL)
                    .append(task % 2 == 0 ? ",3\n" : ",1\n");
        }
        for (int type : new int[] {1, 4}) {
            for (int task = 0; task < 20; task++) {
                events.append(600 + type)
                        .append("000000,,100,")
                        .append(task)
                        .append(",5,")
                        .append(type)
                        .append(",u=,2,9,0.001,0.001,0.0002,0\n");
            }
        }
        table("task_events", events.toString());
        table("machine_events", "0,5,0,HofLGzk1Or/8=,0.5,0.25\n0,6,0,HofLGzk1Or/8=,0.5,0.25\n");
        table("task_constraints", constraints.toString());
        if (attributes) {
            table("machine_attributes", "0,5," + KERNEL + ",3,0\n0,6," + KERNEL + ",1,0\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"first-fit", "best-fit", "worst-fit", "random", "kubernetes", "swarm", "mesos"})
    void constraints_of_google_s_trace_decide_the_machine(String scheduler) throws IOException {
        google(true);
        Path place = folder.resolve("out");

        Call call = Call.wavetank(
                        "run", "--trace", folder.resolve("trace"), "--scheduler", scheduler, "--no-charts", "-o", place)
                .succeeded();

        assertThat(call.out()).doesNotContain("Ignored");
        List<Map<String, String>> rows = Folder.rows(place.resolve("tasks.csv.gz"));
        assertThat(rows).hasSize(20);
        for (Map<String, String> row : rows) {
            int task = Integer.parseInt(Objects.requireNonNull(row.get("id")).substring(4));
            assertThat(row.get("node")).as(row.get("id")).isEqualTo(task % 2 == 0 ? "5" : "6");
        }
    }

    @Test
    void constraints_that_cannot_be_honoured_are_named() throws IOException {
        google(false);

        Call call = Call.wavetank(
                        "run",
                        "--trace",
                        folder.resolve("trace"),
                        "--scheduler",
                        "first-fit",
                        "--no-charts",
                        "-o",
                        folder.resolve("out"))
                .succeeded();

        assertThat(call.out()).contains("Ignored   submissions_constrained (20)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"first-fit", "kubernetes", "fcfs", "swarm"})
    void a_workflow_moves_as_a_whole(String scheduler) throws IOException {
        var rows = new StringBuilder("WorkflowID, JobID, SubmitTime, RunTime, NProcs, ReqNProcs, Dependencies\n");
        for (int job = 0; job < 40; job++) {
            rows.append("1, ")
                    .append(job)
                    .append(", ")
                    .append(job)
                    .append(", ")
                    .append(10 + job % 7)
                    .append(", 1, 1, ")
                    .append(job < 4 ? "" : (job - 4) + " " + (job - 3))
                    .append('\n');
        }
        Path trace = Files.writeString(folder.resolve("t.gwf"), rows);
        Path scenario = Files.writeString(
                folder.resolve("s.yaml"), """
                name: a workflow on a node
                cluster:
                  nodes:
                    - {count: 1, name: "n-{i}", capacity: {cpu: 3, memory: 8Gi, pods: 110}}
                workload:
                  trace: {file: %s}
                policies: {scheduler: [%s]}
                """.replace("%s}", trace + "}").replace("[%s]", "[" + scheduler + "]"));
        Path place = folder.resolve("out");

        Call call = Call.wavetank("run", scenario, "--no-charts", "-o", place).succeeded();

        assertThat(call.out()).contains("Waits     36 tasks or groups come when others have ended, by 72 dependencies");
        Map<String, Map<String, String>> tasks = new HashMap<>();
        Folder.rows(place.resolve("tasks.csv.gz"))
                .forEach(row -> tasks.put(Objects.requireNonNull(row.get("id")), row));
        assertThat(tasks).hasSize(40);
        for (int job = 4; job < 40; job++) {
            long last = Math.max(nanos(tasks, job - 4, "end_ns"), nanos(tasks, job - 3, "end_ns"));
            assertThat(nanos(tasks, job, "submit_ns")).isEqualTo(Math.max(last, job * 1_000_000_000L));
        }
    }

    private static long nanos(Map<String, Map<String, String>> tasks, int job, String column) {
        return Long.parseLong(Objects.requireNonNull(
                Objects.requireNonNull(tasks.get("1/" + job)).get(column)));
    }
}
