package io.wavetank.workload.generate;

import io.wavetank.policy.DrawBatch;
import io.wavetank.policy.Draws;
import io.wavetank.sim.Submission;
import io.wavetank.workload.generate.distribution.Constant;
import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.generate.distribution.NormalCurve;
import org.jspecify.annotations.Nullable;

/** How long the tasks of one kind run. */
final class RunTimes {
    private static final double NANOS = 1e9;
    private static final double MOST_NANOS = Long.MAX_VALUE / 4.0;

    private final Dependence dependence;
    private final Draws draws;
    private final Draws cpuDraws;
    /** Null where all run as long. */
    private final @Nullable Distribution seconds;

    private final double cpuCorrelation;
    private final long alwaysNanos;

    /**
     * Takes what is said of a kind.
     *
     * @param cpuDraws those of the sizes, which run times may depend on
     */
    RunTimes(Life life, Dependence dependence, Draws draws, Draws cpuDraws) {
        this.dependence = dependence;
        this.draws = draws;
        this.cpuDraws = cpuDraws;
        Life.Runs runs = life instanceof Life.Runs some ? some : null;
        this.seconds = runs == null || runs.seconds() instanceof Constant ? null : runs.seconds();
        this.cpuCorrelation = runs == null ? 0 : runs.cpuCorrelation();
        this.alwaysNanos = runs != null && runs.seconds() instanceof Constant constant
                ? Math.max(1, nanos(constant.value()))
                : Submission.FOREVER;
    }

    /** Returns the uniform draw of a task; anything if no draw is needed. */
    double draw(long job, long index) {
        return seconds == null ? 0.5 : draws.uniform(job, index);
    }

    /** Asks for the draw of the first task of a job; what the batch has afterwards is {@link #draw}. */
    void ask(DrawBatch batch, int place, long job) {
        batch.ask(place, draws, job, 0);
    }

    /**
     * Returns how long a task runs, in nanoseconds; {@link Submission#FOREVER} if it stays.
     *
     * @param drawn its uniform draw
     * @param k which of the job's draws its size is
     */
    long of(double drawn, long job, long k, JobLuck luck) {
        return seconds == null ? alwaysNanos : Math.max(1, nanos(seconds.quantile(behind(drawn, job, k, luck))));
    }

    /** Whether all run as long, so that nothing can go with it. */
    boolean always() {
        return seconds == null;
    }

    /** Returns the uniform number behind the run time of a task: that which has it for its quantile. Of given values many have the same one. */
    double behind(double drawn, long job, long k, JobLuck luck) {
        if (!luck.none()) {
            double normal = dependence.runTimes().mixed(luck.runLasting(), NormalCurve.quantile(drawn));
            return uniform(dependence.runTimeNormal(luck.kindNormal(), normal));
        } else if (cpuCorrelation != 0) {
            double size = NormalCurve.quantile(cpuDraws.uniform(job, k));
            double normal = NormalCurve.quantile(drawn);
            return uniform(cpuCorrelation * size + Math.sqrt(1 - cpuCorrelation * cpuCorrelation) * normal);
        }
        return drawn;
    }

    /** The uniform draw that stands for a normal one. */
    static double uniform(double normal) {
        return Math.min(Math.max(NormalCurve.cdf(normal), Double.MIN_NORMAL), Math.nextDown(1.0));
    }

    /** A finite time: below the time that stands for ever. */
    static long nanos(double seconds) {
        return (long) Math.min(seconds * NANOS, MOST_NANOS);
    }
}
