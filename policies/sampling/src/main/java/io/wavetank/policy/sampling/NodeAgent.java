package io.wavetank.policy.sampling;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.compose.Actor;
import io.wavetank.policy.compose.Outbox;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The agent of one node: a queue, first come first served, of tasks and of reservations. What is first starts as soon as it fits; a reservation
 * that fits keeps its room while its scheduler is asked for a task.
 */
final class NodeAgent implements Actor {
    private final SamplingSettings settings;
    private final Nodes nodes;
    private final ClusterView cluster;
    private final Places places;
    private final Central central;
    private final int node;
    private final Draws draws;
    private final Tallies tallies;
    private final LocalQueue queue;
    /** What runs here by this agent's doing, by the task's number. */
    private final TreeMap<Integer, Message.Item> running = new TreeMap<>();

    private final long[] taken;
    private int longHere;
    private int asking;
    /** Tasks with devices that were taken from the queue and have not started: which devices they will take is open until then. */
    private int devicesUnderWay;

    private boolean stealing;
    private long steals;
    private @Nullable BitSet longNodes;
    private long longVersion = -1;

    NodeAgent(
            SamplingSettings settings,
            Nodes nodes,
            Places places,
            Central central,
            int node,
            Draws draws,
            Tallies tallies) {
        this.settings = settings;
        this.nodes = nodes;
        this.cluster = nodes.cluster();
        this.places = places;
        this.central = central;
        this.node = node;
        this.draws = draws;
        this.tallies = tallies;
        this.queue = new LocalQueue(settings.bypassCap());
        this.taken = new long[cluster.resources().count()];
    }

    @Override
    public void on(int from, Object message, Outbox out) {
        if (message instanceof Message.Probe probe) {
            int length = queue.size() + running.size() + asking;
            out.send(from, new Message.Length(probe.job(), probe.number(), node, length), settings.latencyNanos());
        } else if (message instanceof Message.Enqueue enqueue) {
            enqueue(enqueue, out);
        } else if (message instanceof Message.Give give) {
            given(give, out);
        } else if (message instanceof Message.Steal steal) {
            rob(steal, out);
        } else if (message instanceof Message.Loot loot) {
            stealing = false;
            if (loot.items().isEmpty()) {
                steal(loot.triesLeft(), out);
            } else {
                loot.items().forEach(queue::add);
                serve(out);
            }
        } else if (message instanceof SchedulerEvent.TaskFound found) {
            charge(found.task().taskClass(), 1);
            running.put(
                    found.task().index(),
                    new Message.Item(-1, -1, found.task().taskClass(), found.task(), 0, false, 0));
        } else if (message instanceof SchedulerEvent.TaskEnded ended) {
            ended(ended.task(), out);
        } else if (message instanceof SchedulerEvent.PlaceLost lost) {
            ended(lost.task(), out);
        } else if (message instanceof SchedulerEvent.Refused refused
                && refused.decision() instanceof Decision.Bind bind) {
            refused(cluster.task(bind.task()), out);
        } else if (message instanceof SchedulerEvent.Applied) {
            devicesUnderWay--;
            serve(out);
        } else if (message instanceof SchedulerEvent.NodeLost || message instanceof Message.Look) {
            serve(out);
        }
    }

    private void enqueue(Message.Enqueue enqueue, Outbox out) {
        Message.Item item = enqueue.item();
        if (enqueue.longNodes() != null && enqueue.version() > longVersion) {
            longNodes = enqueue.longNodes();
            longVersion = enqueue.version();
        }
        BitSet known = longNodes;
        if (settings.avoidsLong() && !item.isLong() && longHere > 0 && known != null && item.tries() < 2) {
            tallies.rejections++;
            out.send(item.scheduler(), new Message.Bounce(item, known, longVersion), settings.latencyNanos());
            return;
        }
        longHere += item.isLong() ? 1 : 0;
        queue.add(enqueue);
        serve(out);
    }

    /** Starts, or asks for, what is first in the queue, as long as it fits. */
    private void serve(Outbox out) {
        if (!cluster.columns().schedulable(node)) {
            giveBack(out);
            return;
        }
        for (LocalQueue.Entry next = queue.next(); next != null; next = queue.next()) {
            Message.Item first = next.item;
            if (!fits(first.asked())) {
                return;
            }
            if (first.task() == null && settings.sticky()) {
                queue.ask(next);
            } else {
                queue.remove(next);
            }
            charge(first.asked(), 1);
            underWay(first, 1);
            TaskView task = first.task();
            if (task != null) {
                start(first, task, out);
            } else {
                asking++;
                out.send(first.scheduler(), new Message.Ask(first.job(), node, first.asked()), settings.latencyNanos());
            }
        }
        steal(settings.stealFrom(), out);
    }

    /** A node that takes nothing new gives back what waits for it. */
    private void giveBack(Outbox out) {
        for (Message.Item item : queue.clear()) {
            tallies.bounced++;
            if (item.isLong() && item.task() != null) {
                longHere--;
                out.send(places.central(), new Message.LongDone(node, central.load(item.task(), node)), 0);
            }
            out.send(item.scheduler(), new Message.Bounce(item, null, -1), settings.latencyNanos());
        }
    }

    private boolean fits(TaskClass asked) {
        for (int i = 0; i < asked.askedCount(); i++) {
            int resource = asked.asked(i);
            if (asked.totalRequest(resource) > cluster.columns().allocatable(resource, node) - taken[resource]) {
                return false;
            }
        }
        return asked.gpuCount() == 0 || (devicesUnderWay == 0 && Feasibility.fitsDevices(asked, cluster.node(node)));
    }

    private void charge(TaskClass asked, int times) {
        for (int i = 0; i < asked.askedCount(); i++) {
            taken[asked.asked(i)] += times * asked.totalRequest(asked.asked(i));
        }
    }

    private void underWay(Message.Item item, int change) {
        devicesUnderWay += item.asked().gpuCount() > 0 ? change : 0;
    }

    private void start(Message.Item item, TaskView task, Outbox out) {
        running.put(task.index(), item);
        out.considered(1, 1);
        out.add(new Decision.Bind(task.index(), node));
    }

    private void given(Message.Give give, Outbox out) {
        asking--;
        queue.answered(give);
        TaskView task = give.task();
        if (task == null) {
            charge(give.item().asked(), -1);
            underWay(give.item(), -1);
            serve(out);
        } else {
            start(give.item(), task, out);
        }
    }

    private void ended(TaskView task, Outbox out) {
        Message.Item item = running.remove(task.index());
        if (item == null) {
            return;
        }
        charge(item.asked(), -1);
        if (item.isLong()) {
            longHere--;
            out.send(places.central(), new Message.LongDone(node, central.load(task, node)), settings.latencyNanos());
        }
        serve(out);
    }

    private void refused(TaskView task, Outbox out) {
        Message.Item item = running.remove(task.index());
        if (item == null) {
            return;
        }
        charge(item.asked(), -1);
        underWay(item, -1);
        if (item.isLong()) {
            longHere--;
            out.send(places.central(), new Message.LongDone(node, central.load(task, node)), 0);
        }
        if (task.node() < 0) {
            var again = new Message.Item(
                    item.scheduler(), item.job(), item.asked(), task, task.sequence(), item.isLong(), item.tries());
            out.send(item.scheduler(), new Message.Bounce(again, null, -1), settings.latencyNanos());
        }
        serve(out);
    }

    /** Asks a node that takes long tasks, if there is nothing to do here. */
    private void steal(int tries, Outbox out) {
        boolean idle = queue.isEmpty() && asking == 0 && cluster.columns().allocatable(0, node) > taken[0];
        if (tries <= 0 || stealing || !idle || nodes.general() == 0) {
            return;
        }
        int victim = draws.below(nodes.general(), node, steals++);
        if (victim != node) {
            stealing = true;
            tallies.steals++;
            out.send(places.node(victim), new Message.Steal(node, tries - 1), settings.latencyNanos());
        }
    }

    /** Hands over the first short ones in a row that stand behind a long task. */
    private void rob(Message.Steal steal, Outbox out) {
        List<Message.Item> taken = queue.takeBehindLong(
                running.values().stream().anyMatch(Message.Item::isLong),
                item -> Arrays.binarySearch(nodes.able(item.asked()), steal.thief()) >= 0);
        tallies.stolen += taken.size();
        out.send(places.node(steal.thief()), new Message.Loot(taken, steal.triesLeft()), settings.latencyNanos());
    }
}
