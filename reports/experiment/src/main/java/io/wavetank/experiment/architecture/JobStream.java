package io.wavetank.experiment.architecture;

import io.wavetank.policy.Draws;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Jobs of several kinds, each a Poisson stream, in the order in which they come, all tasks of a job at the same instant. */
final class JobStream implements SubmissionSource {
    /**
     * A kind of job.
     *
     * @param name what it is called
     * @param gapSeconds the mean time between two of them
     * @param tasks the mean number of tasks, geometrically distributed; of exactly that many if {@code fixed}
     * @param fixed whether every job has as many
     * @param runSeconds the mean run time of a task, exponentially distributed over jobs if {@code byJob}, else over tasks
     * @param byJob whether all tasks of a job run for the same time
     * @param classes what tasks may ask for, all equally likely
     */
    record Kind(
            String name,
            double gapSeconds,
            int tasks,
            boolean fixed,
            double runSeconds,
            boolean byJob,
            List<TaskClass> classes) {}

    private record Next(int kind, long job, double seconds) {}

    private static final double NANOS = 1e9;

    private final List<Kind> kinds;
    private final Draws[] draws;
    private final double untilSeconds;
    private final PriorityQueue<Next> coming =
            new PriorityQueue<>(Comparator.comparingDouble(Next::seconds).thenComparingInt(Next::kind));
    private @Nullable Next current;
    private int tasks;
    private int task;

    JobStream(List<Kind> kinds, double untilSeconds, Draws root) {
        this.kinds = kinds;
        this.untilSeconds = untilSeconds;
        this.draws = kinds.stream().map(kind -> root.stream(kind.name())).toArray(Draws[]::new);
        for (int kind = 0; kind < kinds.size(); kind++) {
            arrange(kind, 0, 0);
        }
    }

    private void arrange(int kind, long job, double after) {
        double seconds =
                after + draws[kind].stream("gap").exponential(kinds.get(kind).gapSeconds(), job, 0);
        if (seconds < untilSeconds) {
            coming.add(new Next(kind, job, seconds));
        }
    }

    @Override
    public @Nullable Submission next() {
        if (current == null || task == tasks) {
            current = coming.poll();
            if (current == null) {
                return null;
            }
            arrange(current.kind(), current.job() + 1, current.seconds());
            task = 0;
            tasks = size(current);
        }
        return made(current, task++);
    }

    private int size(Next job) {
        Kind kind = kinds.get(job.kind());
        if (kind.fixed() || kind.tasks() == 1) {
            return kind.tasks();
        }
        double draw = draws[job.kind()].stream("tasks").uniform(job.job(), 0);
        return 1 + (int) (StrictMath.log(draw) / StrictMath.log(1 - 1.0 / kind.tasks()));
    }

    private Submission made(Next job, int number) {
        Kind kind = kinds.get(job.kind());
        Draws run = draws[job.kind()].stream("run");
        double seconds = run.exponential(kind.runSeconds(), job.job(), kind.byJob() ? 0 : 1 + number);
        TaskClass asked = kind.classes()
                .get(draws[job.kind()].stream("class").below(kind.classes().size(), job.job(), 0));
        String name = kind.name() + "-" + job.job();
        long workNanos = Math.max(1, (long) (seconds * NANOS));
        return new Submission(name + "-" + number, name, (long) (job.seconds() * NANOS), workNanos, workNanos, asked);
    }
}
