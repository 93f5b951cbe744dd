package io.wavetank.sim.failure;

import io.wavetank.policy.Draws;
import io.wavetank.sim.scenario.FailureProcess;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The course of a {@link FailureProcess}: says of each unit when it breaks next, and when a crew will have mended it. */
public final class Renewals {
    /** Stands for what will not happen. */
    public static final long NEVER = Long.MAX_VALUE;

    private final FailureProcess process;
    private final Draws up;
    private final Draws repair;
    /** How often each unit has broken. */
    private long[] failures;

    private final Deque<Integer> waiting = new ArrayDeque<>();
    private int idleCrews;

    /** Begins with all units up. */
    public Renewals(FailureProcess process, Draws draws) {
        Draws own = draws.stream(process.name());
        this.process = process;
        this.up = own.stream("up");
        this.repair = own.stream("repair");
        this.failures = new long[process.units().size()];
        this.idleCrews = process.crews();
    }

    /** Returns when a unit breaks for the first time; {@link #NEVER} if the process is over before. */
    public long firstFailureNanos(int unit) {
        return nextFailure(process.fromNanos(), unit);
    }

    /** One more unit is up. Returns when it breaks for the first time; {@link #NEVER} if the process is over before. */
    public long joined(long now, int unit) {
        if (unit >= failures.length) {
            failures = Arrays.copyOf(failures, Math.max(unit + 1, 2 * failures.length));
        }
        return nextFailure(Math.max(now, process.fromNanos()), unit);
    }

    /** A unit is mended that will not break again. Lets its crew go: see {@link #next}. */
    public void left() {
        idleCrews++;
    }

    private long nextFailure(long now, int unit) {
        long at = later(now, process.up().nanos(up.uniform(unit, failures[unit])));
        return at < process.untilNanos() ? at : NEVER;
    }

    /** A unit breaks. Returns when it will be mended; {@link #NEVER} while every crew is busy. */
    public long broke(long now, int unit) {
        failures[unit]++;
        if (idleCrews == 0) {
            waiting.addLast(unit);
            return NEVER;
        }
        idleCrews--;
        return mendedNanos(now, unit);
    }

    private long mendedNanos(long now, int unit) {
        return later(now, process.repair().nanos(repair.uniform(unit, failures[unit])));
    }

    /** A unit is mended. Returns when it breaks again, and lets its crew go: see {@link #next}. */
    public long mended(long now, int unit) {
        idleCrews++;
        return nextFailure(now, unit);
    }

    /** Returns what an idle crew mends now, of that which has waited for one; null if there is no such thing. */
    public @Nullable Repair next(long now) {
        if (idleCrews == 0 || waiting.isEmpty()) {
            return null;
        }
        idleCrews--;
        int unit = waiting.removeFirst();
        return new Repair(unit, mendedNanos(now, unit));
    }

    private static long later(long now, long nanos) {
        return nanos > NEVER - now ? NEVER : now + nanos;
    }

    /**
     * A repair that begins.
     *
     * @param unit the number of the unit
     * @param mendedNanos when it is done
     */
    public record Repair(int unit, long mendedNanos) {}
}
