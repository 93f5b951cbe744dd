package io.wavetank.benchmark.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FigureTableTest {
    private static final String REPLAY =
            "bench replay: scheduler=best-fit nodes=1000 tasks=200000 cpu_s=2.00 tasks_per_cpu_s=100000 "
                    + "events_per_cpu_s=300000 bound_tasks_per_cpu_s=5000000 ratio=0.020 peak_rss_mb=150";
    private static final List<String> JMH = List.of(
            "\"Benchmark\",\"Mode\",\"Threads\",\"Samples\",\"Score\",\"Score Error (99.9%)\",\"Unit\",\"Param: queue\",\"Param: size\"",
            "\"io.wavetank.benchmark.QueueBenchmark.hold\",\"avgt\",1,3,80.5,NaN,\"ns/op\",ENGINE,1000",
            "\"io.wavetank.benchmark.QueueBenchmark.hold:cpuNanos\",\"avgt\",1,3,900.0,NaN,\"#\",ENGINE,1000",
            "\"io.wavetank.benchmark.QueueBenchmark.hold:operations\",\"avgt\",1,3,10.0,NaN,\"#\",ENGINE,1000",
            "\"io.wavetank.benchmark.Other.run\",\"thrpt\",1,3,7.0,0.5,\"ops/s\",,");

    @TempDir
    Path folder = Path.of("");

    @Test
    void a_line_of_a_replay_gives_rate_bound_ratio_and_memory() {
        assertThat(Measured.replays(List.of("building wavetank...", REPLAY)))
                .containsExactly(
                        new Figure("best-fit 1000 nodes 200k tasks", "tasks/cpu-s", 100_000, Figure.Better.MORE),
                        new Figure(
                                "best-fit 1000 nodes 200k tasks bound", "tasks/cpu-s", 5_000_000, Figure.Better.MORE),
                        new Figure("best-fit 1000 nodes 200k tasks ratio", "of the bound", 0.02, Figure.Better.MORE),
                        new Figure("best-fit 1000 nodes 200k tasks memory", "MB", 150, Figure.Better.LESS));
        assertThatThrownBy(() -> Measured.replays(List.of("bench replay: scheduler=best-fit nodes=1")))
                .hasMessageContaining("lacks tasks");
    }

    @Test
    void a_benchmark_that_counts_processor_time_is_given_by_it_and_any_other_by_its_score() {
        assertThat(Measured.jmh(JMH))
                .containsExactly(
                        new Figure("Queue.hold ENGINE 1000", "cpu-ns/op", 90, Figure.Better.LESS),
                        new Figure("Other.run", "ops/s", 7, Figure.Better.MORE));
        assertThat(Measured.jmh(List.of())).isEmpty();
    }

    @Test
    void what_is_stored_comes_back() throws IOException {
        var content = new FigureFile.Content("JDK 17, 2 processors", Measured.jmh(JMH));
        Path file = folder.resolve("figures.csv");
        FigureFile.write(file, content);

        assertThat(FigureFile.read(file)).isEqualTo(content);
        Files.writeString(file, Files.readString(file) + "x,ns,fast,less\n");
        assertThatThrownBy(() -> FigureFile.read(file)).hasMessageStartingWith(file + ":5: not a figure");
        Files.writeString(file, "something else\n");
        assertThatThrownBy(() -> FigureFile.read(file)).hasMessageStartingWith(file + ": not a file of figures");
    }

    @Test
    void a_gain_over_one_is_better_for_costs_and_rates_alike() {
        var baseline = new FigureFile.Content(
                "the machine before",
                List.of(
                        new Figure("cost", "ns", 20, Figure.Better.LESS),
                        new Figure("rate", "tasks/cpu-s", 100, Figure.Better.MORE),
                        new Figure("gone", "ns", 1, Figure.Better.LESS)));
        List<String> lines = FigureTable.print(
                List.of(
                        new Figure("cost", "ns", 10, Figure.Better.LESS),
                        new Figure("rate", "tasks/cpu-s", 50, Figure.Better.MORE),
                        new Figure("new", "ns", 3, Figure.Better.LESS)),
                "the machine now",
                baseline);

        assertThat(lines)
                .startsWith(
                        "figure  before  now         unit  gain",
                        "cost        20   10           ns  2.00",
                        "rate       100   50  tasks/cpu-s  0.50",
                        "new          -    3           ns     -")
                .contains(
                        "before: the machine before",
                        "now:    the machine now",
                        "In the baseline alone: 1 figure, gone")
                .anyMatch(line -> line.startsWith("Absolute figures of different machines"));
    }

    @Test
    void without_a_baseline_the_figures_stand_alone() {
        assertThat(FigureTable.print(Measured.jmh(JMH), "here", null))
                .contains("now: here")
                .anyMatch(line -> line.startsWith("There is no baseline"));
    }
}
