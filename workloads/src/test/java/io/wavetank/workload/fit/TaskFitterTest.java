package io.wavetank.workload.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Draws;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.workload.generate.Amount;
import io.wavetank.workload.generate.Dependence;
import io.wavetank.workload.generate.Estimate;
import io.wavetank.workload.generate.GeneratedWorkload;
import io.wavetank.workload.generate.Inflow;
import io.wavetank.workload.generate.JobShape;
import io.wavetank.workload.generate.Kind;
import io.wavetank.workload.generate.Life;
import io.wavetank.workload.generate.Memory;
import io.wavetank.workload.generate.Placement;
import io.wavetank.workload.generate.Sizes;
import io.wavetank.workload.generate.Tenant;
import io.wavetank.workload.generate.Until;
import io.wavetank.workload.generate.arrival.AtStart;
import io.wavetank.workload.generate.arrival.Poisson;
import io.wavetank.workload.generate.distribution.Empirical;
import io.wavetank.workload.generate.distribution.LogNormal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TaskFitterTest {
    private static final int MANY = 20_000;

    private static Kind kind(int cores, double share) {
        return Kind.of(
                        "c" + cores,
                        Sizes.perCore(Amount.of(1000L * cores), 1L << 30),
                        Life.runs(new LogNormal(300, 1.5)))
                .withShare(share);
    }

    private static List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        for (int cores = 1; cores <= 8; cores++) {
            kinds.add(kind(cores, 1));
        }
        return kinds;
    }

    private static GeneratedWorkload workload(List<Kind> kinds, Dependence dependence) {
        var inflow = new Inflow("jobs", new Poisson(0.02), kinds).with(dependence);
        return new GeneratedWorkload("made", List.of(inflow), Until.tasks(MANY));
    }

    static TaskFit fit(GeneratedWorkload workload, FitOptions options) throws IOException {
        TaskFitter.Tasks tasks = () -> workload.open(new Draws(11, 0));
        long last = 0;
        long count = 0;
        try (SubmissionSource all = tasks.open()) {
            for (Submission task = all.next(); task != null; task = all.next()) {
                last = task.submitNanos();
                count++;
            }
        }
        return TaskFitter.fit("test", tasks, 0, last, count, 0, options);
    }

    @Test
    void sizes_run_times_and_rates_are_found_again() throws IOException {
        TaskFit fit = fit(workload(kinds(), Dependence.NONE), FitOptions.DEFAULT);

        assertThat(fit.tasks()).isEqualTo(MANY);
        assertThat(fit.property("run time").chosen().family()).isEqualTo("log-normal");
        assertThat(fit.arrivals().chosen().name()).isEqualTo("poisson");
        assertThat(fit.workload().inflows().get(0).kinds()).hasSize(8);
        assertThat(fit.workload().inflows().get(0).kinds().get(7).sizes().cpuMillis())
                .isEqualTo(Amount.of(8000));
        assertThat(fit.dependence().dependence().kindRunTime()).isCloseTo(0, within(0.03));
        assertThat(fit.dependence().dependence().runTimes().share()).isLessThan(0.03);
        assertThat(fit.burstiness()).isCloseTo(0, within(0.02));
    }

    @Test
    void what_depends_on_what_is_found_again_and_leaves_each_by_itself_as_it_was() throws IOException {
        var made = new Dependence(0.6, new Memory(0.5, 0.9), new Memory(0.7, 0.95));

        TaskFit fit = fit(workload(kinds(), made), FitOptions.DEFAULT);

        Dependence found = fit.dependence().dependence();
        assertThat(found.kindRunTime()).isCloseTo(0.6, within(0.04));
        assertThat(found.kinds().share()).isCloseTo(0.5, within(0.06));
        assertThat(found.kinds().lag1()).isCloseTo(0.9, within(0.03));
        assertThat(found.runTimes().share()).isCloseTo(0.7, within(0.08));
        assertThat(found.runTimes().lag1()).isCloseTo(0.95, within(0.02));
        LogNormal seconds = (LogNormal) fit.property("run time").chosen().distribution();
        assertThat(seconds.median()).isCloseTo(300, within(40.0));
        assertThat(seconds.sigma()).isCloseTo(1.5, within(0.1));
        assertThat(fit.property("cores").sample().mean()).isCloseTo(4.5, within(0.25));
    }

    @Test
    void a_fit_to_what_a_fit_makes_is_the_same_fit() throws IOException {
        var made = new Dependence(0.5, Memory.NONE, new Memory(0.6, 0.9));
        TaskFit first = fit(workload(kinds(), made), FitOptions.DEFAULT);

        TaskFit second = fit(first.workload(), FitOptions.DEFAULT);

        Sample one = first.property("run time").sample();
        Sample other = second.property("run time").sample();
        assertThat(one.distanceTo(other)).isLessThan(0.03);
        assertThat(second.dependence().dependence().kindRunTime()).isCloseTo(0.5, within(0.05));
        assertThat(second.arrivals().chosen().process().meanRatePerSecond()).isCloseTo(0.02, within(0.001));
        assertThat(Autocorrelation.error(
                        first.dependence().runAutocorrelation(),
                        second.dependence().runAutocorrelation()))
                .isLessThan(0.05);
    }

    @Test
    void jobs_of_many_tasks_priorities_and_tenants_are_kept() throws IOException {
        var counts = new Empirical(List.of(1.0, 4.0, 10.0), List.of(2.0, 1.0, 1.0));
        var tenants = List.of(new Tenant("alice", 3), new Tenant("bob", 1));
        Kind urgent = kind(1, 1)
                .with(JobShape.tasks(Amount.of(counts)))
                .with(Placement.priority(5).withTenants(tenants));
        Kind slow = kind(2, 3)
                .with(JobShape.tasks(Amount.of(counts)))
                .with(Placement.priority(0).withTenants(tenants));

        TaskFit fit = fit(workload(List.of(urgent, slow), Dependence.NONE), FitOptions.DEFAULT);

        List<Kind> kinds = fit.workload().inflows().get(0).kinds();
        assertThat(fit.jobs()).isBetween(4700L, 5300L);
        assertThat(kinds).extracting(each -> each.placement().priority()).containsExactly(5, 0);
        assertThat(kinds.get(0).share() / fit.jobs()).isCloseTo(0.25, within(0.03));
        var tasks = (Empirical) kinds.get(0).job().tasks().distribution();
        assertThat(tasks.values()).contains(1.0, 4.0, 10.0);
        assertThat(tasks.weights().get(0)).isCloseTo(0.5, within(0.03));
        List<Tenant> found = kinds.get(0).placement().tenants();
        assertThat(found.get(0).name()).isEqualTo("alice");
        assertThat(found.get(0).weight() / found.get(1).weight()).isCloseTo(3, within(0.3));
    }

    @Test
    void what_owners_say_is_kept_and_never_less_than_it_takes() throws IOException {
        var said = new Empirical(List.of(600.0, 3600.0, 86_400.0), List.of(1.0, 1.0, 1.0));
        Kind kind = kind(1, 1).with(new Estimate.Said(said, 0.7));
        GeneratedWorkload made = workload(List.of(kind), Dependence.NONE);

        TaskFit fit = fit(made, FitOptions.DEFAULT);

        var found =
                (Estimate.Said) fit.workload().inflows().get(0).kinds().get(0).estimate();
        assertThat(found.runTimeCorrelation()).isCloseTo(0.7, within(0.12));
        try (SubmissionSource tasks = fit.workload().open(new Draws(1, 0))) {
            for (Submission task = tasks.next(); task != null; task = tasks.next()) {
                assertThat(task.estimateNanos()).isGreaterThanOrEqualTo(task.workNanos());
            }
        }
    }

    @Test
    void tasks_that_never_end_are_left_out_and_said_to_be() throws IOException {
        var services = Inflow.of(new AtStart(50), Kind.of("s", Sizes.perCore(Amount.of(1000), 1), Life.stays()));
        var jobs = new Inflow("jobs", new Poisson(0.02), kinds());
        var made = new GeneratedWorkload("made", List.of(services, jobs), Until.tasks(1000));

        TaskFit fit = fit(made, FitOptions.DEFAULT);

        assertThat(fit.tasks()).isEqualTo(950);
        assertThat(fit.notes()).contains("50 tasks that never end are left out");
    }

    @Test
    void a_trace_of_services_alone_cannot_be_fitted_and_the_message_says_so() {
        var services = Inflow.of(new AtStart(50), Kind.of("s", Sizes.perCore(Amount.of(1000), 1), Life.stays()));
        var made = new GeneratedWorkload("made", List.of(services), Until.tasks(50));

        assertThatThrownBy(() -> fit(made, FitOptions.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none of its tasks ends");
    }

    @Test
    void the_load_of_a_model_whose_large_tasks_run_long_is_the_load_that_it_makes() throws IOException {
        GeneratedWorkload made = workload(kinds(), new Dependence(0.8, Memory.NONE, Memory.NONE));
        double said = io.wavetank.workload.generate.OfferedLoad.flowing(made, io.wavetank.policy.Resources.CPU);

        double held = 0;
        long last = 0;
        try (SubmissionSource tasks = made.open(new Draws(5, 0))) {
            for (Submission task = tasks.next(); task != null; task = tasks.next()) {
                held += task.workNanos() / 1e9 * task.taskClass().totalRequest(io.wavetank.policy.Resources.CPU);
                last = task.submitNanos();
            }
        }

        assertThat(held / (last / 1e9)).isCloseTo(said, within(said * 0.12));
    }

    @Test
    void a_row_that_is_too_long_for_memory_is_sampled_alike_from_end_to_end() {
        var reservoir = new Reservoir("test");
        int length = 5 * Reservoir.MOST;
        for (int i = 0; i < length; i++) {
            reservoir.add(i);
        }

        Sample sample = reservoir.sample();

        assertThat(sample.count()).isEqualTo(Reservoir.MOST);
        assertThat(sample.mean()).isCloseTo(length / 2.0, within(length * 0.01));
        assertThat(sample.quantile(0.1)).isCloseTo(length * 0.1, within(length * 0.01));
    }

    @Test
    void more_sizes_than_a_model_lists_are_rounded_until_they_fit() {
        var table = new SizeTable();
        for (int i = 1; i <= 20_000; i++) {
            table.add(new Size(i, 1000L * i, 0, 0, 0, "", 1, 0));
        }
        table.finish();

        assertThat(table.sizes()).hasSizeLessThanOrEqualTo(SizeTable.MOST);
        assertThat(table.weights().stream().mapToLong(Long::longValue).sum()).isEqualTo(20_000);
        assertThat(table.roundedTo()).isBetween(2, 8);
    }
}
