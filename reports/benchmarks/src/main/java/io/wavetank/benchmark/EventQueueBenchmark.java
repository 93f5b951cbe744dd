package io.wavetank.benchmark;

import io.wavetank.benchmark.queue.Candidate;
import io.wavetank.benchmark.queue.PendingEvents;
import io.wavetank.policy.Draws;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The hold model: take the next event off, schedule another some increment later, with so many events pending all the time.
 *
 * <p>Beside JMH's wall time the processor time of the thread is counted, {@code cpuNanos / operations}: on a machine with other work that is
 * the figure to compare. Unit: ns for one call of the method.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 2, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class EventQueueBenchmark {
    private static final int TABLE = 1 << 16;

    /** Processor time of an iteration. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Processor {
        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private long startedNanos;
        private long calls;

        /** Processor time used, in nanoseconds. */
        public long cpuNanos;

        /** Calls made in that time. */
        public long operations;

        /** Creates the counters. */
        public Processor() {}

        /** Starts the clock. */
        @Setup(Level.Iteration)
        public void start() {
            calls = 0;
            startedNanos = threads.getCurrentThreadCpuTime();
        }

        /** Publishes the counts only now: JMH zeroes its counters after the set-up, in the middle of this one. */
        @TearDown(Level.Iteration)
        public void stop() {
            cpuNanos = threads.getCurrentThreadCpuTime() - startedNanos;
            operations = calls;
        }
    }

    /** How far ahead events are scheduled. */
    public enum Increments {
        /** Exponential with a mean of a second. */
        EXPONENTIAL,
        /** Nine in ten around a millisecond, one in ten around a minute: requests and timers. */
        BIMODAL,
        /** Always a second: heartbeats, all in step. */
        EQUAL
    }

    /** The structure. */
    @Param
    public Candidate queue = Candidate.ENGINE;

    /** Events pending. */
    @Param({"1000", "10000", "100000", "1000000"})
    public int size;

    /** The distribution of increments. */
    @Param
    public Increments increments = Increments.EXPONENTIAL;

    private PendingEvents events = queue.make(0);
    private final long[] incrementNanos = new long[TABLE];
    private final int[] picks = new int[TABLE];
    private int[] handles = {};
    private int at;

    /** Creates the state; JMH fills in the parameters. */
    public EventQueueBenchmark() {}

    /** Fills the queue and holds long enough for the pending events to take on the distribution of the steady state. */
    @Setup
    public void fill() {
        Draws draws = new Draws(1, 0).stream("event-queue-benchmark");
        for (int i = 0; i < TABLE; i++) {
            incrementNanos[i] = increment(draws, i);
            picks[i] = draws.below(size, 1, i);
        }
        events = queue.make(size);
        handles = new int[size];
        for (int i = 0; i < size; i++) {
            handles[i] = events.schedule(increment(draws, TABLE + i), 1, 0, i);
        }
        for (int i = 0; i < 2 * size; i++) {
            holdOnce();
        }
    }

    private long increment(Draws draws, int i) {
        return switch (increments) {
            case EXPONENTIAL -> (long) draws.exponential(1e9, 0, i);
            case BIMODAL -> (long) draws.exponential(draws.below(10, 2, i) == 0 ? 60e9 : 1e6, 0, i);
            case EQUAL -> 1_000_000_000L;
        };
    }

    /** One hold: the handler of a periodic event. */
    @Benchmark
    public int hold(Processor processor) {
        processor.calls++;
        return holdOnce();
    }

    /** One hold, and another event chosen at random moved (a task's rate changed), and a third cancelled and replaced (a timer). */
    @Benchmark
    public int holdMoveCancel(Processor processor) {
        processor.calls++;
        int fired = holdOnce();
        int moved = picks[at];
        events.reschedule(handles[moved], events.timeNanos() + nextIncrement());
        int timer = picks[at];
        events.cancel(handles[timer]);
        handles[timer] = events.schedule(events.timeNanos() + nextIncrement(), 1, 0, timer);
        return fired;
    }

    /** A task ends, which asks for a scheduling pass at the same instant, which starts the next task: two events fired, two scheduled. */
    @Benchmark
    public int endPassStart(Processor processor) {
        processor.calls++;
        events.poll();
        int subject = events.subject();
        events.schedule(events.timeNanos(), 0, 1, 0);
        events.poll();
        handles[subject] = events.schedule(events.timeNanos() + nextIncrement(), 1, 0, subject);
        return subject;
    }

    private int holdOnce() {
        events.poll();
        int subject = events.subject();
        handles[subject] = events.schedule(events.timeNanos() + nextIncrement(), 1, 0, subject);
        return subject;
    }

    private long nextIncrement() {
        at = (at + 1) & (TABLE - 1);
        return incrementNanos[at];
    }
}
