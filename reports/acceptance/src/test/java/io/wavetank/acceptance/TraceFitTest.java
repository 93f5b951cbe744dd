package io.wavetank.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fit, generate, judge and run, as a user would. */
final class TraceFitTest {
    @TempDir
    private Path folder = Path.of("");

    private Path made(String name, String model, int tasks) {
        Path file = folder.resolve(name);
        Call.wavetank("trace", "generate", model, "--tasks", tasks, "-o", file).succeeded();
        return file;
    }

    @Test
    void a_trace_is_fitted_and_the_model_makes_another_which_a_scenario_runs() throws IOException {
        Path trace = made("day.wtt", "mixed-day", 3000);
        Path model = folder.resolve("model.yaml");

        String said =
                Call.wavetank("trace", "fit", trace, "-o", model).succeeded().out();
        Path more = made("more.wtt", model.toString(), 5000);
        Path scenario = Files.writeString(folder.resolve("s.yaml"), """
            cluster: {model: mixed-day}
            workload: {generate: {model: model.yaml, tasks: 500}}
            policies: {scheduler: [first-fit]}
            run: {replications: 1}
            report: {charts: false}
            """);

        assertThat(said).contains("Run time: ").contains("AIC").contains("KS").contains("Arrivals");
        assertThat(said.lines().filter(line -> !line.contains(folder.toString())))
                .allSatisfy(line -> assertThat(line).doesNotEndWith(" ").hasSizeLessThanOrEqualTo(80));
        assertThat(Call.wavetank("trace", "inspect", more).succeeded().out()).contains("5,000");
        Call.wavetank("run", scenario, "-o", folder.resolve("out")).succeeded();
    }

    @Test
    void the_same_seed_makes_the_same_bytes_and_another_others() throws IOException {
        Path one = made("one.swf", "lublin-2003", 400);
        Path same = made("same.swf", "lublin-2003", 400);
        Path other = folder.resolve("other.swf");
        Call.wavetank("trace", "generate", "lublin-2003", "--tasks", 400, "--seed", 2, "-o", other)
                .succeeded();

        assertThat(one).hasSameBinaryContentAs(same);
        assertThat(Files.readString(other)).isNotEqualTo(Files.readString(one));
    }

    @Test
    void a_model_and_charts_do_not_come_into_the_folder_that_is_read_nor_in_the_place_of_the_trace()
            throws IOException {
        Path traces = Files.createDirectory(folder.resolve("traces"));
        Path trace = made("traces/run-times.csv", "mixed-day", 300);
        byte[] before = Files.readAllBytes(trace);

        Call.wavetank("trace", "fit", traces, "-o", traces.resolve("model.yaml"))
                .failed(2, "-o names a file in the folder that is read");
        Call.wavetank("trace", "fit", traces, "--judge", traces.resolve("new/judged"))
                .failed(2, "--judge names a folder in the folder that is read");
        Call.wavetank("trace", "inspect", traces, "-o", traces)
                .failed(2, "-o names a folder in the folder that is read");
        Call.wavetank("trace", "inspect", trace, "-o", traces).failed(2, "would have a chart replace", "run-times.csv");
        assertThat(Folder.names(traces)).containsExactly("run-times.csv");
        assertThat(trace).hasBinaryContent(before);
    }

    @Test
    void rates_are_fitted_and_made() throws IOException {
        var rows = new StringBuilder("second,count\n");
        for (int minute = 0; minute < 3000; minute++) {
            rows.append(minute * 60).append(',').append(100 + minute % 7).append('\n');
        }
        Path trace = Files.writeString(folder.resolve("rates.csv"), rows);
        Path model = folder.resolve("model.yaml");
        Path made = folder.resolve("made.csv");

        Call.wavetank("trace", "fit", trace, "-o", model).succeeded();
        Call.wavetank("trace", "generate", model, "--time", "2h", "-o", made).succeeded();

        assertThat(Files.readAllLines(made)).hasSize(121).startsWith("second,count");
        Call.wavetank("trace", "generate", model, "-o", made).failed(2, "--time");
    }

    @Test
    void a_judgement_is_a_table_and_a_page_with_charts() {
        Path trace = made("day.wtt", "mixed-day", 4000);
        Path page = folder.resolve("judged");

        String said = Call.wavetank("trace", "fit", trace, "--judge", page)
                .succeeded()
                .out();

        assertThat(said).contains("KS of run times").contains("bootstrap").contains("first half");
        assertThat(page.resolve("judge.html")).isNotEmptyFile();
        assertThat(page.resolve("qq-run-times.csv")).isNotEmptyFile();
        assertThat(page.resolve("acf-jobs-in-an-hour.csv")).isNotEmptyFile();
    }

    @Test
    void mistakes_are_one_line() throws IOException {
        Path trace = made("day.wtt", "mixed-day", 200);
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "wavetank_model: 1\ngenerat: {}\n");

        Call misspelt = Call.wavetank("trace", "generate", bad, "--tasks", 5, "-o", folder.resolve("x.swf"));
        assertThat(misspelt.exitCode()).isEqualTo(2);
        assertThat(misspelt.err().strip())
                .startsWith(bad + ":2:1: unknown key 'generat' in the model")
                .hasLineCount(1);
        Call.wavetank("trace", "generate", "lublin-2004", "-o", folder.resolve("x.swf"))
                .failed(2, "lublin-2003");
        Call.wavetank("trace", "fit", trace, "--run-times", "normal").failed(2, "log-normal");
        Call.wavetank("trace", "fit", trace, "-o", folder.resolve("model.txt")).failed(2, "ends in .yaml");
        Call.wavetank("trace", "fit", trace, "-o", folder.resolve("m.yaml"), "--judge", folder.resolve("j"))
                .failed(2, "--judge writes no model");
    }
}
