package io.wavetank.policy.mesos.master;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.compose.Outbox;
import io.wavetank.policy.mesos.allocator.Offer;
import io.wavetank.policy.mesos.allocator.RefuseTime;
import io.wavetank.policy.mesos.framework.Message;
import io.wavetank.policy.mesos.framework.OfferedAgent;
import io.wavetank.policy.mesos.framework.TaskNeeds;
import io.wavetank.policy.mesos.resource.ResourceBag;
import io.wavetank.policy.mesos.resource.Shrink;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Offers on their way to frameworks, and the calls by which frameworks answer: ACCEPT, DECLINE, SUPPRESS, REVIVE, and what greedy ones do with what they keep. */
final class SchedulerCalls {
    private final Registry registry;
    private final ClusterView cluster;
    private final TaskNeeds needs;

    SchedulerCalls(Registry registry, ClusterView cluster, TaskNeeds needs) {
        this.registry = registry;
        this.cluster = cluster;
        this.needs = needs;
    }

    /** Sends what the allocator has offered. */
    void sendOffers(Outbox out) {
        for (Offer each : registry.takeOffers()) {
            int framework = registry.frameworkNumber(each.framework());
            List<OfferedAgent> offers = new ArrayList<>();
            each.resources()
                    .forEach((role, agents) -> agents.forEach((agent, resources) -> {
                        int node = registry.node(agent);
                        long id = registry.books().offer(framework, node, resources);
                        offers.add(new OfferedAgent(id, node, resources));
                    }));
            registry.send(framework, new Message.Offers(offers), out);
        }
    }

    /** A framework that is connected has called. */
    void called(int framework, Message message, Outbox out) {
        String name = registry.framework(framework).name();
        if (message instanceof Message.Accept accept) {
            accepted(framework, accept, out);
        } else if (message instanceof Message.Launch launch) {
            launchOnKept(framework, launch, out);
        } else if (message instanceof Message.Decline decline) {
            for (long id : decline.offers()) {
                declined(registry.books().takeOffer(id), new RefuseTime(decline.refuseNanos()));
            }
        } else if (message instanceof Message.Release release) {
            ResourceBag kept = registry.books().kept(framework, release.node());
            registry.giveBack(new Books.Given(framework, release.node(), kept), null);
            registry.books().keep(framework, release.node(), ResourceBag.EMPTY);
        } else if (message instanceof Message.Suppress) {
            registry.allocator().suppressOffers(name, new TreeSet<>());
        } else if (message instanceof Message.Revive) {
            registry.allocator().reviveOffers(name, new TreeSet<>());
        }
    }

    private void declined(Books.@Nullable Given offer, RefuseTime filter) {
        if (offer != null) {
            registry.counts().declined(offer.framework());
            registry.giveBack(offer, filter);
        }
    }

    private void accepted(int framework, Message.Accept accept, Outbox out) {
        Books.Given offer = registry.books().takeOffer(accept.offer());
        if (offer == null) {
            return;
        }
        registry.counts().accepted(framework);
        int node = offer.node();
        ResourceBag rest = offer.resources();
        for (int task : accept.tasks()) {
            rest = launch(task, framework, node, rest, out);
        }
        if (accept.keep()) {
            registry.books()
                    .keep(
                            framework,
                            node,
                            registry.books().kept(framework, node).plus(rest));
        } else {
            registry.giveBack(new Books.Given(framework, node, rest), new RefuseTime(accept.refuseNanos()));
        }
    }

    private void launchOnKept(int framework, Message.Launch launch, Outbox out) {
        ResourceBag kept = registry.books().kept(framework, launch.node());
        if (kept.isEmpty()) {
            return; // kept by the master before: the framework will find out when it registers
        }
        ResourceBag rest = launch(launch.task(), framework, launch.node(), kept, out);
        registry.books().keep(framework, launch.node(), rest);
    }

    /** Starts a task with a part of what is there; returns the rest. */
    private ResourceBag launch(int task, int framework, int node, ResourceBag there, Outbox out) {
        TaskView view = cluster.task(task);
        ResourceBag part = Shrink.to(there, needs.of(view.taskClass(), view.classIndex()));
        registry.books().launch(task, new Books.Given(framework, node, part));
        registry.counts().launched(framework);
        out.add(new Decision.Bind(task, node));
        return there.minus(part);
    }
}
