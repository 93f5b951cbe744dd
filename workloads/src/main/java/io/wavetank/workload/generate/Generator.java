package io.wavetank.workload.generate;

import io.wavetank.policy.Draws;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.workload.generate.arrival.ArrivalClock;
import org.jspecify.annotations.Nullable;

/** The stream of a generated workload's tasks: its inflows merged in the order of time, ties in the order of the inflows. */
final class Generator implements SubmissionSource {
    private static final double NANOS = 1e9;

    private final InflowCursor[] inflows;
    private final long mostTasks;
    private final long endNanos;
    private final long spanNanos;
    private long tasks;

    Generator(GeneratedWorkload workload, Draws draws) {
        this.inflows = workload.inflows().stream()
                .map(inflow -> new InflowCursor(inflow, draws.stream(inflow.name())))
                .toArray(InflowCursor[]::new);
        Until until = workload.until();
        this.mostTasks = until.tasks();
        this.endNanos = (long) Math.ceil(until.seconds() * NANOS);
        double rate = workload.meanTasksPerSecond();
        double end = (double) endNanos;
        double bySize = until.tasks() == Until.NO_TASK_LIMIT || !(rate > 0) ? end : until.tasks() / rate * NANOS;
        long span = (long) Math.min(end, bySize);
        this.spanNanos = span == Long.MAX_VALUE ? 0 : span;
    }

    @Override
    public long spanNanosHint() {
        return spanNanos;
    }

    @Override
    public @Nullable Submission next() {
        InflowCursor first = inflows[0];
        for (int i = 1; i < inflows.length; i++) {
            if (inflows[i].nextNanos() < first.nextNanos()) {
                first = inflows[i];
            }
        }
        long nanos = first.nextNanos();
        if (nanos == ArrivalClock.NEVER || nanos >= endNanos || tasks == mostTasks) {
            return null;
        }
        tasks++;
        return first.take();
    }
}
