package io.wavetank.policy.fixed;

import io.wavetank.policy.Draws;
import io.wavetank.policy.LostNodePolicy;
import io.wavetank.policy.TaskClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Those who are called when a machine is gone: one of them puts a spare in its place, or, if there is none, what ran there on the other machines of its
 * role. A machine that is back before that keeps its place.
 *
 * <p>From the call, or from when one of them is free, it takes {@code response * exp(sigma * N - sigma^2 / 2)} until one has begun, N a normal draw of the
 * machine and of how often it has failed, so that the mean is {@code response}; then the set-up. Outside office hours it takes the response of those on call,
 * or nothing is done until the office opens. One who has begun goes on after hours. Times are nanoseconds.
 *
 * <p>Source: definition here.
 */
final class Operator implements LostNodePolicy {
    private final OperatorSettings settings;
    private final Machines machines;
    private final FleetCounts counts;
    private final long tolerationNanos;
    private final Draws draws;
    private final List<Call> calls = new ArrayList<>();
    private long[] failures = new long[0];

    /** One machine that is to be replaced. */
    private static final class Call {
        private final int node;
        private final long number;
        private final long calledNanos;
        /** When it will be done; NEVER while nobody sees to it. */
        private long doneNanos = NEVER;

        private Call(int node, long number, long calledNanos) {
            this.node = node;
            this.number = number;
            this.calledNanos = calledNanos;
        }
    }

    Operator(OperatorSettings settings, Machines machines, FleetCounts counts, long tolerationNanos, Draws draws) {
        this.settings = settings;
        this.machines = machines;
        this.counts = counts;
        this.tolerationNanos = tolerationNanos;
        this.draws = draws;
    }

    @Override
    public void lost(long nowNanos, int node, Marks marks) {
        if (node >= failures.length) {
            failures = Arrays.copyOf(failures, Math.max(node + 1, 2 * failures.length));
        }
        long number = failures[node]++;
        if (machines.roleOf(node) != Machines.SPARE) {
            counts.called++;
            calls.add(new Call(node, number, nowNanos));
            dispatch(nowNanos);
        }
    }

    @Override
    public void back(long nowNanos, int node, Marks marks) {
        calls.removeIf(call -> call.node == node);
        dispatch(nowNanos);
    }

    /** Those who are free take what was called first. */
    private void dispatch(long nowNanos) {
        int busy = 0;
        for (Call call : calls) {
            if (call.doneNanos == NEVER && busy < settings.operators()) {
                call.doneNanos = begunNanos(nowNanos, call) + settings.setUpNanos();
            }
            busy += call.doneNanos == NEVER ? 0 : 1;
        }
    }

    private long begunNanos(long nowNanos, Call call) {
        double sigma = settings.sigma();
        double factor = StrictMath.exp(sigma * draws.normal(0, 1, call.node, call.number) - sigma * sigma / 2);
        if (!settings.hours().open(nowNanos) && settings.onCallNanos() > 0) {
            return nowNanos + (long) (settings.onCallNanos() * factor);
        }
        return settings.hours().openFrom(nowNanos) + (long) (settings.responseNanos() * factor);
    }

    @Override
    public void act(long nowNanos, Marks marks) {
        for (Call call : List.copyOf(calls)) {
            if (call.doneNanos <= nowNanos) {
                calls.remove(call);
                if (machines.replace(call.node)) {
                    counts.replaced++;
                } else {
                    counts.moved++;
                }
                counts.waitedMillis += (nowNanos - call.calledNanos) / 1_000_000;
                marks.begin(call.node);
            }
        }
        dispatch(nowNanos);
    }

    @Override
    public long wakeNanos() {
        long next = NEVER;
        for (Call call : calls) {
            next = Math.min(next, call.doneNanos);
        }
        return next;
    }

    /** Once somebody acts nothing stays, unless a scenario says otherwise. */
    @Override
    public long tolerationNanos(TaskClass task) {
        return tolerationNanos;
    }
}
