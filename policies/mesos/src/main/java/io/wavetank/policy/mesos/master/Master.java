package io.wavetank.policy.mesos.master;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Draws;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.compose.Actor;
import io.wavetank.policy.compose.Outbox;
import io.wavetank.policy.mesos.framework.Message;
import io.wavetank.policy.mesos.framework.TaskNeeds;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * The master: knows agents and frameworks, carries the allocator's offers out and the answers back, and starts tasks. What arrives goes to the part that
 * deals with it; then offers are sent, and the next round is arranged.
 *
 * <p>When the leading master is lost, offers and registrations are lost with it; the registry (quotas, weights, which agents there are) is not,
 * and agents go on with their tasks. Agents and frameworks register with the next one; agents say what they run, and which tasks ended meanwhile.
 */
final class Master implements Actor {
    private static final double MILLION = 1e6;

    private final MesosSettings settings;
    private final Registry registry;
    private final StatusUpdates updates;
    private final SchedulerCalls calls;
    private final FrameworkFailover frameworks;
    private final AgentReregistration agents;
    private final AllocationBeat beat;
    private boolean leaderless;

    Master(MesosSettings settings, ClusterView cluster, TaskNeeds needs, Draws draws) {
        this.settings = settings;
        this.registry = new Registry(settings, cluster, needs, draws);
        this.updates = new StatusUpdates(registry, cluster);
        this.calls = new SchedulerCalls(registry, cluster, needs);
        this.frameworks =
                new FrameworkFailover(registry, updates, settings.frameworks().size());
        this.agents = new AgentReregistration(registry, settings, cluster, draws);
        this.beat = new AllocationBeat(settings);
    }

    @Override
    public void on(int from, Object message, Outbox out) {
        if (message instanceof SchedulerEvent.LeaderLost) {
            lose();
        } else if (message instanceof SchedulerEvent.LeaderElected) {
            leaderless = false;
            agents.begin(out);
        }
        if (message instanceof SchedulerEvent event) {
            beat.count(event);
        }
        if (leaderless) {
            if (message instanceof SchedulerEvent event) {
                updates.missed(event); // messages come to nobody
            }
            return;
        }
        registry.allocator().catchUp(out.nowNanos());
        registry.syncAgents();
        frameworks.arrangeFailures(out);
        handle(from, message, out);
        registry.allocator().settle();
        calls.sendOffers(out);
        if (!agents.recovers()) {
            beat.arrange(registry.allocator(), out);
        }
    }

    private void handle(int from, Object message, Outbox out) {
        long now = out.nowNanos();
        if (message instanceof SchedulerEvent event) {
            beat.progress(now);
            updates.happened(event, out);
        } else if (message instanceof Message.Look) {
            beat.struck(now);
            resumeIfDue(now);
            registry.allocator().advanceTo(now);
        } else if (message instanceof Message.AgentBack back) {
            if (back.master() == registry.masters()) { // else it was on its way to a master that was lost in turn
                agents.register(back.node());
                beat.progress(now);
                resumeIfDue(now);
                updates.tellUntold(out);
            }
        } else if (message instanceof Message.Disconnected gone) {
            beat.progress(now);
            frameworks.disconnected(gone.framework(), out);
        } else if (message instanceof Message.FailoverOver over) {
            beat.progress(now);
            frameworks.giveUp(over, out);
        } else if (message instanceof Message.Register register) {
            if (register.master() == registry.masters()) {
                beat.progress(now);
                frameworks.register(from - 1, register, out);
            }
        } else if (registry.members().framework(from - 1)) {
            calls.called(from - 1, (Message) message, out);
        }
    }

    private void resumeIfDue(long nowNanos) {
        if (agents.resumeIfDue(nowNanos)) {
            beat.progress(nowNanos);
        }
    }

    private void lose() {
        leaderless = true;
        registry.forget();
        frameworks.forget();
        beat.stop();
    }

    List<String> roles() {
        var roles = new TreeSet<String>();
        settings.frameworks().forEach(each -> roles.add(each.role()));
        return List.copyOf(roles);
    }

    long[] dominantSharesMillionths() {
        SortedMap<String, Double> shares = registry.allocator().dominantShares();
        return roles().stream()
                .mapToLong(role -> Math.round(shares.getOrDefault(role, 0.0) * MILLION))
                .toArray();
    }

    SortedMap<String, Long> counts() {
        return registry.counts().all();
    }
}
