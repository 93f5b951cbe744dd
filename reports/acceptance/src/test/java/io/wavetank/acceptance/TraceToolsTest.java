package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wavetank trace convert|slice|merge|anonymize|validate} as users call them. */
final class TraceToolsTest {
    @TempDir
    private Path folder;

    private SmallInputs inputs;

    @BeforeEach
    void write_inputs() {
        inputs = new SmallInputs(folder);
    }

    private Path at(String name) {
        return folder.resolve(name);
    }

    @Test
    void a_trace_in_our_own_form_runs_to_the_same_tasks() throws IOException {
        Call.wavetank("trace", "convert", at("pods.csv"), "-o", at("pods.wtt")).succeeded();

        Call.wavetank(
                        "run",
                        "--trace",
                        at("pods.csv"),
                        "--nodes",
                        at("nodes.csv"),
                        "--scheduler",
                        "best-fit",
                        "-o",
                        at("a"))
                .succeeded();
        Call.wavetank(
                        "run",
                        "--trace",
                        at("pods.wtt"),
                        "--nodes",
                        at("nodes.csv"),
                        "--scheduler",
                        "best-fit",
                        "-o",
                        at("b"))
                .succeeded();

        assertThat(Folder.rows(at("b/tasks.csv.gz"))).isEqualTo(Folder.rows(at("a/tasks.csv.gz")));
    }

    @Test
    void losses_are_printed() {
        assertThat(Call.wavetank("trace", "convert", at("pods.csv"), "-o", at("pods.swf"))
                        .succeeded()
                        .out())
                .contains("pods.swf: 3 tasks as swf", "  lost  1 x not held: GPUs", "  lost  3 x not held: labels");
        assertThat(Call.wavetank("trace", "convert", at("pods.csv"), "-o", at("pods.wtt.gz"))
                        .succeeded()
                        .out())
                .contains("nothing was lost");
    }

    @Test
    void every_format_that_is_written_is_written() throws IOException {
        for (String name : new String[] {"t.wtt", "t.swf", "t.csv", "t.json", "t.yaml", "t.swf.gz"}) {
            Call.wavetank("trace", "convert", at("jobs.swf"), "-o", at(name)).succeeded();
            assertThat(Files.size(at(name))).isPositive();
        }
        assertThat(Files.readString(at("t.yaml")))
                .contains("kind: Node", "kind: Job", "wavetank.io/run-time: \"100s\"");
        assertThat(Call.wavetank(
                                "trace",
                                "validate",
                                at("t.wtt"),
                                at("t.swf"),
                                at("t.csv"),
                                at("t.json"),
                                at("t.swf.gz"))
                        .succeeded()
                        .out()
                        .lines())
                .hasSize(5)
                .allMatch(line -> line.contains(": sound, "));
    }

    @Test
    void parts_and_multiples_and_sums_of_traces() {
        assertThat(Call.wavetank("trace", "slice", at("pods.csv"), "--from", "4s", "--until", "20s", "-o", at("s.wtt"))
                        .succeeded()
                        .out())
                .contains("s.wtt: 1 tasks as wavetank");
        assertThat(Call.wavetank("trace", "slice", at("jobs.swf"), "--scale", "3", "-o", at("x.swf"))
                        .succeeded()
                        .out())
                .contains("x.swf: 6 tasks as swf");
        assertThat(Call.wavetank("trace", "merge", at("jobs.swf"), at("pods.csv"), "-o", at("m.wtt"))
                        .succeeded()
                        .out())
                .contains("m.wtt: 5 tasks as wavetank");
    }

    @Test
    void a_part_without_a_task_is_a_mistake_and_writes_nothing() {
        Call.wavetank("trace", "slice", at("pods.csv"), "--from", "500d", "-o", at("late.wtt"))
                .failed(2, "--from is behind the last task of", " after the first");
        Call.wavetank("trace", "slice", at("pods.csv"), "--from", "1ns", "--until", "2ns", "-o", at("none.wtt"))
                .failed(2, "no task to write; ", "none.wtt was not written");

        assertThat(at("late.wtt")).doesNotExist();
        assertThat(at("none.wtt")).doesNotExist();
        assertThat(at(".none.wtt.partial")).doesNotExist();
    }

    @Test
    void one_trace_is_not_merged() {
        Call.wavetank("trace", "merge", at("jobs.swf"), "-o", at("m.wtt"))
                .failed(2, "jobs.swf is named; name the traces to lay over it");

        assertThat(at("m.wtt")).doesNotExist();
    }

    @Test
    void a_file_where_charts_should_go_is_said_before_anything_is_read() throws IOException {
        inputs.write("taken", "mine");
        Call inspected = Call.wavetank("trace", "inspect", at("jobs.swf"), "-o", at("taken"));
        inspected.failed(2, "taken is a file; choose another place with -o");
        Call.wavetank("trace", "inspect", at("jobs.swf"), "-o", at("taken").resolve("in"))
                .failed(2, "taken is in the way");
        Call.wavetank("trace", "fit", at("jobs.swf"), "--judge", at("taken")).failed(2, "taken is a file", "--judge");
        Call.wavetank("chaos", "-o", at("taken")).failed(2, "taken is a file");
        Call.wavetank("checkpoints", at("none.yaml"), "-o", at("taken")).failed(2, "taken is a file");

        assertThat(inspected.out()).isEmpty();
        assertThat(at("taken")).hasContent("mine");
    }

    @Test
    void one_key_gives_one_name() throws IOException {
        inputs.write("key", "0123456789abcdef");
        inputs.write("short", "0123");
        Call.wavetank("trace", "anonymize", at("pods.csv"), "--key-file", at("key"), "-o", at("a.csv"))
                .succeeded();
        Call.wavetank("trace", "anonymize", at("pods.csv"), "--key-file", at("key"), "-o", at("b.csv"))
                .succeeded();
        Call.wavetank("trace", "anonymize", at("pods.csv"), "-o", at("c.csv")).succeeded();

        assertThat(at("a.csv")).hasSameTextualContentAs(at("b.csv"));
        assertThat(Files.readString(at("c.csv"))).isNotEqualTo(Files.readString(at("a.csv")));
        Call.wavetank("trace", "anonymize", at("pods.csv"), "--key-file", at("short"), "-o", at("d.csv"))
                .failed(2, "a key has at least 16");
    }

    @Test
    void a_slice_that_would_begin_or_end_after_all_time_is_a_mistake() {
        inputs.write("late.swf", "; MaxProcs: 4\n" + SmallInputs.JOB_1.replace("1 0 -1", "1 1000000 -1"));

        Call.wavetank("trace", "slice", at("late.swf"), "--until", "106751.99d", "-o", at("slice.wtt"))
                .failed(2, "passes 292 years");
        Call.wavetank("trace", "slice", at("late.swf"), "--from", "106751.99d", "-o", at("slice.wtt"))
                .failed(2, "--from is behind the last task of");
    }

    @Test
    void what_is_no_trace_or_not_there_does_not_keep_validate_from_the_others() throws IOException {
        Files.writeString(at("poem.txt"), "Tyger Tyger\n");

        Call call = Call.wavetank("trace", "validate", at("poem.txt"), at("none.csv"), at("pods.csv"));

        assertThat(call.err().lines()).hasSize(2).allMatch(line -> line.startsWith("wavetank: "));
        assertThat(call.err()).contains("poem.txt", "none.csv: no such file");
        assertThat(call.out()).contains("pods.csv: sound");
        assertThat(call.exitCode()).isEqualTo(2);
    }

    @Test
    void validate_says_what_is_wrong_and_what_is_odd() {
        inputs.write("bad.csv", SmallInputs.PODS.replace("4000,8192,0", "4000,-1,0"));
        inputs.write("wide.swf", SmallInputs.JOBS + SmallInputs.JOB_1);

        Call call = Call.wavetank("trace", "validate", at("bad.csv"), at("wide.swf"));

        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err()).contains("bad.csv:2: column 'memory_mib'");
        assertThat(call.out())
                .contains("wide.swf: sound, swf, 3 rows, 3 tasks", "1 x a name that another task has already");
    }

    @Test
    void what_is_read_is_never_written_over() throws IOException {
        Path folder = Files.createDirectories(at("folder"));
        Files.copy(at("jobs.swf"), folder.resolve("part.swf"));
        inputs.write("key", "0123456789abcdef");

        Call.wavetank("trace", "convert", folder, "-o", folder.resolve("part.swf"))
                .failed(2, "in the folder that is read");
        Call.wavetank("trace", "anonymize", at("pods.csv"), "--key-file", at("key"), "-o", at("key"), "--to", "swf")
                .failed(2, "the file that is read");
        Call.wavetank("trace", "anonymize", at("pods.csv"), "--key-file", folder, "-o", at("a.csv"))
                .failed(2, "no such file with a key");
        Call.wavetank("trace", "convert", at("pods.csv"), "-o", folder, "--to", "swf")
                .failed(2, "no ordinary file");

        assertThat(folder.resolve("part.swf")).hasSameTextualContentAs(at("jobs.swf"));
        assertThat(at("key")).hasContent("0123456789abcdef");
    }

    @Test
    void mistakes_are_one_line() {
        Call.wavetank("trace", "convert", at("pods.csv"), "-o", at("pods.foo")).failed(2, "names no format");
        Call.wavetank("trace", "convert", at("pods.csv"), "-o", at("x"), "--to", "swg")
                .failed(2, "did you mean swf");
        Call.wavetank("trace", "convert", at("pods.csv"), "-o", at("pods.csv")).failed(2, "the file that is read");
        Call.wavetank("trace", "convert", at("pods.csv"), "-o", at("no/where.wtt"))
                .failed(2, "there is no such folder to write to");
        Call.wavetank("trace", "convert", at("nodes.csv"), "-o", at("n.wtt"))
                .failed(2, "no tasks that could be replayed");
        Call.wavetank("trace", "slice", at("pods.csv"), "--scale", "0", "-o", at("n.wtt"))
                .failed(2, "--scale is above 0");
        Call.wavetank("trace", "slice", at("pods.csv"), "--from", "2h", "--until", "1h", "-o", at("n.wtt"))
                .failed(2, "--until has to be later");
        Call.wavetank("trace", "convert", at("pods.csv"), "--memory", "1k", "-o", at("n.wtt"))
                .failed(2, "--memory is 8M");
        Call.wavetank("trace", "convert", at("pods.csv"), "--memory", "999999999999G", "-o", at("n.wtt"))
                .failed(2, "more memory than there can be");
        Call.wavetank("trace", "merge", at("pods.csv"), at("jobs.swf"), "--by-calendar", "-o", at("n.wtt"))
                .failed(2, "leave out --by-calendar");
        assertThat(at("n.wtt")).doesNotExist();
    }
}
