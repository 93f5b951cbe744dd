package io.wavetank.policy.mesos.master;

import io.wavetank.policy.compose.Outbox;
import io.wavetank.policy.mesos.framework.Message;
import io.wavetank.policy.mesos.resource.ResourceBag;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Frameworks that come and go: they fail when they are said to, their tasks run on for their failover timeout, and they register, with this master or
 * the next one.
 */
final class FrameworkFailover {
    private final Registry registry;
    private final StatusUpdates updates;
    private final int frameworks;
    /** Frameworks that are not connected, and whose tasks are kept for a while. */
    private final SortedSet<Integer> away = new TreeSet<>();

    private boolean failuresArranged;

    FrameworkFailover(Registry registry, StatusUpdates updates, int frameworks) {
        this.registry = registry;
        this.updates = updates;
        this.frameworks = frameworks;
    }

    /** The master is lost, and nobody waits for anybody. */
    void forget() {
        away.clear();
    }

    /** Frameworks fail when they are said to. */
    void arrangeFailures(Outbox out) {
        if (failuresArranged) {
            return;
        }
        failuresArranged = true;
        for (int i = 0; i < frameworks; i++) {
            long at = registry.framework(i).failure().atNanos();
            if (at >= 0) {
                long in = Math.max(0, at - out.nowNanos());
                out.send(i + 1, new Message.Fails(), in);
                out.send(0, new Message.Disconnected(i), in);
            }
        }
    }

    /** The connection to a framework is gone: nothing more is offered to it, and its tasks run on until its time is over. */
    void disconnected(int framework, Outbox out) {
        if (!registry.members().framework(framework)) {
            return; // it has not registered with this master yet
        }
        registry.members().removeFramework(framework);
        away.add(framework);
        registry.books().takeFrom(framework).forEach(each -> registry.giveBack(each, null));
        registry.allocator().deactivateFramework(registry.framework(framework).name());
        long timeout = registry.framework(framework).failure().failoverNanos();
        out.send(0, new Message.FailoverOver(framework, registry.masters()), timeout);
    }

    /** A framework has not come back in time: its tasks are killed, and it is as if it had never been there. */
    void giveUp(Message.FailoverOver over, Outbox out) {
        int framework = over.framework();
        if (over.master() != registry.masters() || !away.remove(framework)) {
            return;
        }
        registry.allocator().removeFramework(registry.framework(framework).name());
        updates.abandon(framework, out);
    }

    /** A framework registers with this master. */
    void register(int framework, Message.Register register, Outbox out) {
        SortedMap<String, ResourceBag> used = new TreeMap<>();
        Set<Integer> known = new TreeSet<>();
        registry.books().tasks().forEach((task, given) -> know(framework, task, given, used, known));
        for (Members.Untold each : registry.members().untold()) {
            know(framework, each.task(), each.given(), used, known);
        }
        known.addAll(updates.ownerless());
        List<Members.Untold> old = updates.endedOfOld(framework);
        old.forEach(each -> known.add(each.task()));
        if (registry.members().framework(framework)) { // it failed while it registered, which the master has not seen
            registry.books().takeFrom(framework).forEach(each -> registry.giveBack(each, null));
            again(framework, register.suppressed());
        } else if (away.remove(framework)) {
            again(framework, register.suppressed());
        } else {
            registry.addFramework(framework, used, register.suppressed());
        }
        registry.send(framework, new Message.Registered(registry.masters(), known), out);
        updates.tellOld(old, out);
        updates.tellUntold(out);
    }

    private void know(
            int framework, int task, Books.Given given, SortedMap<String, ResourceBag> used, Set<Integer> known) {
        if (given.framework() == framework) {
            used.merge(registry.agent(given.node()), given.resources(), ResourceBag::plus);
            known.add(task);
        }
    }

    /** A framework is back in time. */
    private void again(int framework, boolean suppressed) {
        registry.members().addFramework(framework);
        String name = registry.framework(framework).name();
        if (suppressed) {
            registry.allocator().suppressOffers(name, new TreeSet<>());
        } else {
            registry.allocator().reviveOffers(name, new TreeSet<>());
        }
        registry.allocator().activateFramework(name);
    }
}
