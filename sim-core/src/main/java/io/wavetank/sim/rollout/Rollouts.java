package io.wavetank.sim.rollout;

import io.wavetank.policy.Draws;
import io.wavetank.sim.ForwardingListener;
import io.wavetank.sim.Reminders;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.record.RolloutFigures;
import io.wavetank.sim.replica.Plant;
import io.wavetank.sim.replica.Replica;
import io.wavetank.sim.replica.Replicas;
import io.wavetank.sim.replica.Scalable;
import io.wavetank.sim.scenario.RegistrySpec;
import io.wavetank.sim.scenario.RolloutSpec;
import io.wavetank.sim.traffic.ClusterTraffic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The services of a run that are rolled out: hears what happens to their tasks, and has their pods made, stopped and routed to. */
public final class Rollouts extends ForwardingListener implements Scalable.Others {
    private final TaskTable tasks;
    private final Replicas replicas;
    private final List<RolledService> services = new ArrayList<>();

    /**
     * Creates those of a run.
     *
     * @param registry where images come from
     * @param inner is told of everything, before anything comes of it
     */
    public Rollouts(
            List<RolloutSpec> specs,
            TaskTable tasks,
            ClusterTraffic traffic,
            Draws draws,
            RegistrySpec registry,
            Replicas.Calendar calendar,
            RunListener inner) {
        super(inner);
        this.tasks = tasks;
        this.replicas = new Replicas(registry, calendar);
        for (RolloutSpec each : specs) {
            Draws its = draws.stream("rollouts").stream(each.name());
            services.add(new RolledService(each, inner, replicas, traffic, its));
        }
    }

    /** Arranges what happens from the start on. */
    public void begin(Plant inRun) {
        replicas.begin(inRun);
        services.forEach(RolledService::begin);
    }

    /** What was arranged for now is done. */
    public void due(long now, int slot) throws IOException {
        replicas.due(now, slot);
    }

    /** What became of them until an instant, up to which requests go on. */
    public List<RolloutFigures> figures(long endNanos) {
        return services.stream().map(service -> service.figures(endNanos)).toList();
    }

    @Override
    public Scalable scaled(String name, Scalable.Watch watch) {
        for (RolledService each : services) {
            if (each.name().equals(name)) {
                each.scaledBy(watch);
                return each;
            }
        }
        throw new IllegalArgumentException("Service " + name + " is scaled as one that is rolled out, and is not");
    }

    @Override
    public List<? extends Scalable> unscaled() {
        return services.stream().filter(each -> !each.isScaled()).toList();
    }

    /** The pod that a task is; null if it is none. */
    @Override
    public @Nullable Replica replica(int task) {
        return replicas.of(task);
    }

    /** Whether the control plane can be asked. */
    public boolean answers() {
        return replicas.answers();
    }

    /** Has something done later. */
    public void remind(long timeNanos, Reminders.Reminder reminder) {
        replicas.remind(timeNanos, reminder);
    }

    @Override
    public void event(long now, Moment moment, TaskTable table, int task) throws IOException {
        inner.event(now, moment, table, task);
        replicas.tell(now, moment, task, tasks.node(task));
    }

    @Override
    public void clusterEvent(long now, ClusterMoment moment, int node) throws IOException {
        inner.clusterEvent(now, moment, node);
        for (RolledService each : services) {
            each.nodeChanged(now, moment, node);
        }
        if (moment == ClusterMoment.NODE_REMOVED) {
            replicas.nodeRemoved(now, node);
        }
    }
}
