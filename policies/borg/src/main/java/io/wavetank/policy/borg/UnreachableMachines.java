package io.wavetank.policy.borg;

import io.wavetank.policy.LostNodePolicy;
import io.wavetank.policy.TaskClass;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Gives up machines that do not answer one after the other, at a bounded rate for the whole cell, in the order in which they were found out about: a cell cannot tell
 * many machines that failed from a network that is cut. One that answers again before its turn keeps what it runs.
 *
 * <p>Source: Verma and others, EuroSys 2015, section 4: Borg "rate-limits finding new places for tasks from machines that become unreachable". The rate is not
 * published; it is an option here, by machines.
 */
final class UnreachableMachines implements LostNodePolicy {
    private final long everyNanos;
    private final long tolerationNanos;
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private long nextNanos;

    /**
     * Creates one for a leader.
     *
     * @param everyNanos from one machine to the next
     * @param tolerationNanos how long every task stays from then on
     */
    UnreachableMachines(long everyNanos, long tolerationNanos) {
        this.everyNanos = everyNanos;
        this.tolerationNanos = tolerationNanos;
    }

    @Override
    public void lost(long nowNanos, int node, Marks marks) {
        waiting.addLast(node);
        take(nowNanos, marks);
    }

    @Override
    public void back(long nowNanos, int node, Marks marks) {
        waiting.remove(node);
    }

    @Override
    public void act(long nowNanos, Marks marks) {
        take(nowNanos, marks);
    }

    private void take(long nowNanos, Marks marks) {
        while (!waiting.isEmpty() && nextNanos <= nowNanos) {
            nextNanos = Math.addExact(nowNanos, everyNanos);
            marks.begin(waiting.removeFirst());
        }
    }

    @Override
    public long wakeNanos() {
        return waiting.isEmpty() ? NEVER : nextNanos;
    }

    @Override
    public long tolerationNanos(TaskClass task) {
        return tolerationNanos;
    }
}
