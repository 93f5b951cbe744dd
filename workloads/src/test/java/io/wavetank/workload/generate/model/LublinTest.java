package io.wavetank.workload.generate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Draws;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.workload.SharedData;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.fit.Sample;
import io.wavetank.workload.generate.distribution.LogHyperGamma;
import io.wavetank.workload.trace.TraceOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LublinTest {
    /** Jobs as rows of processors, seconds that they run, and seconds since the job before. */
    private record Jobs(List<Double> sizes, List<Double> seconds, List<Double> gaps) {
        static Jobs of(SubmissionSource source) throws IOException {
            var jobs = new Jobs(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            long before = -1;
            try (source) {
                for (Submission task = source.next(); task != null; task = source.next()) {
                    jobs.sizes.add((double) task.taskClass().members());
                    jobs.seconds.add(Math.max(1, Math.floor(task.workNanos() / 1e9)));
                    if (before >= 0) {
                        jobs.gaps.add(Math.floor((task.submitNanos() - before) / 1e9));
                    }
                    before = task.submitNanos();
                }
            }
            return jobs;
        }
    }

    private static Sample sample(List<Double> values) {
        return Sample.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static Jobs made(Map<String, Double> parameters) throws IOException {
        return Jobs.of(
                BuiltInModels.named("lublin-2003").make(parameters).workload().open(new Draws(1, 0)));
    }

    @Test
    void it_makes_what_the_program_of_its_authors_made() throws IOException {
        var log = TraceFormats.open(SharedData.file("traces/swf/lublin_256.swf"), null, TraceOptions.LOOK);
        Jobs theirs = Jobs.of(log.submissions());

        Jobs ours = made(Map.of("nodes", 256.0, "types", 1.0, "tasks", 10_000.0, "hours", 1e5));

        assertThat(sample(ours.sizes()).distanceTo(sample(theirs.sizes()))).isLessThan(0.03);
        assertThat(sample(ours.seconds()).distanceTo(sample(theirs.seconds()))).isLessThan(0.03);
        assertThat(sample(ours.gaps()).distanceTo(sample(theirs.gaps()))).isLessThan(0.05);
    }

    @Test
    void the_sizes_of_each_type_are_all_sizes_that_there_are() {
        for (Lublin.Type type : List.of(Lublin.BATCH, Lublin.INTERACTIVE, Lublin.ALL)) {
            double sum = 0;
            for (int nodes = 1; nodes <= 1024; nodes++) {
                sum += type.probability(nodes, 0);
            }
            assertThat(sum).as(type.name()).isCloseTo(1, within(0.002));
        }
    }

    @Test
    void a_wide_job_runs_longer_than_a_narrow_one() throws IOException {
        Jobs jobs = made(Map.of("tasks", 20_000.0, "hours", 1e5));
        double narrow = 0;
        double wide = 0;
        int narrowJobs = 0;
        int wideJobs = 0;
        for (int i = 0; i < jobs.sizes().size(); i++) {
            if (jobs.sizes().get(i) >= 64) {
                wide += Math.log(jobs.seconds().get(i));
                wideJobs++;
            } else if (jobs.sizes().get(i) <= 2) {
                narrow += Math.log(jobs.seconds().get(i));
                narrowJobs++;
            }
        }

        assertThat(wide / wideJobs).isGreaterThan(narrow / narrowJobs + 0.3);
        assertThat(sample(jobs.seconds()).max()).isLessThanOrEqualTo(Math.exp(12));
    }

    @Test
    void the_distribution_of_run_times_is_its_own_inverse_and_has_the_moments_of_its_numbers() {
        var whole = new LogHyperGamma(0.7, 4.2, 0.94, 312, 0.03);
        for (double u : new double[] {1e-6, 0.01, 0.3, 0.69, 0.71, 0.99, 0.999}) {
            assertThat(whole.cdf(whole.quantile(u))).isCloseTo(u, within(1e-9));
        }
        var bounded = whole.truncated(0, Math.exp(12));
        double sum = 0;
        int cells = 200_000;
        for (int i = 0; i < cells; i++) {
            sum += bounded.quantile((i + 0.5) / cells) / cells;
        }

        assertThat(bounded.mean()).isCloseTo(sum, within(sum * 0.002));
    }

    @Test
    void a_load_that_is_asked_for_is_the_load_of_the_model() {
        Built built = BuiltInModels.named("lublin-2003").make(Map.of("load", 0.7));

        assertThat(io.wavetank.workload.generate.OfferedLoad.of(
                        built.workload(), io.wavetank.policy.Resources.CPU, built.cluster()))
                .isCloseTo(0.7, within(1e-6));
    }
}
