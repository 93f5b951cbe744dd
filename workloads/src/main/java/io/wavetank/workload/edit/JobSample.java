package io.wavetank.workload.edit;

import io.wavetank.policy.Draws;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * As many times the jobs of a workload, whole: a share of them below 1, copies of them above.
 *
 * <p>Of each {@value #BLOCK} jobs that come one after another, as many are taken as the factor says, up to one; which, is drawn. So rates rise and fall as
 * they did, at all times by the factor, and no rhythm in the file is favoured. A copy is called {@code ID~2}, {@code ID~3}, ..., and comes later than its
 * original by whole seconds drawn for the job, fewer than {@code spreadNanos}, so that copies are not bursts.
 *
 * <p>Memory: an entry for each job of more than one task, and the copies that are still to come.
 */
public final class JobSample implements SubmissionSource {
    private static final int BLOCK = 64;
    private static final double MOST = 10_000;
    private static final long NANOS = 1_000_000_000L;

    private final SubmissionSource source;
    private final double factor;
    private final long spreadNanos;
    private final Draws draws;
    private final Map<String, long[]> decided = new HashMap<>();
    private final PriorityQueue<Copy> waiting = new PriorityQueue<>();
    private final ArrayDeque<Submission> ready = new ArrayDeque<>();
    private long jobs;
    private int leftInBlock;
    private int wanted;
    private long copies;
    private boolean ended;

    private record Copy(Submission task, long number) implements Comparable<Copy> {
        @Override
        public int compareTo(Copy other) {
            int order = Long.compare(task.submitNanos(), other.task.submitNanos());
            return order != 0 ? order : Long.compare(number, other.number);
        }
    }

    /** Takes {@code factor} times the jobs; equal draws give equal samples. */
    public JobSample(SubmissionSource source, double factor, long spreadNanos, Draws draws) {
        if (!(factor > 0 && factor <= MOST) || spreadNanos < 0) {
            throw new IllegalArgumentException("A factor is above 0 and at most 10000, not " + factor);
        }
        this.source = source;
        this.factor = factor;
        this.spreadNanos = spreadNanos;
        this.draws = draws;
    }

    @Override
    public @Nullable Submission next() throws IOException {
        while (true) {
            Copy first = waiting.peek();
            Submission original = ready.peek();
            if (first != null && (ended || (original != null && first.task.submitNanos() < original.submitNanos()))) {
                waiting.poll();
                return first.task;
            }
            if (original != null) {
                return ready.poll();
            }
            if (ended) {
                return null;
            }
            take(source.next());
        }
    }

    private void take(@Nullable Submission task) {
        if (task == null) {
            ended = true;
            return;
        }
        long[] decision = decision(task);
        if (decision[1] > 0) {
            ready.add(task);
        }
        for (int copy = 2; copy <= decision[1]; copy++) {
            long seconds = spreadNanos / NANOS;
            long later = NANOS * (long) (draws.uniform(decision[0], copy) * seconds);
            var names = new Tasks.Renamed(task.names(), "", "~" + copy, copy);
            waiting.add(new Copy(Tasks.named(task, names, Math.addExact(task.submitNanos(), later)), copies++));
        }
    }

    /** Number of the job and how many times it is taken. */
    private long[] decision(Submission task) {
        String job = task.job();
        if (job.isEmpty() || job.equals(task.id())) {
            return new long[] {jobs, times()};
        }
        long[] known = decided.get(job);
        if (known == null) {
            known = new long[] {jobs, times()};
            decided.put(job, known);
        }
        return known;
    }

    private long times() {
        long whole = (long) factor;
        double share = factor - whole;
        if (leftInBlock == 0) {
            long block = jobs / BLOCK;
            double offset = draws.uniform(-1, 0);
            leftInBlock = BLOCK;
            wanted = (int)
                    (Math.floor((block + 1) * BLOCK * share + offset) - Math.floor(block * BLOCK * share + offset));
        }
        boolean extra = draws.uniform(jobs, 0) * leftInBlock < wanted;
        leftInBlock--;
        wanted -= extra ? 1 : 0;
        jobs++;
        return whole + (extra ? 1 : 0);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
