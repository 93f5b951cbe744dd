package io.wavetank.workload.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Draws;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.workload.SharedData;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.generate.Amount;
import io.wavetank.workload.generate.Dependence;
import io.wavetank.workload.generate.GeneratedWorkload;
import io.wavetank.workload.generate.Inflow;
import io.wavetank.workload.generate.Kind;
import io.wavetank.workload.generate.Life;
import io.wavetank.workload.generate.Memory;
import io.wavetank.workload.generate.Sizes;
import io.wavetank.workload.generate.Until;
import io.wavetank.workload.generate.arrival.Cox;
import io.wavetank.workload.generate.arrival.Cyclic;
import io.wavetank.workload.generate.arrival.DayShape;
import io.wavetank.workload.generate.arrival.Modulation;
import io.wavetank.workload.generate.distribution.LogNormal;
import io.wavetank.workload.trace.Trace;
import io.wavetank.workload.trace.TraceOptions;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JudgeTest {
    private static final Cyclic DAY = new Cyclic(0.01, new DayShape.Sinusoid(0.9, 14));

    private static GeneratedWorkload made(long tasks) {
        Kind small = Kind.of("s", Sizes.perCore(Amount.of(1000), 1L << 30), Life.runs(new LogNormal(300, 1.5)));
        Kind large = Kind.of("l", Sizes.perCore(Amount.of(8000), 1L << 30), Life.runs(new LogNormal(300, 1.5)));
        var dependence = new Dependence(0.6, new Memory(0.5, 0.9), new Memory(0.8, 0.95));
        return new GeneratedWorkload(
                "made", List.of(new Inflow("jobs", DAY, List.of(small, large)).with(dependence)), Until.tasks(tasks));
    }

    private static Judgement judged(long tasks) throws IOException {
        GeneratedWorkload workload = made(tasks);
        TaskFitter.Tasks opened = () -> workload.open(new Draws(4, 0));
        long last = 0;
        try (SubmissionSource all = opened.open()) {
            for (Submission task = all.next(); task != null; task = all.next()) {
                last = task.submitNanos();
            }
        }
        return TaskJudge.judge("made", opened, 0, last, tasks, 0, FitOptions.DEFAULT);
    }

    @Test
    void a_model_of_what_a_model_made_tells_the_rest_and_a_bootstrap_loses_what_hangs_together() throws IOException {
        Judgement judgement = judged(12_000);

        assertThat(judgement.figure("KS of gaps between jobs").model()).isLessThan(0.04);
        assertThat(judgement.figure("KS of jobs in an hour").model())
                .isLessThan(0.6 * judgement.figure("KS of jobs in an hour").bootstrap());
        assertThat(judgement.figure("autocorrelation error of jobs in an hour").model())
                .isLessThan(0.1);
        assertThat(judgement.figure("autocorrelation error of jobs in an hour").bootstrap())
                .isGreaterThan(0.3);
        assertThat(judgement.figure("autocorrelation error of run times").model())
                .isLessThan(
                        judgement.figure("autocorrelation error of run times").bootstrap() / 2);
    }

    @Test
    void one_trace_is_judged_alike_each_time() throws IOException {
        assertThat(judged(2000).figures()).isEqualTo(judged(2000).figures());
    }

    @Test
    void too_few_tasks_cannot_be_judged() {
        assertThatThrownBy(() -> judged(2)).hasMessageContaining("too few tasks");
    }

    @Test
    void a_series_of_rates_is_judged_by_its_rhythm() {
        var cycle = new Cyclic(5, new DayShape.Sinusoid(0.8, 14));
        var process = new Cox(cycle, List.of(new Modulation.LogGaussian(0.3, 1800, 60)));
        CountSeries series = ArrivalFitTest.counts(process, 300, 288 * 40, 0);

        Judgement judgement = RateJudge.judge("made", series, FitOptions.DEFAULT);

        assertThat(judgement.figure("KS of requests in an interval").model()).isLessThan(0.05);
        assertThat(judgement
                        .figure("autocorrelation error of requests in an interval")
                        .model())
                .isLessThan(0.05);
        assertThat(judgement
                        .figure("autocorrelation error of requests in an interval")
                        .bootstrap())
                .isGreaterThan(0.5);
    }

    private static Trace shared(String name) throws IOException {
        return TraceFormats.open(SharedData.file("traces/" + name), null, TraceOptions.LOOK);
    }

    @Test
    void kth_sp2_keeps_its_run_times_and_how_they_follow_each_other() throws IOException {
        Judgement judgement = TaskJudge.judge(shared("swf/KTH-SP2-1996-2.1-cln.swf"), FitOptions.DEFAULT);

        assertThat(judgement.figure("KS of run times").model()).isLessThan(0.07);
        assertThat(judgement.figure("KS of gaps between jobs").model()).isLessThan(0.06);
        Judgement.Figure runs = judgement.figure("autocorrelation error of run times");
        assertThat(runs.model()).isLessThan(runs.bootstrap() / 3);
        Judgement.Figure hours = judgement.figure("autocorrelation error of jobs in an hour");
        assertThat(hours.model()).isLessThan(hours.bootstrap());
    }

    @Test
    void worldcup_98_keeps_how_minutes_follow_each_other_and_not_how_many_there_will_be() throws IOException {
        Judgement judgement = RateJudge.judge(shared("web-worldcup98/invocation_count.csv"), FitOptions.DEFAULT);

        Judgement.Figure minutes = judgement.figure("autocorrelation error of requests in an interval");
        assertThat(minutes.model()).isLessThan(minutes.bootstrap() / 10);
        assertThat(judgement.figure("KS of requests in an interval").model()).isGreaterThan(0.4);
    }
}
