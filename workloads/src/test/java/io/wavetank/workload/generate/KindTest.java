package io.wavetank.workload.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.Toleration;
import io.wavetank.sim.Submission;
import io.wavetank.workload.generate.arrival.Poisson;
import io.wavetank.workload.generate.distribution.Constant;
import io.wavetank.workload.generate.distribution.Empirical;
import io.wavetank.workload.generate.distribution.Exponential;
import io.wavetank.workload.generate.distribution.LogNormal;
import io.wavetank.workload.generate.distribution.Uniform;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the tasks of a kind are like. */
final class KindTest {
    private static List<Submission> play(Kind kind, int tasks) {
        return Kinds.play(Kinds.of(new Poisson(1), kind, tasks));
    }

    @Test
    void everything_that_a_scheduler_may_know_is_in_the_class() {
        var models = new TreeSet<>(Set.of("T4", "V100"));
        Kind kind = Kinds.web("web")
                .with(new JobShape(Amount.of(1), new Constant(0), Amount.of(3), true))
                .with(Placement.priority(7)
                        .withTenants(List.of(new Tenant("ads", 1)))
                        .withLabels(Map.of("app", "web"))
                        .withNodeSelector(Map.of("disk", "ssd"))
                        .withTolerations(List.of(new Toleration("gpu", null, null))));
        Sizes sizes = new Sizes(
                Amount.of(1500), Amount.of(5), 1000, Amount.of(9), new Gpus(Amount.of(1), Amount.of(250), models));
        TaskClass made = play(new Kind("web", 1, sizes, kind.life(), kind.job(), kind.placement(), kind.estimate()), 1)
                .get(0)
                .taskClass();

        assertThat(made)
                .isEqualTo(TaskClass.builder()
                        .cpuMillis(1500)
                        .memoryBytes(1505)
                        .ephemeralStorageBytes(9)
                        .gpus(1, 250)
                        .gpuModels(models)
                        .members(3)
                        .priority(7)
                        .tenant("ads")
                        .labels(Map.of("app", "web"))
                        .nodeSelector(Map.of("disk", "ssd"))
                        .tolerations(List.of(new Toleration("gpu", null, null)))
                        .build());
    }

    @Test
    void a_job_has_its_tasks_under_its_name_and_of_one_size() {
        var shape = new JobShape(Amount.of(new Uniform(0, 6)), new Constant(2), Amount.of(1), true);
        List<Submission> tasks = play(Kinds.web("job").with(shape), 6000);
        Map<String, List<Submission>> jobs =
                tasks.subList(0, 5900).stream().collect(Collectors.groupingBy(Submission::job));

        assertThat(jobs.size()).isBetween(1600, 1800);
        List<Submission> first = jobs.getOrDefault("job-0", List.of());
        assertThat(first).extracting(Submission::id).startsWith("job-0-0");
        for (int i = 1; i < first.size(); i++) {
            assertThat(first.get(i).submitNanos() - first.get(0).submitNanos()).isEqualTo(2_000_000_000L * i);
            assertThat(first.get(i).taskClass()).isSameAs(first.get(0).taskClass());
        }
        assertThat(tasks.stream().map(Submission::workNanos).distinct().count()).isGreaterThan(5900);
        assertThat(jobs.values().stream().mapToInt(List::size).max()).hasValue(6);
    }

    @Test
    void tasks_of_a_job_may_differ_in_size() {
        var shape = new JobShape(Amount.of(50), new Constant(0), Amount.of(1), false);
        List<Submission> tasks = play(Kinds.web("job").with(shape), 50);

        assertThat(tasks.stream().map(Submission::taskClass).distinct().count()).isGreaterThan(4);
    }

    @Test
    void a_lone_task_belongs_to_no_job_and_a_service_stays() {
        Submission task = play(
                        Kind.of("service", Sizes.of(Amount.of(1), Amount.of(1)), Life.stays())
                                .with(new Estimate.Exact()),
                        1)
                .get(0);

        assertThat(task.job()).isEmpty();
        assertThat(task.id()).isEqualTo("service-0");
        assertThat(task.workNanos()).isEqualTo(Submission.FOREVER);
        assertThat(task.estimateNanos()).isEqualTo(-1);
    }

    @Test
    void kinds_and_tenants_come_by_their_weights() {
        Placement tenants = Placement.ANYWHERE.withTenants(List.of(new Tenant("a", 3), new Tenant("b", 1)));
        var inflow = new Inflow(
                "mix",
                new Poisson(1),
                List.of(
                        Kinds.web("x").withShare(0.2),
                        Kinds.web("y").withShare(0.6).with(tenants)));
        List<Submission> tasks = Kinds.play(Kinds.of(Until.tasks(40_000), inflow));

        long y = tasks.stream().filter(task -> task.id().startsWith("y")).count();
        long a = tasks.stream()
                .filter(task -> task.taskClass().tenant().equals("a"))
                .count();
        assertThat(y / 40_000.0).isCloseTo(0.75, within(0.009));
        assertThat(a / (double) y).isCloseTo(0.75, within(0.01));
    }

    @Test
    void estimates_are_factors_rounded_up_to_the_grid() {
        var guess = new Estimate.Guess(new Uniform(1, 3), 900);
        List<Submission> tasks = play(Kinds.web("web").with(guess), 5000);
        double factors = 0;
        for (Submission task : play(Kinds.web("web").with(new Estimate.Guess(new Uniform(1, 3), 0)), 5000)) {
            factors += task.estimateNanos() / (double) task.workNanos();
        }

        assertThat(tasks).allSatisfy(task -> {
            assertThat(task.estimateNanos() % 900_000_000_000L).isZero();
            assertThat(task.estimateNanos()).isGreaterThanOrEqualTo(task.workNanos());
        });
        assertThat(factors / 5000).isCloseTo(2, within(0.035));
        assertThat(play(Kinds.web("web").with(new Estimate.Exact()), 100))
                .allSatisfy(task -> assertThat(task.estimateNanos()).isEqualTo(task.workNanos()));
    }

    /** Where run times are a few given values, many tasks of one run time share what is said of them. */
    @Test
    void what_is_said_goes_with_the_run_time_and_is_said_as_often_as_stated() {
        var said = new Estimate.Said(new Empirical(List.of(3600.0, 7200.0), List.of(1.0, 1.0)), 0.8);
        var two = Life.runs(new Empirical(List.of(100.0, 1000.0), List.of(1.0, 1.0)));
        var one = Life.runs(new Constant(100));
        Sizes sizes = Sizes.of(Amount.of(1), Amount.of(1));
        long[] longer = new long[2];
        for (Submission task : play(Kind.of("job", sizes, two).with(said), 20_000)) {
            longer[task.workNanos() < 500e9 ? 0 : 1] += task.estimateNanos() > 5000e9 ? 1 : 0;
        }
        long all = play(Kind.of("job", sizes, one).with(said), 20_000).stream()
                .filter(task -> task.estimateNanos() > 5000e9)
                .count();

        assertThat((longer[0] + longer[1]) / 20_000.0).isCloseTo(0.5, within(0.015));
        // both above their medians: 1/4 + asin(rho) / (2 pi)
        assertThat(longer[1] / 20_000.0).isCloseTo(0.25 + Math.asin(0.8) / (2 * Math.PI), within(0.014));
        assertThat(all / 20_000.0).isCloseTo(0.5, within(0.015));
    }

    @Test
    void gangs_and_devices_follow_their_distributions() {
        Kind kind = Kind.of(
                        "train",
                        Sizes.of(Amount.of(1000), Amount.of(1))
                                .with(Gpus.whole(Amount.of(new Empirical(List.of(1.0, 8.0), List.of(1.0, 1.0))))),
                        Life.runs(new Exponential(10)))
                .with(JobShape.gang(Amount.of(new Empirical(List.of(1.0, 2.0, 64.0), List.of(2.0, 1.0, 1.0)))));
        List<Submission> tasks = play(kind, 20_000);

        double members = tasks.stream()
                .mapToInt(task -> task.taskClass().members())
                .average()
                .orElse(0);
        double gpus = tasks.stream()
                .mapToLong(task -> task.taskClass().request(Resources.GPU))
                .average()
                .orElse(0);
        assertThat(members).isCloseTo(17, within(0.8));
        assertThat(gpus).isCloseTo(4500, within(100.0));
    }

    @Test
    void large_tasks_run_long_if_so_correlated_and_keep_both_distributions() {
        double rho = 0.8;
        Kind kind = Kind.of(
                "job",
                Sizes.of(Amount.of(new LogNormal(1e6, 1)), Amount.of(1)),
                new Life.Runs(new LogNormal(100, 0.5), rho));
        List<Submission> tasks = play(kind, 50_000);
        double sum = 0;
        double squares = 0;
        double product = 0;
        for (Submission task : tasks) {
            double size = StrictMath.log(task.taskClass().request(Resources.CPU) / 1e6);
            double run = StrictMath.log(task.workNanos() / 100e9) / 0.5;
            sum += run;
            squares += run * run;
            product += size * run;
        }
        assertThat(sum / 50_000).isCloseTo(0, within(0.018));
        assertThat(squares / 50_000).isCloseTo(1, within(0.026));
        assertThat(product / 50_000).isCloseTo(rho, within(0.025));
    }

    @Test
    void faults_name_the_key_its_value_and_what_would_do() {
        assertThatThrownBy(() -> new Amount(new Constant(1), 0)).hasMessageContaining("step = 0");
        assertThatThrownBy(() -> new Gpus(Amount.of(2), Amount.of(500), new TreeSet<>()))
                .hasMessageContaining("gpu.count")
                .hasMessageContaining("count 1, or millis_each 1000");
        assertThatThrownBy(() -> Gpus.share(Amount.of(1500))).hasMessageContaining("gpu.millis_each");
        assertThatThrownBy(() -> JobShape.tasks(Amount.NONE)).hasMessageContaining("tasks");
        assertThatThrownBy(() -> JobShape.gang(Amount.of(new Exponential(3)))).hasMessageContaining("members");
        assertThatThrownBy(() -> Life.runs(new Constant(0))).hasMessageContaining("run_seconds");
        assertThatThrownBy(() -> new Life.Runs(new Constant(1), 2)).hasMessageContaining("cpu_correlation = 2.0");
        assertThatThrownBy(() -> Kinds.web("x").withShare(0)).hasMessageContaining("share = 0.0");
        assertThatThrownBy(() -> Kinds.web(" ")).hasMessageContaining("name = ' '");
        assertThatThrownBy(() -> new Tenant("a", -1)).hasMessageContaining("weight = -1.0");
        assertThatThrownBy(() -> Until.tasks(0)).hasMessageContaining("until.tasks = 0");
        assertThatThrownBy(() -> Until.seconds(Double.POSITIVE_INFINITY)).hasMessageContaining("without bound");
        assertThatThrownBy(() -> new Inflow("x", new Poisson(1), List.of())).hasMessageContaining("kinds = []");
        var twice = Inflow.of(new Poisson(1), Kinds.web("web"));
        assertThatThrownBy(() -> Kinds.of(Until.tasks(1), twice, twice)).hasMessageContaining("inflows = web");
    }
}
