package io.wavetank.policy.swarm.orchestrate;

import io.wavetank.policy.swarm.task.Mode;
import io.wavetank.policy.swarm.task.RestartPolicy;
import io.wavetank.policy.swarm.task.RestartPolicy.Condition;
import io.wavetank.policy.swarm.task.SwarmTask;
import io.wavetank.policy.swarm.task.TaskSpec;
import io.wavetank.policy.swarm.task.TaskState;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decides whether a task that ended is replaced, and remembers how often each slot was restarted.
 *
 * <p>Attempts are counted for each slot (for each node where the service is global) and each version of the service: those of another version
 * do not count. With a window, those count that lie after the end less the window and before the end. A slot that was never restarted is
 * restarted whatever the bound. For the tasks of a global job nothing is found again, as production notes their node and looks without it.
 */
public final class RestartSupervisor {
    private record Instance(String service, long slot, String node) implements Comparable<Instance> {
        private static final Comparator<Instance> ORDER = Comparator.comparing(Instance::service)
                .thenComparingLong(Instance::slot)
                .thenComparing(Instance::node);

        @Override
        public int compareTo(Instance other) {
            return ORDER.compare(this, other);
        }
    }

    private static final class History {
        private final long version;
        private final Deque<Long> times = new ArrayDeque<>();
        private long restarts;

        History(long version) {
            this.version = version;
        }

        /** How many restarts lie strictly between a time and another; what is not after the first is forgotten. */
        long between(long afterNanos, long beforeNanos) {
            while (!times.isEmpty() && times.getFirst() <= afterNanos) {
                times.removeFirst();
            }
            long count = times.size();
            for (Iterator<Long> newest = times.descendingIterator();
                    newest.hasNext() && newest.next() >= beforeNanos; ) {
                count--;
            }
            return count;
        }
    }

    private final SortedMap<Instance, History> histories = new TreeMap<>();

    /**
     * Whether a task that came to an end, or is to, is replaced.
     *
     * @param task which
     * @param state how it ended
     * @param endNanos when the managers heard of it, in nanoseconds
     */
    public boolean replaces(SwarmTask task, TaskState state, long endNanos) {
        TaskSpec spec = task.spec();
        RestartPolicy policy = spec.restart();
        boolean onFailureOnly =
                policy.condition() == Condition.ON_FAILURE || spec.mode().job();
        if (policy.condition() == Condition.NONE || (onFailureOnly && state == TaskState.COMPLETE)) {
            return false;
        }
        String node = spec.mode() == Mode.GLOBAL ? Objects.requireNonNullElse(task.node(), "") : "";
        History history = histories.get(new Instance(spec.service(), task.slot(), node));
        if (policy.maxAttempts() == 0 || history == null || history.version != spec.version()) {
            return true;
        }
        return policy.windowNanos() == 0
                ? history.restarts < policy.maxAttempts()
                : history.between(endNanos - policy.windowNanos(), endNanos) < policy.maxAttempts();
    }

    /**
     * Notes that a slot was restarted.
     *
     * @param replacement the new task
     * @param nowNanos when it was made, in nanoseconds
     */
    public void restarted(SwarmTask replacement, long nowNanos) {
        TaskSpec spec = replacement.spec();
        if (spec.restart().maxAttempts() == 0) {
            return;
        }
        String node = Objects.requireNonNullElse(replacement.node(), "");
        History history = histories.compute(
                new Instance(spec.service(), replacement.slot(), spec.mode().perNode() ? node : ""),
                (key, old) -> old != null && old.version == spec.version() ? old : new History(spec.version()));
        history.restarts++;
        if (spec.restart().windowNanos() > 0) {
            history.times.addLast(nowNanos);
        }
    }

    /** Forgets a service. */
    public void forget(String service) {
        histories.keySet().removeIf(each -> each.service().equals(service));
    }
}
