package io.wavetank.policy.mesos.master;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Draws;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.compose.Actor;
import io.wavetank.policy.compose.Outbox;
import io.wavetank.policy.mesos.allocator.AgentSpec;
import io.wavetank.policy.mesos.allocator.Capability;
import io.wavetank.policy.mesos.allocator.FrameworkSpec;
import io.wavetank.policy.mesos.allocator.HierarchicalAllocator;
import io.wavetank.policy.mesos.allocator.Offer;
import io.wavetank.policy.mesos.allocator.RefuseTime;
import io.wavetank.policy.mesos.framework.FrameworkKind;
import io.wavetank.policy.mesos.framework.FrameworkSettings;
import io.wavetank.policy.mesos.framework.Message;
import io.wavetank.policy.mesos.framework.OfferedAgent;
import io.wavetank.policy.mesos.framework.TaskNeeds;
import io.wavetank.policy.mesos.resource.ResourceBag;
import io.wavetank.policy.mesos.resource.Shrink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The master: knows agents and frameworks, carries the allocator's offers out and the answers back, and starts tasks.
 *
 * <p>The allocator's interval beats as long as a round could come to anything. While nothing has changed since a round that made no offers,
 * and no filter has ended, rounds are left out; so they are once nothing was submitted, started or ended for so long that every filter
 * and every held offer has had its time twice. Whatever happens next is seen on the beat.
 */
final class Master implements Actor {
    private static final double MILLION = 1e6;

    private final MesosSettings settings;
    private final ClusterView cluster;
    private final TaskNeeds needs;
    private final HierarchicalAllocator allocator;
    private final Books books = new Books();
    private final FrameworkCounts counts;
    private final List<Offer> made = new ArrayList<>();
    private final Map<String, Integer> nodeOf = new TreeMap<>();
    private final Map<String, Integer> frameworkOf = new TreeMap<>();
    private long seenVersion = -1;
    private long inSystem;
    private long progressNanos;
    private long beatNanos = -1;

    Master(MesosSettings settings, ClusterView cluster, TaskNeeds needs, Draws draws) {
        this.settings = settings;
        this.cluster = cluster;
        this.needs = needs;
        this.allocator = new HierarchicalAllocator(settings.allocator(), draws.stream("allocator"), made::add);
        this.counts = new FrameworkCounts(settings.frameworks(), allocator);
        settings.quotas().forEach(allocator::updateQuota);
        settings.weights().forEach(allocator::updateWeight);
        for (FrameworkSettings each : settings.frameworks()) {
            frameworkOf.put(each.name(), frameworkOf.size());
            boolean hoards = each.kind() == FrameworkKind.HOARDING;
            allocator.addFramework(
                    new FrameworkSpec(each.name(), new TreeSet<>(Set.of(each.role())), Capability.all(), Map.of()),
                    new TreeMap<>(),
                    true,
                    hoards ? Set.of() : Set.of(each.role()));
        }
        for (int node = 0; node < cluster.nodeCount(); node++) {
            String id = agent(node);
            nodeOf.put(id, node);
            allocator.addAgent(new AgentSpec(id, needs.of(cluster.node(node))), new TreeMap<>());
        }
    }

    private static String agent(int node) {
        return String.format(java.util.Locale.ROOT, "%07d", node);
    }

    @Override
    public void on(int from, Object message, Outbox out) {
        long now = out.nowNanos();
        allocator.catchUp(now);
        syncAgents();
        if (message instanceof SchedulerEvent event) {
            progressNanos = now;
            happened(event, out);
        } else if (message instanceof Message.Look) {
            beatNanos = beatNanos == now ? -1 : beatNanos;
            allocator.advanceTo(now);
        } else {
            answered(from - 1, (Message) message, out);
        }
        allocator.settle();
        sendOffers(out);
        beat(out);
    }

    /** Agents that are cordoned or come back are switched off and on. */
    private void syncAgents() {
        if (cluster.version() == seenVersion) {
            return;
        }
        if (!cluster.changesSince(Math.max(seenVersion, 0), (node, more) -> syncAgent(node)) || seenVersion < 0) {
            for (int node = 0; node < cluster.nodeCount(); node++) {
                syncAgent(node);
            }
        }
        seenVersion = cluster.version();
    }

    private void syncAgent(int node) {
        allocator.setAgentActive(agent(node), cluster.node(node).schedulable());
    }

    private void happened(SchedulerEvent event, Outbox out) {
        if (event instanceof SchedulerEvent.TaskSubmitted) {
            inSystem++;
        } else if (event instanceof SchedulerEvent.TaskEnded ended) {
            inSystem--;
            ended(ended.task(), ended.node(), out);
        } else if (event instanceof SchedulerEvent.PlaceLost lost) {
            inSystem--;
            ended(lost.task(), lost.node(), out);
        } else if (event instanceof SchedulerEvent.Applied applied
                && applied.decision() instanceof Decision.Bind bind) {
            started(bind.task(), out);
        } else if (event instanceof SchedulerEvent.Refused refused
                && refused.decision() instanceof Decision.Bind bind) {
            lost(bind.task(), out);
        }
    }

    private void ended(TaskView task, int node, Outbox out) {
        Books.Given given = books.endTask(task.index());
        if (given != null) {
            giveBack(given, null);
            send(given.framework(), new Message.Ended(task.index(), node), out);
        }
    }

    private void started(int task, Outbox out) {
        Books.Given given = books.task(task);
        if (given != null && cluster.task(task).taskClass().gpuCount() > 0) {
            send(given.framework(), new Message.Started(given.node()), out);
        }
    }

    private void lost(int task, Outbox out) {
        started(task, out);
        Books.Given given = books.endTask(task);
        if (given != null) {
            giveBack(given, null);
            counts.lost(given.framework());
            send(given.framework(), new Message.Lost(task), out);
            send(given.framework(), new Message.Ended(task, given.node()), out);
        }
    }

    private void send(int framework, Message message, Outbox out) {
        out.send(framework + 1, message, settings.latencyNanos());
    }

    private void giveBack(Books.Given given, @Nullable RefuseTime filter) {
        String framework = settings.frameworks().get(given.framework()).name();
        allocator.recoverResources(framework, agent(given.node()), given.resources(), filter);
    }

    private void answered(int framework, Message message, Outbox out) {
        String name = settings.frameworks().get(framework).name();
        if (message instanceof Message.Accept accept) {
            accepted(framework, accept, out);
        } else if (message instanceof Message.Launch launch) {
            launchOnKept(framework, launch, out);
        } else if (message instanceof Message.Decline decline) {
            for (long id : decline.offers()) {
                declined(books.takeOffer(id), new RefuseTime(decline.refuseNanos()));
            }
        } else if (message instanceof Message.Release release) {
            giveBack(new Books.Given(framework, release.node(), books.kept(framework, release.node())), null);
            books.keep(framework, release.node(), ResourceBag.EMPTY);
        } else if (message instanceof Message.Suppress) {
            allocator.suppressOffers(name, new TreeSet<>());
        } else if (message instanceof Message.Revive) {
            allocator.reviveOffers(name, new TreeSet<>());
        }
    }

    private void declined(Books.@Nullable Given offer, RefuseTime filter) {
        if (offer != null) {
            counts.declined(offer.framework());
            giveBack(offer, filter);
        }
    }

    private void accepted(int framework, Message.Accept accept, Outbox out) {
        Books.Given offer = books.takeOffer(accept.offer());
        if (offer == null) {
            return;
        }
        counts.accepted(framework);
        ResourceBag rest = offer.resources();
        for (int task : accept.tasks()) {
            rest = launch(task, framework, offer.node(), rest, out);
        }
        if (accept.keep()) {
            books.keep(
                    framework, offer.node(), books.kept(framework, offer.node()).plus(rest));
        } else {
            giveBack(new Books.Given(framework, offer.node(), rest), new RefuseTime(accept.refuseNanos()));
        }
    }

    private void launchOnKept(int framework, Message.Launch launch, Outbox out) {
        ResourceBag rest = launch(launch.task(), framework, launch.node(), books.kept(framework, launch.node()), out);
        books.keep(framework, launch.node(), rest);
    }

    /** Starts a task with a part of what is there; returns the rest. */
    private ResourceBag launch(int task, int framework, int node, ResourceBag there, Outbox out) {
        TaskView view = cluster.task(task);
        ResourceBag part = Shrink.to(there, needs.of(view.taskClass(), view.classIndex()));
        books.launch(task, new Books.Given(framework, node, part));
        counts.launched(framework);
        out.add(new Decision.Bind(task, node));
        return there.minus(part);
    }

    private void sendOffers(Outbox out) {
        for (Offer each : made) {
            Integer framework = frameworkOf.get(each.framework());
            if (framework == null) {
                throw new IllegalStateException("An offer to nobody: " + each.framework());
            }
            List<OfferedAgent> offers = new ArrayList<>();
            each.resources()
                    .forEach((role, agents) -> agents.forEach((agent, resources) -> {
                        int node = nodeOf.getOrDefault(agent, -1);
                        offers.add(new OfferedAgent(books.offer(framework, node, resources), node, resources));
                    }));
            send(framework, new Message.Offers(offers), out);
        }
        made.clear();
    }

    /** Arranges for the next round if there is any use in one. */
    private void beat(Outbox out) {
        long now = out.nowNanos();
        if (inSystem == 0 || now - progressNanos > settings.patienceNanos()) {
            return;
        }
        long next = allocator.nextRoundNanos();
        if (!allocator.worthAnotherRound()) {
            if (allocator.nextExpiryNanos() == Long.MAX_VALUE) {
                return;
            }
            long interval = settings.allocator().intervalNanos();
            next += Math.max(0, (allocator.nextExpiryNanos() - next + interval - 1) / interval) * interval;
        }
        if (next > now && (beatNanos <= now || next < beatNanos)) {
            beatNanos = next;
            out.send(0, new Message.Look(), next - now);
        }
    }

    List<String> roles() {
        var roles = new TreeSet<String>();
        settings.frameworks().forEach(each -> roles.add(each.role()));
        return List.copyOf(roles);
    }

    long[] dominantSharesMillionths() {
        SortedMap<String, Double> shares = allocator.dominantShares();
        return roles().stream()
                .mapToLong(role -> Math.round(shares.getOrDefault(role, 0.0) * MILLION))
                .toArray();
    }

    SortedMap<String, Long> counts() {
        return counts.all();
    }
}
