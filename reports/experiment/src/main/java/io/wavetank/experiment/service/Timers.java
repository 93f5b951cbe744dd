package io.wavetank.experiment.service;

import io.wavetank.sim.traffic.TrafficLoop;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What is to be done at which instants beside a run of traffic; at one instant in the order of its noting. */
final class Timers {
    private record Timer(long nanos, long number, Runnable action) {}

    private final TrafficLoop traffic;
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::nanos).thenComparingLong(Timer::number));
    private long made;
    private long nowNanos;

    Timers(TrafficLoop traffic) {
        this.traffic = traffic;
    }

    long nowNanos() {
        return nowNanos;
    }

    void at(long nanos, Runnable action) {
        timers.add(new Timer(nanos, made++, action));
    }

    void in(long nanos, Runnable action) {
        at(nowNanos + nanos, action);
    }

    /** Whether something is noted for an instant. */
    boolean has(long nanos) {
        return timers.stream().anyMatch(timer -> timer.nanos() == nanos);
    }

    /** Goes on to an instant, traffic and all; after each thing that was noted the second is done. */
    void advanceTo(long untilNanos, Runnable afterEach) {
        while (!timers.isEmpty() && timers.peek().nanos() <= untilNanos) {
            Timer next = timers.remove();
            traffic.advanceTo(next.nanos());
            nowNanos = next.nanos();
            next.action().run();
            afterEach.run();
        }
        traffic.advanceTo(untilNanos);
        nowNanos = untilNanos;
    }
}
