package io.wavetank.policy.mesos.master;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Decision;
import io.wavetank.policy.Decisions;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Elastic;
import io.wavetank.policy.FailoverDefaults;
import io.wavetank.policy.Leadership;
import io.wavetank.policy.Metered;
import io.wavetank.policy.NodeHealth;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.SchedulerEvent;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.compose.Actor;
import io.wavetank.policy.compose.Ensemble;
import io.wavetank.policy.mesos.framework.FrameworkActor;
import io.wavetank.policy.mesos.framework.TaskNeeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Mesos: a master that offers, and frameworks that choose, each a scheduler of its own with its own queue and thinking time.
 *
 * <p>A task is submitted to the framework that takes it. Frameworks see offers alone and know nothing of each other.
 */
public final class MesosScheduler implements Scheduler, Elastic, Metered, FailoverDefaults {
    private static final int MASTER = 0;
    private static final long SECOND = 1_000_000_000L;

    /** Three masters, the leading one known by a session with ZooKeeper that ends after 10 s without a sign. */
    private static final Leadership LEADERSHIP = new Leadership(3, 10 * SECOND, true);

    /** A ping every 15 s; the fifth that is not answered within its 15 s is the last: 90 s after the last answer. No tasks are waited for. */
    private static final NodeHealth NODE_HEALTH = new NodeHealth(15 * SECOND, 90 * SECOND, 0, 0, false);

    private final MesosSettings settings;
    private final Master master;
    private final Ensemble ensemble;
    private final ClusterView cluster;
    private int knownNodes;

    /** Sets up the master and the frameworks of one run. */
    public MesosScheduler(MesosSettings settings, ClusterView cluster, Draws draws) {
        this.settings = settings;
        this.cluster = cluster;
        this.knownNodes = cluster.nodeCount();
        var needs = new TaskNeeds(cluster);
        this.master = new Master(settings, cluster, needs, draws);
        List<Actor> actors = new ArrayList<>();
        actors.add(master);
        for (int i = 0; i < settings.frameworks().size(); i++) {
            actors.add(new FrameworkActor(
                    settings.frameworks().get(i),
                    cluster,
                    needs,
                    MASTER,
                    i + 1,
                    settings.latencyNanos(),
                    draws.stream("framework")));
        }
        this.ensemble = new Ensemble(actors, this::route);
    }

    @Override
    public void on(SchedulerEvent event, Decisions out) {
        while (event instanceof SchedulerEvent.Pass && knownNodes < cluster.nodeCount()) {
            ensemble.on(new SchedulerEvent.NodeBack(knownNodes++), out); // an agent that is new registers
        }
        ensemble.on(event, out);
    }

    /** What a running task holds is not changed in Mesos. */
    @Override
    public boolean resizesInPlace() {
        return false;
    }

    @Override
    public Leadership leadership() {
        return LEADERSHIP;
    }

    @Override
    public NodeHealth nodeHealth() {
        return NODE_HEALTH;
    }

    private void route(SchedulerEvent event, Ensemble.Teller tell) {
        if (event instanceof SchedulerEvent.LeaderLost || event instanceof SchedulerEvent.LeaderElected) {
            for (int actor = MASTER; actor <= settings.frameworks().size(); actor++) {
                tell.to(actor, 0);
            }
        } else if (event instanceof SchedulerEvent.TaskSubmitted submitted) {
            tell.to(MASTER, 0);
            tell.to(1 + frameworkOf(submitted.task()), 0);
        } else if (event instanceof SchedulerEvent.TaskWithdrawn withdrawn) {
            tell.to(MASTER, 0);
            tell.to(1 + frameworkOf(withdrawn.task()), 0);
        } else if (event instanceof SchedulerEvent.NodeLost || event instanceof SchedulerEvent.NodeBack) {
            tell.to(MASTER, 0);
        } else if (event instanceof SchedulerEvent.TaskEnded || event instanceof SchedulerEvent.PlaceLost) {
            tell.to(MASTER, 0);
        } else if (event instanceof SchedulerEvent.Applied applied && applied.decision() instanceof Decision.Bind) {
            tell.to(MASTER, 0);
        } else if (event instanceof SchedulerEvent.Refused refused && refused.decision() instanceof Decision.Bind) {
            tell.to(MASTER, 0);
        }
    }

    private int frameworkOf(TaskView task) {
        for (int i = 0; i < settings.frameworks().size(); i++) {
            if (settings.frameworks().get(i).takes().matches(task.taskClass())) {
                return i;
            }
        }
        return settings.frameworks().size() - 1;
    }

    @Override
    public SortedMap<String, Long> counts() {
        return master.counts();
    }

    @Override
    public List<String> gauges() {
        return master.roles().stream()
                .map(role -> "dominant_share_" + role + "_millionths")
                .toList();
    }

    @Override
    public long[] readings() {
        return master.dominantSharesMillionths();
    }
}
