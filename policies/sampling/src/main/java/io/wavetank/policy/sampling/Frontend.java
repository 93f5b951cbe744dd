package io.wavetank.policy.sampling;

import io.wavetank.policy.Decision;
import io.wavetank.policy.Draws;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.Unfit;
import io.wavetank.policy.compose.Actor;
import io.wavetank.policy.compose.Outbox;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One of the schedulers: finds places for jobs by probing nodes, and knows nothing of what others do.
 *
 * <p>Under {@link Sampling#LATE_BINDING} it puts {@code probes x tasks} reservations into queues and gives a task to each node that comes to one, as
 * long as there are tasks; else it asks for the lengths of queues, or nothing, and puts the tasks there.
 */
final class Frontend implements Actor {
    private static final int SHORT_PARTITION_TRY = 2;
    private static final long MOST_NANOS = 1_000_000_000_000_000L;

    private final SamplingSettings settings;
    private final Nodes nodes;
    private final Places places;
    private final int self;
    private final Draws draws;
    private final Tallies tallies;
    private final TreeMap<Long, Waiting> jobs = new TreeMap<>();
    private final List<Waiting> fresh = new ArrayList<>();
    private final List<Message.Item> parked = new ArrayList<>();
    private long jobNumbers;
    private long drawn;
    private @Nullable BitSet longNodes;
    private long longVersion = -1;

    /** A job some of whose tasks have no place yet. */
    private static final class Waiting {
        final String name;
        final long number;
        final Deque<TaskView> tasks = new ArrayDeque<>();
        final List<Message.Length> lengths = new ArrayList<>();
        int expected;
        /** How long those run by estimate, all together. */
        long leftNanos;

        Waiting(String name, long number) {
            this.name = name;
            this.number = number;
        }
    }

    Frontend(SamplingSettings settings, Nodes nodes, Places places, int self, Draws draws, Tallies tallies) {
        this.settings = settings;
        this.nodes = nodes;
        this.places = places;
        this.self = self;
        this.draws = draws;
        this.tallies = tallies;
    }

    @Override
    public void on(int from, Object message, Outbox out) {
        if (message instanceof SchedulerEvent.TaskSubmitted submitted) {
            arrived(submitted.task(), out);
        } else if (message instanceof Message.Begin) {
            List<Waiting> all = List.copyOf(fresh);
            fresh.clear();
            all.forEach(job -> begin(job, out));
        } else if (message instanceof Message.Length length) {
            heard(length, out);
        } else if (message instanceof Message.Ask ask) {
            answer(ask, out);
        } else if (message instanceof Message.Bounce bounce) {
            bounced(bounce, out);
        } else if (message instanceof SchedulerEvent.TimerFired) {
            List<Message.Item> all = List.copyOf(parked);
            parked.clear();
            all.forEach(item -> send(item, out));
        }
    }

    /** Whether anything waits here for a node to come up. */
    boolean hasParked() {
        return !parked.isEmpty();
    }

    private void arrived(TaskView task, Outbox out) {
        if (fresh.isEmpty()) {
            out.send(self, new Message.Begin(), 1); // when all that comes at this instant is here
        }
        Waiting last = fresh.isEmpty() ? null : fresh.get(fresh.size() - 1);
        if (last == null || task.job().isEmpty() || !last.name.equals(task.job())) {
            last = new Waiting(task.job(), jobNumbers++);
            fresh.add(last);
        }
        last.tasks.add(task);
        last.leftNanos += estimate(task);
    }

    private void begin(Waiting job, Outbox out) {
        jobs.put(job.number, job);
        switch (settings.sampling()) {
            case RANDOM -> job.tasks.forEach(task -> send(item(job, task), out));
            case LATE_BINDING -> reserve(job, out);
            case BATCH, PER_TASK -> probe(job, out);
        }
        if (settings.sampling() == Sampling.RANDOM) {
            jobs.remove(job.number);
        }
    }

    private Message.Item item(Waiting job, TaskView task) {
        return new Message.Item(self, job.number, task.taskClass(), task, task.sequence(), false, 0);
    }

    /** Reservations in the order of the tasks, so that a job of unlike tasks has enough for each kind. */
    private void reserve(Waiting job, Outbox out) {
        List<TaskView> all = List.copyOf(job.tasks);
        for (int i = 0; i < all.size(); ) {
            TaskClass asked = all.get(i).taskClass();
            int alike = i;
            while (alike < all.size() && all.get(alike).taskClass().equals(asked)) {
                alike++;
            }
            int count = Math.multiplyExact(settings.probeRatio(), alike - i);
            int[] drawnNodes = nodes.draw(asked, count, node -> mayHaveRoom(node, 0), draws, self, drawn++);
            for (int node : drawnNodes) {
                tallies.reservations++;
                enqueue(node, new Message.Item(self, job.number, asked, null, -1, false, 0), out);
            }
            if (drawnNodes.length == 0) {
                for (int k = i; k < alike; k++) {
                    park(new Message.Item(self, job.number, asked, null, -1, false, 0), out);
                }
            }
            i = alike;
        }
    }

    /** What is known of long tasks keeps probes away from a node, at the third try all but the nodes that take none. */
    private boolean mayHaveRoom(int node, int tries) {
        if (!settings.avoidsLong()) {
            return true;
        } else if (tries >= SHORT_PARTITION_TRY) {
            return node >= nodes.general();
        }
        return longNodes == null || !longNodes.get(node);
    }

    private void probe(Waiting job, Outbox out) {
        int number = 0;
        for (TaskView task : job.tasks) {
            int[] drawnNodes = nodes.draw(task.taskClass(), settings.probeRatio(), node -> true, draws, self, drawn++);
            for (int node : drawnNodes) {
                tallies.probes++;
                out.send(places.node(node), new Message.Probe(job.number, number), settings.latencyNanos());
            }
            job.expected += drawnNodes.length;
            number++;
        }
        if (job.expected == 0) {
            job.tasks.forEach(task -> park(item(job, task), out));
            jobs.remove(job.number);
        }
    }

    private void heard(Message.Length length, Outbox out) {
        Waiting job = jobs.get(length.job());
        if (job == null) {
            return;
        }
        job.lengths.add(length);
        if (job.lengths.size() < job.expected) {
            return;
        }
        jobs.remove(job.number);
        job.lengths.sort(
                Comparator.comparingInt(Message.Length::length)); // stable: of equals the one that answered first
        BitSet used = new BitSet();
        int number = 0;
        for (TaskView task : job.tasks) {
            int chosen = choose(job, number++, task, used);
            if (chosen < 0) {
                send(item(job, task), out);
            } else {
                enqueue(job.lengths.get(chosen).node(), item(job, task), out);
            }
        }
    }

    /** The answer with the shortest queue: of the task's own, or of all that no task of the job went by yet. */
    private int choose(Waiting job, int number, TaskView task, BitSet used) {
        for (int i = 0; i < job.lengths.size(); i++) {
            Message.Length each = job.lengths.get(i);
            boolean own = settings.sampling() == Sampling.BATCH ? !used.get(i) : each.number() == number;
            if (own && Arrays.binarySearch(nodes.able(task.taskClass()), each.node()) >= 0) {
                used.set(i);
                return i;
            }
        }
        return -1;
    }

    private void answer(Message.Ask ask, Outbox out) {
        Waiting job = jobs.get(ask.job());
        TaskView task = null;
        if (job != null) {
            for (TaskView each : job.tasks) {
                if (Arrays.binarySearch(nodes.able(each.taskClass()), ask.node()) >= 0
                        && each.taskClass().equals(ask.asked())) {
                    task = each;
                    break;
                }
            }
        }
        if (job != null && task != null) {
            job.tasks.remove(task);
            job.leftNanos -= estimate(task);
            if (job.tasks.isEmpty()) {
                jobs.remove(job.number);
            }
        } else {
            tallies.emptyAnswers++;
        }
        long sequence = task == null ? -1 : task.sequence();
        var item = new Message.Item(self, ask.job(), ask.asked(), task, sequence, false, 0);
        long left = job == null ? 0 : job.leftNanos;
        out.send(places.node(ask.node()), new Message.Give(item, task, left), settings.latencyNanos());
    }

    private void bounced(Message.Bounce bounce, Outbox out) {
        if (bounce.longNodes() != null && bounce.version() > longVersion) {
            longNodes = bounce.longNodes();
            longVersion = bounce.version();
        }
        Message.Item item = bounce.item();
        int tries = bounce.longNodes() == null ? item.tries() : item.tries() + 1;
        send(new Message.Item(self, item.job(), item.asked(), item.task(), item.sequence(), item.isLong(), tries), out);
    }

    /** Sends a task or a reservation to a node at random. */
    private void send(Message.Item item, Outbox out) {
        if (item.task() == null && !jobs.containsKey(item.job())) {
            return; // its job has all its places
        }
        int[] node = nodes.draw(item.asked(), 1, each -> mayHaveRoom(each, item.tries()), draws, self, drawn++);
        if (node.length == 0 && settings.avoidsLong()) {
            node = nodes.draw(item.asked(), 1, each -> true, draws, self, drawn++);
        }
        if (node.length == 0) {
            park(item, out);
        } else {
            enqueue(node[0], item, out);
        }
    }

    private void enqueue(int node, Message.Item item, Outbox out) {
        Waiting job = jobs.get(item.job());
        TaskView next = job == null ? item.task() : job.tasks.peek();
        out.send(
                places.node(node),
                new Message.Enqueue(item, next == null ? 0 : estimate(next), job == null ? 0 : job.leftNanos, null, -1),
                settings.latencyNanos());
    }

    /** How long a task runs by estimate; as long as a short one can where nobody said. */
    private long estimate(TaskView task) {
        long nanos = task.estimateNanos() < 0 ? settings.longFromNanos() : task.estimateNanos();
        return Math.min(nanos, MOST_NANOS); // so that any number of them can be added up
    }

    private void park(Message.Item item, Outbox out) {
        parked.add(item);
        Waiting job = jobs.get(item.job());
        TaskView task = item.task() != null ? item.task() : job == null ? null : job.tasks.peek();
        if (task != null) {
            out.add(new Decision.Reject(task.index(), Unfit.explain(task.taskClass(), nodes.cluster())));
        }
    }
}
