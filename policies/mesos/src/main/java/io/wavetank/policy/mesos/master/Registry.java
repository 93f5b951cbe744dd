package io.wavetank.policy.mesos.master;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Draws;
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
import io.wavetank.policy.mesos.framework.TaskNeeds;
import io.wavetank.policy.mesos.resource.ResourceBag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of the master share: agents and frameworks by name and number, what was given to whom, and the allocator, which is told of all of it.
 *
 * <p>Each leading master has an allocator of its own; agents keep their names, and roles their quotas and weights.
 */
final class Registry {
    private final MesosSettings settings;
    private final ClusterView cluster;
    private final TaskNeeds needs;
    private final Draws draws;
    private final Books books = new Books();
    private final Members members = new Members();
    private final FrameworkCounts counts;
    private final List<Offer> made = new ArrayList<>();
    private final Map<String, Integer> nodeOf = new TreeMap<>();
    private final Map<String, Integer> frameworkOf = new TreeMap<>();
    /** What agents are called, by node. */
    private final List<String> agentNames = new ArrayList<>();

    private HierarchicalAllocator allocator;
    private long seenVersion = -1;
    private int knownNodes;
    private int masters;

    Registry(MesosSettings settings, ClusterView cluster, TaskNeeds needs, Draws draws) {
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

    private HierarchicalAllocator newAllocator(Draws chance) {
        var next = new HierarchicalAllocator(settings.allocator(), chance, made::add);
        settings.quotas().forEach(next::updateQuota);
        settings.weights().forEach(next::updateWeight);
        return next;
    }

    /** The next master has an allocator that knows nobody yet; agents that came while there was no master have names, and register with the others. */
    void nextMaster() {
        masters++;
        allocator = newAllocator(draws.stream("allocator").stream("master " + masters));
        counts.follow(allocator);
        while (knownNodes < cluster.nodeCount()) {
            nodeOf.put(agent(knownNodes), knownNodes++);
        }
    }

    /** The master is lost: agents and frameworks have to register again, and offers are void. */
    void forget() {
        books.forgetOffers();
        members.clear();
        made.clear();
    }

    /** How many masters led before this one. */
    int masters() {
        return masters;
    }

    HierarchicalAllocator allocator() {
        return allocator;
    }

    Books books() {
        return books;
    }

    Members members() {
        return members;
    }

    FrameworkCounts counts() {
        return counts;
    }

    /** Takes the offers that the allocator has made. */
    List<Offer> takeOffers() {
        List<Offer> taken = List.copyOf(made);
        made.clear();
        return taken;
    }

    FrameworkSettings framework(int number) {
        return settings.frameworks().get(number);
    }

    /** The number of a framework by its name. */
    int frameworkNumber(String name) {
        Integer number = frameworkOf.get(name);
        if (number == null) {
            throw new IllegalStateException("There is no framework " + name);
        }
        return number;
    }

    void addFramework(int number, SortedMap<String, ResourceBag> used, boolean suppressed) {
        FrameworkSettings each = framework(number);
        members.addFramework(number);
        allocator.addFramework(
                new FrameworkSpec(each.name(), new TreeSet<>(Set.of(each.role())), Capability.all(), Map.of()),
                used,
                true,
                suppressed ? Set.of(each.role()) : Set.of());
    }

    void addAgent(int node, SortedMap<String, ResourceBag> used) {
        members.addAgent(node);
        allocator.addAgent(new AgentSpec(agent(node), needs.of(cluster.node(node))), used);
    }

    /** The name of the agent on a node. */
    String agent(int node) {
        while (node >= agentNames.size()) {
            agentNames.add(String.format(Locale.ROOT, "%07d", agentNames.size()));
        }
        return agentNames.get(node);
    }

    /** The node of an agent by its name; -1 for one that is not known. */
    int node(String agent) {
        return nodeOf.getOrDefault(agent, -1);
    }

    /** Agents that are new register at once. */
    private void knowNodes() {
        while (knownNodes < cluster.nodeCount()) {
            nodeOf.put(agent(knownNodes), knownNodes);
            addAgent(knownNodes++, new TreeMap<>());
        }
    }

    /** Agents that are cordoned or come back are switched off and on; those that are gone for good are removed. */
    void syncAgents() {
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

    void syncAgent(int node) {
        if (members.agent(node) && !cluster.node(node).present()) {
            allocator.removeAgent(agent(node));
            members.removeAgent(node);
        } else if (members.agent(node)) {
            allocator.setAgentActive(agent(node), cluster.node(node).schedulable());
        }
    }

    /** Returns what was given to the allocator, which may be told not to offer it to the same framework for a while. */
    void giveBack(Books.Given given, @Nullable RefuseTime filter) {
        allocator.recoverResources(framework(given.framework()).name(), agent(given.node()), given.resources(), filter);
    }

    /** Sends a message to a framework. */
    void send(int framework, Message message, Outbox out) {
        out.send(framework + 1, message, settings.latencyNanos());
    }
}
