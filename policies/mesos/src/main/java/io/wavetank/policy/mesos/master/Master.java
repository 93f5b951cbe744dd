package io.wavetank.policy.mesos.master;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Draws;
import io.wavetank.policy.EvictionCause;
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
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The master: knows agents and frameworks, carries the allocator's offers out and the answers back, and starts tasks.
 *
 * <p>The allocator's interval beats as long as a round could come to anything. While nothing has changed since a round that made no offers,
 * and no filter has ended, rounds are left out; so they are once nothing was submitted, started or ended for so long that every filter
 * and every held offer has had its time twice. Whatever happens next is seen on the beat.
 *
 * <p>When the leading master is lost, offers and registrations are lost with it; the registry (quotas, weights, which agents there are) is not,
 * and agents go on with their tasks. Agents and frameworks register with the next one, each after a back-off of its own; agents say what they
 * run, and which tasks ended meanwhile. If any role has quota, the next master makes no offers before four fifths of the agents are back, or
 * ten minutes have gone by.
 */
final class Master implements Actor {
    private static final double MILLION = 1e6;
    private static final long SECOND = 1_000_000_000L;
    /** The part of the agents that a new master waits for where there is quota, and for how long at most. */
    private static final double RECOVERED_PART = 0.8;

    private static final long RECOVERY_NANOS = 600 * SECOND;
    /** Within what time agents register with a new master, each when its draw says: their back-off. */
    private static final long REGISTRATION_NANOS = SECOND;

    private final MesosSettings settings;
    private final ClusterView cluster;
    private final TaskNeeds needs;
    private final Draws draws;
    private HierarchicalAllocator allocator;
    private final Books books = new Books();
    private final Members members = new Members();
    private final FrameworkCounts counts;
    private final List<Offer> made = new ArrayList<>();
    private final Map<String, Integer> nodeOf = new TreeMap<>();
    private final Map<String, Integer> frameworkOf = new TreeMap<>();
    private long seenVersion = -1;
    private int knownNodes;
    private long inSystem;
    private long progressNanos;
    private long beatNanos = -1;
    /** What agents are called, by node. */
    private final List<String> agentNames = new ArrayList<>();

    /** By task: ends that a framework was not told of before it was given up; and tasks that it left on agents that are down. */
    private final SortedMap<Integer, Members.Untold> endedOfOld = new TreeMap<>();

    private final SortedMap<Integer, Books.Given> ownerless = new TreeMap<>();
    private boolean leaderless;
    private boolean failuresArranged;
    /** Frameworks that are not connected, and whose tasks are kept for a while. */
    private final SortedSet<Integer> away = new TreeSet<>();

    private int leaders;
    /** What agents will say that frameworks use of them: nothing is launched on an agent before it is back. */
    private SortedMap<Integer, SortedMap<Integer, ResourceBag>> usedBefore = new TreeMap<>();

    /** When offers are made whoever is back; never unless a new master waits. */
    private long resumeNanos = Long.MAX_VALUE;

    Master(MesosSettings settings, ClusterView cluster, TaskNeeds needs, Draws draws) {
        this.settings = settings;
        this.cluster = cluster;
        this.needs = needs;
        this.draws = draws;
        this.allocator = newAllocator(draws.stream("allocator"));
        this.counts = new FrameworkCounts(settings.frameworks(), allocator);
        for (int i = 0; i < settings.frameworks().size(); i++) {
            FrameworkSettings each = settings.frameworks().get(i);
            frameworkOf.put(each.name(), i);
            addFramework(i, new TreeMap<>(), each.kind() != FrameworkKind.HOARDING);
        }
        knowNodes();
    }

    /** Agents that are new register at once. */
    private void knowNodes() {
        while (knownNodes < cluster.nodeCount()) {
            nodeOf.put(agent(knownNodes), knownNodes);
            addAgent(knownNodes++, new TreeMap<>());
        }
    }

    private HierarchicalAllocator newAllocator(Draws chance) {
        var made = new HierarchicalAllocator(settings.allocator(), chance, this.made::add);
        settings.quotas().forEach(made::updateQuota);
        settings.weights().forEach(made::updateWeight);
        return made;
    }

    private void addFramework(int number, SortedMap<String, ResourceBag> used, boolean suppressed) {
        FrameworkSettings each = settings.frameworks().get(number);
        members.addFramework(number);
        allocator.addFramework(
                new FrameworkSpec(each.name(), new TreeSet<>(Set.of(each.role())), Capability.all(), Map.of()),
                used,
                true,
                suppressed ? Set.of(each.role()) : Set.of());
    }

    private void addAgent(int node, SortedMap<String, ResourceBag> used) {
        members.addAgent(node);
        allocator.addAgent(new AgentSpec(agent(node), needs.of(cluster.node(node))), used);
    }

    private String agent(int node) {
        while (node >= agentNames.size()) {
            agentNames.add(String.format(java.util.Locale.ROOT, "%07d", agentNames.size()));
        }
        return agentNames.get(node);
    }

    @Override
    public void on(int from, Object message, Outbox out) {
        long now = out.nowNanos();
        if (message instanceof SchedulerEvent.LeaderLost) {
            lose();
        } else if (message instanceof SchedulerEvent.LeaderElected) {
            lead(out);
        }
        if (leaderless) {
            missed(message);
            return;
        }
        allocator.catchUp(now);
        syncAgents();
        arrangeFailures(out);
        if (message instanceof SchedulerEvent event) {
            progressNanos = now;
            happened(event, out);
        } else if (message instanceof Message.Look) {
            beatNanos = beatNanos == now ? -1 : beatNanos;
            progressNanos = resumeIfDue(now) ? now : progressNanos;
            allocator.advanceTo(now);
        } else if (message instanceof Message.AgentBack back) {
            agentBack(back, out);
        } else if (message instanceof Message.Disconnected gone) {
            progressNanos = now;
            disconnected(gone.framework(), out);
        } else if (message instanceof Message.FailoverOver over) {
            progressNanos = now;
            giveUp(over, out);
        } else if (message instanceof Message.Register register) {
            frameworkBack(from - 1, register, out);
        } else if (members.framework(from - 1)) {
            answered(from - 1, (Message) message, out);
        }
        allocator.settle();
        sendOffers(out);
        beat(out);
    }

    /** Frameworks fail when they are said to. */
    private void arrangeFailures(Outbox out) {
        if (failuresArranged) {
            return;
        }
        failuresArranged = true;
        for (int i = 0; i < settings.frameworks().size(); i++) {
            long at = settings.frameworks().get(i).failure().atNanos();
            if (at >= 0) {
                long in = Math.max(0, at - out.nowNanos());
                out.send(i + 1, new Message.Fails(), in);
                out.send(0, new Message.Disconnected(i), in);
            }
        }
    }

    /** The connection to a framework is gone: nothing more is offered to it, and its tasks run on until its time is over. */
    private void disconnected(int framework, Outbox out) {
        if (!members.framework(framework)) {
            return; // it has not registered with this master yet
        }
        members.removeFramework(framework);
        away.add(framework);
        books.takeFrom(framework).forEach(each -> giveBack(each, null));
        allocator.deactivateFramework(settings.frameworks().get(framework).name());
        long timeout = settings.frameworks().get(framework).failure().failoverNanos();
        out.send(0, new Message.FailoverOver(framework, leaders), timeout);
    }

    /** A framework has not come back in time: its tasks are killed, and it is as if it had never been there. */
    private void giveUp(Message.FailoverOver over, Outbox out) {
        int framework = over.framework();
        if (over.master() != leaders || !away.remove(framework)) {
            return;
        }
        allocator.removeFramework(settings.frameworks().get(framework).name());
        members.takeUntold(framework).forEach(each -> endedOfOld.put(each.task(), each));
        books.tasks().forEach((task, given) -> {
            if (given.framework() == framework) {
                books.endTask(task);
                if (cluster.task(task).startNanos() >= 0) {
                    out.add(new Decision.Evict(task, EvictionCause.ABANDONED, 0, "its framework is gone"));
                    counts.killed(framework);
                } else {
                    ownerless.put(task, given); // it is bound to an agent that is down
                }
            }
        });
    }

    private void lose() {
        leaderless = true;
        books.forgetOffers();
        members.clear();
        away.clear();
        made.clear();
        beatNanos = -1;
    }

    /** What happens while no master leads: agents see their tasks end, and messages come to nobody. */
    private void missed(Object message) {
        if (message instanceof SchedulerEvent.TaskSubmitted) {
            inSystem++;
        } else if (message instanceof SchedulerEvent.TaskEnded ended) {
            inSystem--;
            endUntold(ended.task());
        } else if (message instanceof SchedulerEvent.PlaceLost lost) {
            inSystem--;
            endUntold(lost.task());
        } else if (message instanceof SchedulerEvent.TaskWithdrawn withdrawn) {
            inSystem--;
            books.endTask(withdrawn.task().index());
        }
    }

    private void endUntold(TaskView task) {
        Books.Given given = books.endTask(task.index());
        Books.Given left = ownerless.remove(task.index());
        if (given != null) {
            members.keepUntold(task.index(), task.sequence(), given);
        } else if (left != null) {
            endedOfOld.put(task.index(), new Members.Untold(task.index(), task.sequence(), left));
        }
    }

    /** Another master leads: it knows the registry, and waits for agents and frameworks. */
    private void lead(Outbox out) {
        leaderless = false;
        leaders++;
        long now = out.nowNanos();
        allocator = newAllocator(draws.stream("allocator").stream("master " + leaders));
        counts.follow(allocator);
        resumeNanos = Long.MAX_VALUE;
        if (!settings.quotas().isEmpty()) {
            allocator.pause();
            resumeNanos = Math.addExact(now, RECOVERY_NANOS);
            out.send(0, new Message.Look(), RECOVERY_NANOS);
        }
        usedBefore = members.used(books.tasks().values());
        Draws backOff = draws.stream("registration");
        while (knownNodes < cluster.nodeCount()) { // they came while there was no master
            nodeOf.put(agent(knownNodes), knownNodes++);
        }
        for (int node = 0; node < cluster.nodeCount(); node++) {
            if (!cluster.node(node).present()) {
                continue;
            }
            long delay = (long) (backOff.uniform(node, leaders) * REGISTRATION_NANOS);
            out.send(0, new Message.AgentBack(leaders, node), settings.latencyNanos() + delay);
        }
    }

    private boolean resumeIfDue(long now) {
        boolean enough = members.agents() >= (int) (cluster.nodeCount() * RECOVERED_PART);
        boolean due = resumeNanos != Long.MAX_VALUE && (enough || now >= resumeNanos);
        if (due) {
            resumeNanos = Long.MAX_VALUE;
            allocator.resume();
        }
        return due;
    }

    private void agentBack(Message.AgentBack back, Outbox out) {
        if (back.master() != leaders) {
            return; // it was on its way to a master that was lost in turn
        }
        int node = back.node();
        SortedMap<String, ResourceBag> used = new TreeMap<>();
        usedBefore
                .getOrDefault(node, new TreeMap<>())
                .forEach((framework, resources) ->
                        used.put(settings.frameworks().get(framework).name(), resources));
        addAgent(node, used);
        syncAgent(node);
        progressNanos = out.nowNanos();
        resumeIfDue(progressNanos);
        tellUntold(out);
    }

    private void frameworkBack(int number, Message.Register register, Outbox out) {
        if (register.master() != leaders) {
            return;
        }
        SortedMap<String, ResourceBag> used = new TreeMap<>();
        Set<Integer> known = new TreeSet<>();
        books.tasks().forEach((task, given) -> {
            if (given.framework() == number) {
                used.merge(agent(given.node()), given.resources(), ResourceBag::plus);
                known.add(task);
            }
        });
        for (Members.Untold each : members.untold()) {
            if (each.given().framework() == number) {
                used.merge(agent(each.given().node()), each.given().resources(), ResourceBag::plus);
                known.add(each.task());
            }
        }
        known.addAll(ownerless.keySet());
        List<Members.Untold> old = endedOfOld.values().stream()
                .filter(each -> each.given().framework() == number)
                .toList();
        old.forEach(each -> known.add(each.task()));
        if (members.framework(number)) { // it failed while it registered, which the master has not seen
            books.takeFrom(number).forEach(each -> giveBack(each, null));
            again(number, register.suppressed());
        } else if (away.remove(number)) {
            again(number, register.suppressed());
        } else {
            addFramework(number, used, register.suppressed());
        }
        progressNanos = out.nowNanos();
        send(number, new Message.Registered(leaders, known), out);
        for (Members.Untold each : old) {
            endedOfOld.remove(each.task());
            send(
                    number,
                    new Message.Ended(each.task(), each.sequence(), each.given().node()),
                    out);
        }
        tellUntold(out);
    }

    /** A framework is back in time. */
    private void again(int number, boolean suppressed) {
        members.addFramework(number);
        String name = settings.frameworks().get(number).name();
        if (suppressed) {
            allocator.suppressOffers(name, new TreeSet<>());
        } else {
            allocator.reviveOffers(name, new TreeSet<>());
        }
        allocator.activateFramework(name);
    }

    private void tellUntold(Outbox out) {
        members.tell(each -> {
            giveBack(each.given(), null);
            send(
                    each.given().framework(),
                    new Message.Ended(each.task(), each.sequence(), each.given().node()),
                    out);
        });
    }

    /** Agents that are cordoned or come back are switched off and on; those that are gone for good are removed. */
    private void syncAgents() {
        if (cluster.version() == seenVersion) {
            return;
        }
        knowNodes();
        if (!cluster.changesSince(Math.max(seenVersion, 0), (node, more) -> syncAgent(node)) || seenVersion < 0) {
            for (int node = 0; node < cluster.nodeCount(); node++) {
                syncAgent(node);
            }
        }
        seenVersion = cluster.version();
    }

    private void syncAgent(int node) {
        if (members.agent(node) && !cluster.node(node).present()) {
            allocator.removeAgent(agent(node));
            members.removeAgent(node);
        } else if (members.agent(node)) {
            allocator.setAgentActive(agent(node), cluster.node(node).schedulable());
        }
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
        } else if (event instanceof SchedulerEvent.TaskWithdrawn withdrawn) {
            inSystem--;
            withdrawn(withdrawn.task());
        } else if (event instanceof SchedulerEvent.Applied applied
                && applied.decision() instanceof Decision.Bind bind) {
            started(bind.task(), out);
        } else if (event instanceof SchedulerEvent.Refused refused
                && refused.decision() instanceof Decision.Bind bind) {
            lost(bind.task(), out);
        }
    }

    private void withdrawn(TaskView task) {
        Books.Given given = books.endTask(task.index());
        if (given != null) { // it was asked for, and had not started
            giveBack(given, null);
        }
    }

    private void ended(TaskView task, int node, Outbox out) {
        Books.Given given = books.task(task.index());
        if (given == null) {
            endedOwnerless(task, node, out);
            return;
        }
        if (!members.knows(given)) {
            endUntold(task);
            return;
        }
        books.endTask(task.index());
        giveBack(given, null);
        send(given.framework(), new Message.Ended(task.index(), task.sequence(), node), out);
    }

    /** A task that was left on an agent is over: its framework is told, now or when it is back. */
    private void endedOwnerless(TaskView task, int node, Outbox out) {
        Books.Given given = ownerless.remove(task.index());
        if (given == null) {
            return;
        }
        if (members.framework(given.framework())) {
            send(given.framework(), new Message.Ended(task.index(), task.sequence(), node), out);
        } else {
            endedOfOld.put(task.index(), new Members.Untold(task.index(), task.sequence(), given));
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
            long sequence = cluster.task(task).sequence();
            send(given.framework(), new Message.Ended(task, sequence, given.node()), out);
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
        ResourceBag kept = books.kept(framework, launch.node());
        if (kept.isEmpty()) {
            return; // kept by the master before: the framework will find out when it registers
        }
        ResourceBag rest = launch(launch.task(), framework, launch.node(), kept, out);
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
        boolean recovers = resumeNanos != Long.MAX_VALUE;
        if (recovers || inSystem == 0 || now - progressNanos > settings.patienceNanos()) {
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
        if (next >= now && (beatNanos < now || next < beatNanos)) {
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
