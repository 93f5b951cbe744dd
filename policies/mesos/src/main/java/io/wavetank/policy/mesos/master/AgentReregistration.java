package io.wavetank.policy.mesos.master;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Draws;
import io.wavetank.policy.compose.Outbox;
import io.wavetank.policy.mesos.framework.Message;
import io.wavetank.policy.mesos.resource.ResourceBag;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Agents register with a new master, each after a back-off of its own, and say what frameworks use of them. If any role has quota, nothing is offered
 * before four fifths of the agents are back, or ten minutes have gone by.
 */
final class AgentReregistration {
    private static final long SECOND = 1_000_000_000L;
    /** The part of the agents that a new master waits for where there is quota, and for how long at most. */
    private static final double RECOVERED_PART = 0.8;

    private static final long RECOVERY_NANOS = 600 * SECOND;
    /** Within what time agents register with a new master, each when its draw says: their back-off. */
    private static final long REGISTRATION_NANOS = SECOND;

    private final Registry registry;
    private final ClusterView cluster;
    private final Draws backOff;
    private final boolean waits;
    private final long latencyNanos;
    /** What agents will say that frameworks use of them: nothing is launched on an agent before it is back. */
    private SortedMap<Integer, SortedMap<Integer, ResourceBag>> usedBefore = new TreeMap<>();

    /** When offers are made whoever is back; never unless a new master waits. */
    private long resumeNanos = Long.MAX_VALUE;

    AgentReregistration(Registry registry, MesosSettings settings, ClusterView cluster, Draws draws) {
        this.registry = registry;
        this.cluster = cluster;
        this.backOff = draws.stream("registration");
        this.waits = !settings.quotas().isEmpty();
        this.latencyNanos = settings.latencyNanos();
    }

    /** Another master leads: it knows the registry, and waits for agents. */
    void begin(Outbox out) {
        registry.nextMaster();
        resumeNanos = Long.MAX_VALUE;
        if (waits) {
            registry.allocator().pause();
            resumeNanos = Math.addExact(out.nowNanos(), RECOVERY_NANOS);
            out.send(0, new Message.Look(), RECOVERY_NANOS);
        }
        usedBefore = registry.members().used(registry.books().tasks().values());
        for (int node = 0; node < cluster.nodeCount(); node++) {
            if (!cluster.node(node).present()) {
                continue;
            }
            long delay = (long) (backOff.uniform(node, registry.masters()) * REGISTRATION_NANOS);
            out.send(0, new Message.AgentBack(registry.masters(), node), latencyNanos + delay);
        }
    }

    /** An agent registers. */
    void register(int node) {
        SortedMap<String, ResourceBag> used = new TreeMap<>();
        usedBefore
                .getOrDefault(node, new TreeMap<>())
                .forEach((framework, resources) ->
                        used.put(registry.framework(framework).name(), resources));
        registry.addAgent(node, used);
        registry.syncAgent(node);
    }

    /** Whether a new master makes no offers yet. */
    boolean recovers() {
        return resumeNanos != Long.MAX_VALUE;
    }

    /** Begins to make offers if enough agents are back, or it has waited for long enough; says whether it did. */
    boolean resumeIfDue(long now) {
        boolean enough = registry.members().agents() >= (int) (cluster.nodeCount() * RECOVERED_PART);
        boolean due = recovers() && (enough || now >= resumeNanos);
        if (due) {
            resumeNanos = Long.MAX_VALUE;
            registry.allocator().resume();
        }
        return due;
    }
}
