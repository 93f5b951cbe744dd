package io.wavetank.policy.mesos.master;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.EvictionCause;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.compose.Outbox;
import io.wavetank.policy.mesos.framework.Message;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What becomes of tasks: what they held goes back to the allocator, and their framework is told; if it, the agent or the master is not there, once
 * it is.
 */
final class StatusUpdates {
    private final Registry registry;
    private final ClusterView cluster;

    /** By task: ends that a framework was not told of before it was given up; and tasks that it left on agents that are down. */
    private final SortedMap<Integer, Members.Untold> endedOfOld = new TreeMap<>();

    private final SortedMap<Integer, Books.Given> ownerless = new TreeMap<>();

    StatusUpdates(Registry registry, ClusterView cluster) {
        this.registry = registry;
        this.cluster = cluster;
    }

    /** Something happened to a task while this master led. */
    void happened(SchedulerEvent event, Outbox out) {
        if (event instanceof SchedulerEvent.TaskEnded ended) {
            ended(ended.task(), ended.node(), out);
        } else if (event instanceof SchedulerEvent.PlaceLost lost) {
            ended(lost.task(), lost.node(), out);
        } else if (event instanceof SchedulerEvent.TaskWithdrawn withdrawn) {
            withdrawn(withdrawn.task());
        } else if (event instanceof SchedulerEvent.Applied applied
                && applied.decision() instanceof Decision.Bind bind) {
            started(bind.task(), out);
        } else if (event instanceof SchedulerEvent.Refused refused
                && refused.decision() instanceof Decision.Bind bind) {
            lost(bind.task(), out);
        }
    }

    /** What happens while no master leads: agents see their tasks end. */
    void missed(SchedulerEvent event) {
        if (event instanceof SchedulerEvent.TaskEnded ended) {
            endUntold(ended.task());
        } else if (event instanceof SchedulerEvent.PlaceLost lost) {
            endUntold(lost.task());
        } else if (event instanceof SchedulerEvent.TaskWithdrawn withdrawn) {
            registry.books().endTask(withdrawn.task().index());
        }
    }

    private void endUntold(TaskView task) {
        Books.Given given = registry.books().endTask(task.index());
        Books.Given left = ownerless.remove(task.index());
        if (given != null) {
            registry.members().keepUntold(task.index(), task.sequence(), given);
        } else if (left != null) {
            endedOfOld.put(task.index(), new Members.Untold(task.index(), task.sequence(), left));
        }
    }

    private void withdrawn(TaskView task) {
        Books.Given given = registry.books().endTask(task.index());
        if (given != null) { // it was asked for, and had not started
            registry.giveBack(given, null);
        }
    }

    private void ended(TaskView task, int node, Outbox out) {
        Books.Given given = registry.books().task(task.index());
        if (given == null) {
            endedOwnerless(task, node, out);
            return;
        }
        if (!registry.members().knows(given)) {
            endUntold(task);
            return;
        }
        registry.books().endTask(task.index());
        registry.giveBack(given, null);
        registry.send(given.framework(), new Message.Ended(task.index(), task.sequence(), node), out);
    }

    /** A task that was left on an agent is over: its framework is told, now or when it is back. */
    private void endedOwnerless(TaskView task, int node, Outbox out) {
        Books.Given given = ownerless.remove(task.index());
        if (given == null) {
            return;
        }
        if (registry.members().framework(given.framework())) {
            registry.send(given.framework(), new Message.Ended(task.index(), task.sequence(), node), out);
        } else {
            endedOfOld.put(task.index(), new Members.Untold(task.index(), task.sequence(), given));
        }
    }

    private void started(int task, Outbox out) {
        Books.Given given = registry.books().task(task);
        if (given != null && cluster.task(task).taskClass().gpuCount() > 0) {
            registry.send(given.framework(), new Message.Started(given.node()), out);
        }
    }

    private void lost(int task, Outbox out) {
        started(task, out);
        Books.Given given = registry.books().endTask(task);
        if (given != null) {
            registry.giveBack(given, null);
            registry.counts().lost(given.framework());
            registry.send(given.framework(), new Message.Lost(task), out);
            long sequence = cluster.task(task).sequence();
            registry.send(given.framework(), new Message.Ended(task, sequence, given.node()), out);
        }
    }

    /** Agents and frameworks that have registered hear of what ended meanwhile. */
    void tellUntold(Outbox out) {
        registry.members().tell(each -> {
            registry.giveBack(each.given(), null);
            tell(each, out);
        });
    }

    private void tell(Members.Untold ended, Outbox out) {
        Books.Given given = ended.given();
        registry.send(given.framework(), new Message.Ended(ended.task(), ended.sequence(), given.node()), out);
    }

    /** A framework is gone for good: its tasks are killed, but for those on agents that are down, which are left there. */
    void abandon(int framework, Outbox out) {
        registry.members().takeUntold(framework).forEach(each -> endedOfOld.put(each.task(), each));
        registry.books().tasks().forEach((task, given) -> {
            if (given.framework() == framework) {
                registry.books().endTask(task);
                if (cluster.task(task).startNanos() >= 0) {
                    out.add(new Decision.Evict(task, EvictionCause.ABANDONED, 0, "its framework is gone"));
                    registry.counts().killed(framework);
                } else {
                    ownerless.put(task, given); // it is bound to an agent that is down
                }
            }
        });
    }

    /** The tasks that were left on agents that are down, by number. */
    List<Integer> ownerless() {
        return List.copyOf(ownerless.keySet());
    }

    /** The ends of a framework's tasks that it was not told of before it was given up. */
    List<Members.Untold> endedOfOld(int framework) {
        return endedOfOld.values().stream()
                .filter(each -> each.given().framework() == framework)
                .toList();
    }

    /** Tells a framework that is back of such ends. */
    void tellOld(List<Members.Untold> old, Outbox out) {
        for (Members.Untold each : old) {
            endedOfOld.remove(each.task());
            tell(each, out);
        }
    }
}
