package io.wavetank.policy.mesos.framework;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.Unfit;
import io.wavetank.policy.compose.Actor;
import io.wavetank.policy.compose.Outbox;
import io.wavetank.policy.mesos.resource.Quantities;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A framework: keeps a queue of its tasks in the order in which they came, and starts on each offer those that fit, first come first.
 *
 * <p>It looks at offers in the order in which they come. What it does not use it declines, and when nothing waits it asks for no more offers
 * until something does; a hoarding one does neither. A new task makes it ask for offers again, and forget what it refused, not more often
 * than its kind allows.
 *
 * <p>When the master is lost, so are the offers that it holds and what it keeps beside its tasks; its queue and its tasks are not. It registers
 * with the next master, and what it launched and was never started it queues again. So it does when it has failed itself: its queue stands in a store of its own.
 */
public final class FrameworkActor implements Actor {
    private static final long SECOND = 1_000_000_000L;

    /** Within what time frameworks register with a new master, each when its draw says: the driver's back-off. */
    private static final long REGISTRATION_NANOS = 2 * SECOND;

    private final FrameworkSettings settings;
    private final ClusterView cluster;
    private final TaskNeeds needs;
    private final int master;
    private final int self;
    private final long latencyNanos;
    private final Draws draws;
    private final LinkedHashMap<Integer, TaskView> queue = new LinkedHashMap<>();
    private final ClassCounts waiting = new ClassCounts();
    /** The tasks that it launched and that have not ended, by number. */
    private final Map<Integer, Launched> launched = new HashMap<>();

    private final HeldOffers held = new HeldOffers();
    private final TreeMap<Integer, Kept> kept = new TreeMap<>();
    private final BitSet explained = new BitSet();
    /** Tasks with devices that were launched and have not started, by node: which devices they will take is open until then. */
    private final Map<Integer, Integer> underWay = new TreeMap<>();

    private boolean asks;
    private boolean refusedSomething;
    private boolean lookArranged;
    private long lastRevivalNanos = Long.MIN_VALUE / 2;

    private boolean connected = true;
    private boolean down;
    private int mastersLost;

    /** A task and its place in the order of submission, since its number may be given to another. */
    private record Launched(TaskView task, long sequence, int node) {}

    /** What a greedy framework keeps on an agent. */
    private static final class Kept {
        private Quantities rest = Quantities.NONE;
        private int tasks;
    }

    /**
     * Creates a framework with an empty queue.
     *
     * @param master the master's number among the actors
     * @param self its own
     * @param latencyNanos how long a message to the master is on its way
     * @param draws its chance
     */
    public FrameworkActor(
            FrameworkSettings settings,
            ClusterView cluster,
            TaskNeeds needs,
            int master,
            int self,
            long latencyNanos,
            Draws draws) {
        this.draws = draws;
        this.settings = settings;
        this.cluster = cluster;
        this.needs = needs;
        this.master = master;
        this.self = self;
        this.latencyNanos = latencyNanos;
        this.asks = settings.kind() == FrameworkKind.HOARDING;
    }

    @Override
    public void on(int from, Object message, Outbox out) {
        if (message instanceof SchedulerEvent.TaskSubmitted submitted) {
            launched.remove(submitted.task().index());
            enqueue(submitted.task());
            useKept(out);
            useHeldByAll(out);
            ask(out);
        } else if (message instanceof SchedulerEvent.TaskWithdrawn withdrawn) {
            withdrawn(withdrawn.task(), out);
        } else if (message instanceof Message.Offers offers) {
            if (connected) { // else they are of a master that is gone
                take(offers.offers(), out);
            }
        } else if (message instanceof Message.Ended ended) {
            Launched own = launched.get(ended.task());
            if (own != null && own.sequence() == ended.sequence()) {
                launched.remove(ended.task());
            }
            ended(ended.node(), out);
        } else if (message instanceof Message.Started started) {
            started(started.node());
        } else if (message instanceof Message.Lost lost) {
            TaskView task = cluster.task(lost.task());
            launched.remove(task.index());
            enqueue(task);
            useHeldByAll(out);
            ask(out);
        } else if (message instanceof Message.Look) {
            lookArranged = false;
            giveUpOld(out);
            ask(out);
        } else if (message instanceof SchedulerEvent.LeaderLost) {
            mastersLost++;
            disconnected();
        } else if (message instanceof SchedulerEvent.LeaderElected) {
            register((long) (draws.uniform(self, mastersLost) * REGISTRATION_NANOS), out);
        } else if (message instanceof Message.Fails) {
            down = true;
            disconnected();
            out.send(self, new Message.Returns(), settings.failure().awayNanos());
        } else if (message instanceof Message.Returns) {
            down = false;
            register(0, out);
        } else if (message instanceof Message.Registered registered && registered.master() == mastersLost) {
            connected = true;
            reconcile(registered.known());
            ask(out);
        }
    }

    /** A task that it was to start, or had asked for, is not wanted any more. */
    private void withdrawn(TaskView task, Outbox out) {
        if (queue.remove(task.index()) != null) {
            waiting.add(task.classIndex(), -1);
        }
        Launched own = launched.remove(task.index());
        if (own != null) {
            if (task.taskClass().gpuCount() > 0) {
                started(own.node());
            }
            ended(own.node(), out);
        }
    }

    private void enqueue(TaskView task) {
        if (queue.put(task.index(), task) == null) {
            waiting.add(task.classIndex(), 1);
        }
    }

    private void started(int node) {
        underWay.computeIfPresent(node, (key, count) -> count > 1 ? count - 1 : null);
    }

    /** Registers with the master, or again when there is one; one that is down does so when it is back. */
    private void register(long delayNanos, Outbox out) {
        if (!down) {
            asks = settings.kind() == FrameworkKind.HOARDING || !queue.isEmpty();
            out.send(master, new Message.Register(mastersLost, !asks), latencyNanos + delayNanos);
        }
    }

    private void disconnected() {
        connected = false;
        held.clear();
        kept.clear();
        underWay.clear();
        asks = false;
        refusedSomething = false;
    }

    /** Takes back into the queue what was launched and no agent knows of: it never got past the master that is gone. */
    private void reconcile(Set<Integer> known) {
        for (Map.Entry<Integer, Launched> each : new TreeMap<>(launched).entrySet()) {
            if (!known.contains(each.getKey())) {
                launched.remove(each.getKey());
                enqueue(each.getValue().task());
            }
        }
    }

    private void tell(Message message, Outbox out) {
        out.send(master, message, latencyNanos);
    }

    /** Asks for offers if something waits that no offer is coming for; later if it did so a moment ago, or when a master has registered it. */
    private void ask(Outbox out) {
        boolean hoards =
                settings.kind() == FrameworkKind.HOARDING; // it never stops asking, and refuses nothing for long
        if (!connected || hoards || queue.isEmpty() || (asks && !refusedSomething)) {
            return;
        }
        long next = lastRevivalNanos + settings.reviveNanos();
        if (next > out.nowNanos()) {
            lookAt(next, out);
            return;
        }
        lastRevivalNanos = out.nowNanos();
        asks = true;
        refusedSomething = false;
        tell(new Message.Revive(), out);
    }

    private void lookAt(long timeNanos, Outbox out) {
        if (!lookArranged) {
            lookArranged = true;
            out.send(self, new Message.Look(), timeNanos - out.nowNanos());
        }
    }

    private void take(List<OfferedAgent> offers, Outbox out) {
        out.think(settings.thinkPerOfferNanos() * offers.size());
        if (settings.kind() == FrameworkKind.HOARDING) {
            for (OfferedAgent each : offers) {
                held.add(each, out.nowNanos() + settings.holdNanos());
            }
            if (!startGang(out)) {
                lookAt(held.firstUntilNanos(), out);
            }
            return;
        }
        List<Long> unused = new ArrayList<>();
        for (OfferedAgent each : offers) {
            if (!use(each, out)) {
                unused.add(each.id());
            }
        }
        decline(unused, out);
        if (queue.isEmpty()) {
            asks = false;
            explained.clear();
            tell(new Message.Suppress(), out);
        } else {
            explain(out);
        }
    }

    private void decline(List<Long> offers, Outbox out) {
        if (!offers.isEmpty()) {
            refusedSomething = true;
            tell(new Message.Decline(offers, settings.refuseNanos()), out);
        }
    }

    /** Starts on an offer what fits; says whether anything did. */
    private boolean use(OfferedAgent offer, Outbox out) {
        Quantities offered = Quantities.of(offer.resources());
        List<TaskView> chosen = choose(offer.node(), offered, settings.kind().tasksPerOffer(), out);
        if (chosen.isEmpty()) {
            return false;
        }
        boolean keep = settings.kind() == FrameworkKind.GREEDY;
        if (keep) {
            Kept here = kept.computeIfAbsent(offer.node(), key -> new Kept());
            here.rest = here.rest.plus(offered);
            chosen.forEach(task -> here.rest = here.rest.minus(needs(task)));
            here.tasks += chosen.size();
        }
        refusedSomething = true;
        tell(
                new Message.Accept(
                        offer.id(), chosen.stream().map(TaskView::index).toList(), keep, settings.refuseNanos()),
                out);
        return true;
    }

    /** Takes from the queue what fits into an agent's part, in the order of the queue. */
    private List<TaskView> choose(int node, Quantities part, int most, Outbox out) {
        List<TaskView> chosen = new ArrayList<>();
        Quantities left = part;
        var devices = new FreeDevices(cluster.node(node));
        BitSet tooLarge = new BitSet();
        int considered = 0;
        int withDevices = 0;
        for (Iterator<TaskView> tasks = queue.values().iterator(); tasks.hasNext() && chosen.size() < most; ) {
            TaskView task = tasks.next();
            if (tooLarge.get(task.classIndex())) {
                continue;
            }
            considered++;
            if (left.contains(needs(task)) && mayRun(task.taskClass(), node) && devices.take(task.taskClass())) {
                left = left.minus(needs(task));
                chosen.add(task);
                launched.put(task.index(), new Launched(task, task.sequence(), node));
                withDevices += task.taskClass().gpuCount() > 0 ? 1 : 0;
                tasks.remove();
                waiting.add(task.classIndex(), -1);
            } else {
                tooLarge.set(task.classIndex());
                if (tooLarge.cardinality() == waiting.classes()) {
                    break; // nothing that waits is of another class
                }
            }
        }
        if (withDevices > 0) {
            underWay.merge(node, withDevices, Integer::sum);
        }
        out.think(settings.thinkPerTaskNanos() * considered);
        out.considered(considered, considered);
        return chosen;
    }

    private Quantities needs(TaskView task) {
        return needs.of(task.taskClass(), task.classIndex());
    }

    private boolean mayRun(TaskClass task, int node) {
        var view = cluster.node(node);
        return view.schedulable()
                && Feasibility.fitsConstraints(task, view)
                && (task.gpuCount() == 0 || (!underWay.containsKey(node) && Feasibility.fitsDevices(task, view)));
    }

    private void useKept(Outbox out) {
        for (Map.Entry<Integer, Kept> each : kept.entrySet()) {
            int node = each.getKey();
            Kept here = each.getValue();
            for (TaskView task : choose(node, here.rest, Integer.MAX_VALUE, out)) {
                here.rest = here.rest.minus(needs(task));
                here.tasks++;
                tell(new Message.Launch(task.index(), node), out);
            }
        }
    }

    private void ended(int node, Outbox out) {
        Kept here = kept.get(node);
        if (here == null) {
            return;
        }
        here.tasks--;
        useKept(out);
        if (here.tasks <= 0) {
            kept.remove(node);
            tell(new Message.Release(node), out);
        }
    }

    /** A task more may make a gang of those that wait. */
    private void useHeldByAll(Outbox out) {
        if (!held.isEmpty()) {
            startGang(out);
        }
    }

    /** Starts tasks on what is held if that is enough for as many as are wanted at once; says whether it was. */
    private boolean startGang(Outbox out) {
        int wanted = settings.gang();
        if (wanted > queue.size()
                || !held.suffice(wanted, queue.values(), needs, (task, node) -> mayRun(task.taskClass(), node))) {
            return false;
        }
        useHeld(out, false);
        return true;
    }

    /** Starts what fits on what is held, all of it or what was held for too long. */
    private void useHeld(Outbox out, boolean oldOnly) {
        List<Long> unused = new ArrayList<>();
        for (Iterator<HeldOffers.Held> offers = held.iterator(); offers.hasNext(); ) {
            HeldOffers.Held each = offers.next();
            boolean old = each.untilNanos() <= out.nowNanos();
            if (oldOnly && !old) {
                continue;
            }
            boolean used = use(each.offer(), out);
            if (used || old) {
                offers.remove();
            }
            if (!used && old) {
                unused.add(each.offer().id());
            }
        }
        decline(unused, out);
        if (!held.isEmpty()) {
            lookAt(Math.max(out.nowNanos(), held.firstUntilNanos()), out);
        }
    }

    private void giveUpOld(Outbox out) {
        if (!held.isEmpty()) {
            useHeld(out, true);
        }
    }

    /** Says for each kind of task that no offer would do for it, once as long as anything waits. */
    private void explain(Outbox out) {
        TaskView first = queue.values().iterator().next();
        if (!explained.get(first.classIndex())) {
            explained.set(first.classIndex());
            out.add(new Decision.Reject(first.index(), Unfit.explain(first.taskClass(), cluster)));
        }
    }
}
