package io.wavetank.workload.generate;

import io.wavetank.policy.Draws;
import io.wavetank.sim.Submission;
import io.wavetank.workload.generate.arrival.ArrivalClock;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The tasks of one inflow in the order of their times, at one time in the order of job and task numbers. What it holds are the jobs that have
 * begun to arrive and have not done so in full.
 */
final class InflowCursor implements Cursor {
    private static final Comparator<OpenJob> ORDER =
            Comparator.comparingLong((OpenJob job) -> job.nanos).thenComparingLong(job -> job.number);

    private static final class OpenJob {
        private final long number;
        private final TaskMaker maker;
        private final long tasks;
        private final JobLuck luck;
        private long index;
        private long nanos;

        OpenJob(long number, TaskMaker maker, long tasks, long nanos, JobLuck luck) {
            this.number = number;
            this.maker = maker;
            this.tasks = tasks;
            this.nanos = nanos;
            this.luck = luck;
        }
    }

    private final ArrivalClock clock;
    private final Fortune fortune;
    private final WeightedPick picks;
    private final TaskMaker[] makers;
    private final JobsAhead ahead;
    private final PriorityQueue<OpenJob> open = new PriorityQueue<>(ORDER);
    private long jobs;
    private long nextJobNanos;
    private long nextNanos;

    InflowCursor(Inflow inflow, Draws draws) {
        this.clock = inflow.arrivals().start(draws.stream("arrivals"));
        this.picks = new WeightedPick(inflow.kinds().stream().map(Kind::share).toList(), draws.stream("kind"));
        this.fortune = new Fortune(inflow.dependence(), draws.stream("dependence"));
        this.makers = inflow.kinds().stream()
                .map(kind -> new TaskMaker(kind, inflow.dependence(), draws.stream(kind.name())))
                .toArray(TaskMaker[]::new);
        this.ahead = new JobsAhead(picks, makers);
        this.nextJobNanos = clock.nextNanos();
        this.nextNanos = nextJobNanos;
    }

    @Override
    public long nextNanos() {
        return nextNanos;
    }

    @Override
    public Submission take() {
        OpenJob first = open.peek();
        boolean fromOpen = first != null && first.nanos <= nextJobNanos;
        Submission task = fromOpen ? takeFrom(open.remove()) : takeNew();
        OpenJob head = open.peek();
        nextNanos = head == null ? nextJobNanos : Math.min(head.nanos, nextJobNanos);
        return task;
    }

    private Submission takeNew() {
        long number = jobs++;
        long nanos = nextJobNanos;
        JobLuck luck = fortune.of(number);
        boolean foreseen = luck.none();
        TaskMaker maker = foreseen ? ahead.maker(number) : makers[picks.pickAt(luck.kindUniform())];
        nextJobNanos = clock.nextNanos();
        long tasks = maker.tasks(number);
        if (tasks > 1) {
            return takeFrom(new OpenJob(number, maker, tasks, nanos, luck));
        }
        return foreseen
                ? maker.task(number, 0, nanos, luck, ahead.runDraw(number))
                : maker.task(number, 0, nanos, luck);
    }

    private Submission takeFrom(OpenJob job) {
        Submission task = job.maker.task(job.number, job.index, job.nanos, job.luck);
        job.index++;
        if (job.index < job.tasks) {
            job.nanos = ArrivalClock.later(job.nanos, job.maker.staggerNanos(job.number, job.index));
            open.add(job);
        }
        return task;
    }
}
