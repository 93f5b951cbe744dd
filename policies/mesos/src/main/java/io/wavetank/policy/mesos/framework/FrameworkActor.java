package io.wavetank.policy.mesos.framework;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Draws;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.Unfit;
import io.wavetank.policy.compose.Actor;
import io.wavetank.policy.compose.Outbox;
import io.wavetank.policy.mesos.resource.Quantities;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;

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
    private final FrameworkSettings settings;
    private final ClusterView cluster;
    private final SchedulerDriver driver;
    private final FrameworkTasks tasks;
    private final KeptResources kept;
    private final HeldOffers held = new HeldOffers();
    private final BitSet explained = new BitSet();

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
        this.settings = settings;
        this.cluster = cluster;
        this.driver = new SchedulerDriver(settings, master, self, latencyNanos, draws);
        this.tasks = new FrameworkTasks(cluster, needs, settings.thinkPerTaskNanos());
        this.kept = new KeptResources(tasks, driver);
    }

    @Override
    public void on(int from, Object message, Outbox out) {
        if (message instanceof SchedulerEvent.TaskSubmitted submitted) {
            tasks.submit(submitted.task());
            kept.use(out);
            useHeldByAll(out);
            ask(out);
        } else if (message instanceof SchedulerEvent.TaskWithdrawn withdrawn) {
            withdrawn(withdrawn.task(), out);
        } else if (message instanceof Message.Offers offers) {
            if (driver.connected()) { // else they are of a master that is gone
                take(offers.offers(), out);
            }
        } else if (message instanceof Message.Ended ended) {
            tasks.ended(ended.task(), ended.sequence());
            kept.ended(ended.node(), out);
        } else if (message instanceof Message.Started started) {
            tasks.started(started.node());
        } else if (message instanceof Message.Lost lost) {
            tasks.submit(cluster.task(lost.task()));
            useHeldByAll(out);
            ask(out);
        } else if (message instanceof Message.Look) {
            driver.looked();
            giveUpOld(out);
            ask(out);
        } else {
            connection(message, out);
        }
    }

    /** The master or the framework itself goes or comes. */
    private void connection(Object message, Outbox out) {
        if (message instanceof SchedulerEvent.LeaderLost) {
            driver.masterLost();
            disconnected();
        } else if (message instanceof SchedulerEvent.LeaderElected) {
            driver.masterElected(tasks.waits(), out);
        } else if (message instanceof Message.Fails) {
            driver.fail(out);
            disconnected();
        } else if (message instanceof Message.Returns) {
            driver.comeBack(tasks.waits(), out);
        } else if (message instanceof Message.Registered registered && driver.registered(registered)) {
            tasks.reconcile(registered.known());
            ask(out);
        }
    }

    /** A task that it was to start, or had asked for, is not wanted any more. */
    private void withdrawn(TaskView task, Outbox out) {
        Integer node = tasks.withdraw(task);
        if (node != null) {
            if (task.taskClass().gpuCount() > 0) {
                tasks.started(node);
            }
            kept.ended(node, out);
        }
    }

    private void disconnected() {
        held.clear();
        kept.clear();
        tasks.disconnected();
    }

    private void ask(Outbox out) {
        driver.ask(tasks.waits(), out);
    }

    private void take(List<OfferedAgent> offers, Outbox out) {
        out.think(settings.thinkPerOfferNanos() * offers.size());
        if (settings.kind() == FrameworkKind.HOARDING) {
            for (OfferedAgent each : offers) {
                held.add(each, out.nowNanos() + settings.holdNanos());
            }
            if (!startGang(out)) {
                driver.lookAt(held.firstUntilNanos(), out);
            }
            return;
        }
        List<Long> unused = new ArrayList<>();
        for (OfferedAgent each : offers) {
            if (!use(each, out)) {
                unused.add(each.id());
            }
        }
        driver.decline(unused, out);
        if (tasks.waits()) {
            explain(out);
        } else {
            explained.clear();
            driver.suppress(out);
        }
    }

    /** Starts on an offer what fits; says whether anything did. */
    private boolean use(OfferedAgent offer, Outbox out) {
        Quantities offered = Quantities.of(offer.resources());
        List<TaskView> chosen =
                tasks.choose(offer.node(), offered, settings.kind().tasksPerOffer(), out);
        if (chosen.isEmpty()) {
            return false;
        }
        boolean keep = settings.kind() == FrameworkKind.GREEDY;
        if (keep) {
            kept.keep(offer.node(), offered, chosen);
        }
        List<Integer> numbers = chosen.stream().map(TaskView::index).toList();
        driver.accept(new Message.Accept(offer.id(), numbers, keep, settings.refuseNanos()), out);
        return true;
    }

    /** A task more may make a gang of those that wait. */
    private void useHeldByAll(Outbox out) {
        if (!held.isEmpty()) {
            startGang(out);
        }
    }

    /** Starts tasks on what is held if that is enough for as many as are wanted at once; says whether it was. */
    private boolean startGang(Outbox out) {
        if (!tasks.fit(settings.gang(), held)) {
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
        driver.decline(unused, out);
        if (!held.isEmpty()) {
            driver.lookAt(Math.max(out.nowNanos(), held.firstUntilNanos()), out);
        }
    }

    private void giveUpOld(Outbox out) {
        if (!held.isEmpty()) {
            useHeld(out, true);
        }
    }

    /** Says for each kind of task that no offer would do for it, once as long as anything waits. */
    private void explain(Outbox out) {
        TaskView first = tasks.waiting().iterator().next();
        if (!explained.get(first.classIndex())) {
            explained.set(first.classIndex());
            out.add(new Decision.Reject(first.index(), Unfit.explain(first.taskClass(), cluster)));
        }
    }
}
