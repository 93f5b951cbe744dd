package io.wavetank.experiment.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wavetank.policy.Draws;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.workload.generate.Amount;
import io.wavetank.workload.generate.Dependence;
import io.wavetank.workload.generate.Estimate;
import io.wavetank.workload.generate.GeneratedWorkload;
import io.wavetank.workload.generate.Gpus;
import io.wavetank.workload.generate.Inflow;
import io.wavetank.workload.generate.JobShape;
import io.wavetank.workload.generate.Kind;
import io.wavetank.workload.generate.Life;
import io.wavetank.workload.generate.Memory;
import io.wavetank.workload.generate.Placement;
import io.wavetank.workload.generate.RateSeries;
import io.wavetank.workload.generate.Sizes;
import io.wavetank.workload.generate.Tenant;
import io.wavetank.workload.generate.Until;
import io.wavetank.workload.generate.arrival.Arrivals;
import io.wavetank.workload.generate.arrival.Cox;
import io.wavetank.workload.generate.arrival.Cyclic;
import io.wavetank.workload.generate.arrival.DayShape;
import io.wavetank.workload.generate.arrival.Mmpp;
import io.wavetank.workload.generate.arrival.Modulation;
import io.wavetank.workload.generate.arrival.Poisson;
import io.wavetank.workload.generate.distribution.Constant;
import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.generate.distribution.Empirical;
import io.wavetank.workload.generate.distribution.Exponential;
import io.wavetank.workload.generate.distribution.Gamma;
import io.wavetank.workload.generate.distribution.HyperExponential;
import io.wavetank.workload.generate.distribution.LogNormal;
import io.wavetank.workload.generate.distribution.Pareto;
import io.wavetank.workload.generate.distribution.Quantiles;
import io.wavetank.workload.generate.distribution.Uniform;
import io.wavetank.workload.generate.distribution.Weibull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ModelFileTest {
    @TempDir
    private Path folder = Path.of("");

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("model.yaml"), text);
    }

    static List<Distribution> distributions() {
        return List.of(
                new Constant(12.5),
                new Uniform(1, 2.25),
                new Exponential(1.0 / 3),
                new LogNormal(847.123456789, 2.1),
                new Weibull(0.41, 33.3),
                new Gamma(0.3, 5000),
                new Pareto(1.25, 20),
                new Pareto(0.5, 20, 1e6),
                new HyperExponential(List.of(0.25, 0.75), List.of(10.5, 2000.0)),
                new Empirical(List.of(1.0, 2.5, 1e5), List.of(0.5, 0.25, 0.25)),
                new Quantiles(List.of(0.0, 0.5, 1.0), List.of(0.001, 7.0, 99_999.0), true));
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void every_distribution_is_read_back_as_it_was_written(Distribution seconds) throws Exception {
        Kind kind = Kind.of("k", Sizes.perCore(Amount.of(500), 1L << 30), Life.runs(seconds));
        var made = new GeneratedWorkload("m", List.of(Inflow.of(new Poisson(0.5), kind)), Until.tasks(10));

        GeneratedWorkload read = read(made);

        assertThat(ModelFile.text(read, "test", 0, List.of())).isEqualTo(ModelFile.text(made, "test", 0, List.of()));
        var runs = (Life.Runs) read.inflows().get(0).kinds().get(0).life();
        assertThat(runs.seconds().quantile(0.7))
                .isCloseTo(seconds.quantile(0.7), org.assertj.core.data.Percentage.withPercentage(1e-8));
    }

    private GeneratedWorkload read(GeneratedWorkload made) throws IOException, ScenarioException {
        return Objects.requireNonNull(ModelFile.read(file(ModelFile.text(made, "test", 0, List.of("a remark"))))
                .workload());
    }

    static List<Arrivals> processes() {
        var cycle = new Cyclic(
                0.25,
                new DayShape.Hourly(Collections.nCopies(24, 2.0)),
                List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.5, 0.5),
                12.25);
        var chain = new Mmpp(
                List.of(new Mmpp.State(0.5, 600), new Mmpp.State(2, 60), new Mmpp.State(0, 3600)),
                List.of(List.of(0.0, 1.0, 0.5), List.of(1.0, 0.0, 0.0), List.of(0.25, 0.75, 0.0)));
        return List.of(
                new Poisson(1.0 / 3),
                cycle,
                new Cyclic(2, new DayShape.Sinusoid(0.5, 13)),
                chain,
                new Cox(cycle, List.of(new Modulation.States(chain), new Modulation.LogGaussian(0.5, 7200, 60))));
    }

    @ParameterizedTest
    @MethodSource("processes")
    void every_process_that_a_fit_makes_is_read_back_and_plays_the_same(Arrivals arrivals) throws Exception {
        Kind kind = Kind.of("k", Sizes.perCore(Amount.of(500), 1L << 30), Life.runs(new Constant(60)));
        var made = new GeneratedWorkload("m", List.of(Inflow.of(arrivals, kind)), Until.tasks(500));

        GeneratedWorkload read = read(made);

        assertThat(ModelFile.text(read, "test", 0, List.of())).isEqualTo(ModelFile.text(made, "test", 0, List.of()));
        List<Long> before = submitSeconds(made);
        List<Long> after = submitSeconds(read);
        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i)).isBetween(before.get(i) - 1, before.get(i) + 1);
        }
    }

    private static List<Long> submitSeconds(GeneratedWorkload workload) throws IOException {
        List<Long> seconds = new ArrayList<>();
        try (SubmissionSource tasks = workload.open(new Draws(1, 0))) {
            for (Submission task = tasks.next(); task != null; task = tasks.next()) {
                seconds.add(task.submitNanos() / 1_000_000_000L);
            }
        }
        return seconds;
    }

    @Test
    void all_that_a_kind_says_is_read_back_the_same() throws Exception {
        Kind kind = Kind.of(
                        "a \"quoted\" name",
                        Sizes.of(Amount.of(1500), Amount.of(1L << 31)),
                        Life.runs(new LogNormal(60, 1)))
                .withShare(3)
                .with(JobShape.tasks(Amount.of(new Empirical(List.of(1.0, 7.0), List.of(0.5, 0.5)))))
                .with(Placement.priority(-3).withTenants(List.of(new Tenant("no", 2), new Tenant("010", 1))))
                .with(new Estimate.Said(new Empirical(List.of(600.0, 3600.0), List.of(0.5, 0.5)), 0.5));
        Kind gpu = Kind.of("gpu", Sizes.of(Amount.of(1000), Amount.of(0)).with(Gpus.whole(Amount.of(2))), Life.stays());
        var dependence = new Dependence(0, new Memory(0.5, 0.875), new Memory(0.25, 0.75));
        var inflow = new Inflow("jobs", new Poisson(1), List.of(kind, gpu)).with(dependence);
        var made = new GeneratedWorkload("model.yaml", List.of(inflow), new Until(100, 3600));

        assertThat(read(made)).isEqualTo(made);
    }

    @Test
    void rates_are_read_back_the_same() throws Exception {
        var series = new RateSeries("model.yaml", new Poisson(12.5), 60);

        ModelFile read = ModelFile.read(file(ModelFile.text(series, "logs", List.of())));

        assertThat(read.rates()).isEqualTo(series);
        assertThat(read.workload()).isNull();
        assertThat(read.source()).isEqualTo("logs");
    }

    @Test
    void a_pool_that_a_model_is_meant_for_comes_with_it() throws Exception {
        Kind kind = Kind.of("k", Sizes.perCore(Amount.of(1000), 0), Life.runs(new Constant(60)));
        var made = new GeneratedWorkload("m", List.of(Inflow.of(new Poisson(1), kind)), Until.tasks(5));

        ModelFile read = ModelFile.read(file(ModelFile.text(made, "log", 128, List.of())));

        assertThat(Objects.requireNonNull(read.cluster()).nodes().get(0).capacity(0))
                .isEqualTo(128_000);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "median: 60s | medain: 60s | 11:49: unknown key 'medain'",
                "sigma: 1 | sigma: -1 | 11:69: generate.inflows.0.kinds.0.run_time.sigma is -1",
                "median: 60s | median: 60 | 11:57: generate.inflows.0.kinds.0.run_time.median is '60'",
                "process: poisson | process: poison | 7:18: generate.inflows.0.arrivals.process is 'poison'",
                "wavetank_model: 1 | wavetank_model: 2 | 1:17: wavetank_model is 2",
                "share: 1 | share: 0 | 10:28: generate.inflows.0.kinds.0.share is 0",
                "lag1: 0.5 | lag1: 1 | 12:",
            })
    void a_mistake_is_a_line_with_its_place(String right, String wrong, String message) throws IOException {
        String text = """
                wavetank_model: 1
                generate:
                  until: {tasks: 10}
                  inflows:
                    - name: jobs
                      arrivals:
                        process: poisson
                        rate: 1/s
                      kinds:
                        - {name: a, share: 1, cpu: 1,
                           run_time: {distribution: log-normal, median: 60s, sigma: 1}}
                      dependence: {kinds: {share: 1, lag1: 0.5}}
                """;
        assertThat(text).contains(right);

        ScenarioException fault =
                catchThrowableOfType(ScenarioException.class, () -> ModelFile.read(file(text.replace(right, wrong))));

        assertThat(fault.lines()).hasSize(1);
        assertThat(fault.lines().get(0))
                .startsWith(folder.resolve("model.yaml") + ":" + message)
                .contains("expected");
    }

    @Test
    void a_model_that_makes_nothing_or_both_is_refused() {
        for (String text : List.of(
                "wavetank_model: 1\n",
                "wavetank_model: 1\ngenerate: {until: {tasks: 1}, inflows: [{name: a, arrivals: {process: poisson, rate: 1/s},"
                        + " kinds: [{name: a, cpu: 1, run_time: 1s}]}]}\n"
                        + "rates: {interval: 60s, arrivals: {process: poisson, rate: 1/s}}\n")) {
            ScenarioException fault = catchThrowableOfType(ScenarioException.class, () -> ModelFile.read(file(text)));

            assertThat(fault.lines().get(0)).contains(":1:1: the model ").contains("expected");
        }
    }

    @Test
    void a_scenario_runs_a_model_that_stands_in_a_file() throws Exception {
        Kind kind = Kind.of("k", Sizes.perCore(Amount.of(1000), 0), Life.runs(new Constant(60)));
        var made = new GeneratedWorkload("m", List.of(Inflow.of(new Poisson(1), kind)), Until.tasks(5));
        file(ModelFile.text(made, "log", 128, List.of()));
        Path scenario = Files.writeString(
                folder.resolve("s.yaml"),
                "workload: {generate: {model: model.yaml, tasks: 50, load: 0.5}}\npolicies: {scheduler: [first-fit]}\n");

        Scenario read = Scenario.read(scenario, List.of());
        Scenario again = Scenario.parse("again", read.resolved().toString(), List.of());

        var generated = ((GeneratedTasks) read.workload()).generated();
        assertThat(generated.until().tasks()).isEqualTo(50);
        assertThat(generated.meanTasksPerSecond())
                .isCloseTo(64.0 / 60, org.assertj.core.data.Percentage.withPercentage(1e-6));
        assertThat(((GeneratedTasks) again.workload()).generated()).isEqualTo(generated);
        assertThat(read.resolved().at("/workload/generate/sha256").asText()).hasSize(64);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{model: other.yaml} | 1:30: there is no file",
                "{model: model.yaml, task: 5} | 1:42: model in",
                "{model: model.yaml, scale: 0} | 1:49: workload.generate.scale is 0",
                "{model: model.yaml, sha256: 0000000000000000000000000000000000000000000000000000000000000000} | 1:50: workload.generate.model has changed",
            })
    void what_is_wrong_with_the_use_of_a_model_is_said_at_its_place(String generate, String message)
            throws IOException {
        Kind kind = Kind.of("k", Sizes.perCore(Amount.of(1000), 0), Life.runs(new Constant(60)));
        var made = new GeneratedWorkload("m", List.of(Inflow.of(new Poisson(1), kind)), Until.tasks(5));
        file(ModelFile.text(made, "log", 128, List.of()));
        Path scenario = Files.writeString(
                folder.resolve("s.yaml"),
                "workload: {generate: " + generate + "}\npolicies: {scheduler: [first-fit]}\n");

        ScenarioException fault =
                catchThrowableOfType(ScenarioException.class, () -> Scenario.read(scenario, List.of()));

        assertThat(fault.lines()).hasSize(1);
        assertThat(fault.lines().get(0)).startsWith(scenario + ":" + message);
    }
}
