package io.wavetank.acceptance;

import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.ReplicaView;
import io.wavetank.policy.scaling.Resize;
import io.wavetank.policy.scaling.ResourceRecommender;
import io.wavetank.policy.scaling.Scale;
import io.wavetank.policy.scaling.ServiceView;
import io.wavetank.policy.scaling.UpdateMode;
import io.wavetank.policy.scaling.Updates;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.scenario.NodeGroupSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Follows which nodes there are, what is on them, and what is stopped because of them. */
final class AutoscalingWatch implements RunListener {
    /** How many replicas of a service may be unavailable for a drain or an update. */
    static final int MOST_UNAVAILABLE = 1;
    /** What a spot node is given from the notice on. */
    private static final long NOTICE_NANOS = 120_000_000_000L;

    final List<String> complaints = new ArrayList<>();
    final Map<String, NodeGroupSpec> groups = new TreeMap<>();
    final Map<String, ServiceView> services = new TreeMap<>();
    private final List<String> names = new ArrayList<>();
    /** By node that is to go: since when, or since it was taken back. */
    private final Map<Integer, Long> draining = new HashMap<>();
    /** By node that an unmovable replica had to leave: when it has to be gone, since only a node that is taken back may do that. */
    private final Map<Integer, Long> goneBy = new TreeMap<>();

    private final Map<Integer, Integer> nodeOf = new HashMap<>();
    private final Map<String, Integer> nodes = new TreeMap<>();
    int drainedReady;
    int takenBack;
    int updated;

    void start(List<NodeSpec> first) {
        for (NodeSpec node : first) {
            names.add(node.name());
            nodes.merge(group(node.name()), 1, Integer::sum);
        }
    }

    private static String group(String node) {
        return node.substring(0, node.lastIndexOf('-'));
    }

    private boolean spot(int node) {
        NodeGroupSpec group = groups.get(group(names.get(node)));
        return group != null && group.spot();
    }

    /** The run is over. */
    void end(long now) {
        goneBy.forEach((node, latest) -> {
            if (latest <= now) {
                complaints.add(names.get(node) + " is still there, though unmovable replicas had to leave it");
            }
        });
    }

    @Override
    public void nodeNamed(int node, String name) {
        names.add(name);
    }

    @Override
    public void clusterEvent(long now, ClusterMoment moment, int node) {
        String group = group(names.get(node));
        if (moment == ClusterMoment.NODE_ADDED) {
            nodes.merge(group, 1, Integer::sum);
        } else if (moment == ClusterMoment.NODE_DRAINING) {
            draining.put(node, now);
        } else if (moment == ClusterMoment.NODE_KEPT) {
            draining.remove(node);
            if (goneBy.containsKey(node)) {
                complaints.add(names.get(node) + " stays, though unmovable replicas had to leave it");
            }
        } else if (moment == ClusterMoment.NODE_REMOVED) {
            nodes.merge(group, -1, Integer::sum);
            draining.remove(node);
            Long latest = goneBy.remove(node);
            if (latest != null && latest < now) {
                complaints.add(names.get(node) + " goes late");
            }
            if (nodeOf.containsValue(node)) {
                complaints.add(names.get(node) + " goes with something on it");
            }
        }
        NodeGroupSpec bounds = groups.get(group);
        int size = nodes.getOrDefault(group, 0);
        boolean few = bounds != null && size < bounds.least() && !bounds.spot();
        if (bounds == null || size > bounds.most() || few) {
            complaints.add(group + " has " + size + " nodes");
        }
    }

    @Override
    public void event(long now, Moment moment, TaskTable tasks, int task) {
        if (moment == Moment.STARTED) {
            nodeOf.put(task, tasks.node(task));
        } else if (moment == Moment.STOPPING && draining.containsKey(tasks.node(task))) {
            stops(now, tasks.job(task), task, tasks.node(task));
        } else if (moment == Moment.REMOVED || moment == Moment.EVICTED) {
            nodeOf.remove(task);
        }
    }

    /** A replica is told to stop on a node that is to go. */
    private void stops(long now, String name, int task, int node) {
        ServiceView service = services.get(name);
        long takenAwayNanos = draining.getOrDefault(node, now) + NOTICE_NANOS;
        if (name.equals("s2") && spot(node)) {
            goneBy.putIfAbsent(node, takenAwayNanos);
        } else if (name.equals("s2")) {
            complaints.add(names.get(node) + " is drained with an unmovable replica on it");
        }
        if (spot(node) && now == takenAwayNanos) {
            takenBack++; // whatever the budgets say
        } else if (service != null && !name.equals("s2")) {
            boolean tookLoad = service.replicas().stream()
                    .anyMatch(each -> each.task() == task && each.readyChangedNanos() == now);
            drainedReady += tookLoad ? 1 : 0;
            if (tookLoad && service.ready() < service.wanted() - MOST_UNAVAILABLE) {
                complaints.add(name + " has " + service.ready() + " of " + service.wanted() + " replicas ready");
            }
        }
    }

    @Override
    public void finalState(TaskTable tasks, int task, TaskState state, long endNanos) {
        nodeOf.remove(task);
    }

    /** A recommender whose evictions are looked at. */
    record Watched(ResourceRecommender inner, AutoscalingWatch watch) implements ResourceRecommender {
        @Override
        public void sampled(ServiceView service, long nowNanos) {
            inner.sampled(service, nowNanos);
        }

        @Override
        public void outOfMemory(ServiceView service, ReplicaView replica, long nowNanos) {
            inner.outOfMemory(service, replica, nowNanos);
        }

        @Override
        public @Nullable Resize recommend(ServiceView service, long nowNanos) {
            Resize resize = inner.recommend(service, nowNanos);
            if (resize != null && (resize.cpuMillis() < 200 || resize.cpuMillis() > 2000)) {
                watch.complaints.add(service.name() + " is to ask for " + resize.cpuMillis() + " millicores");
            }
            return resize;
        }

        @Override
        public void update(ServiceView service, Resize resize, UpdateMode mode, long nowNanos, Updates updates) {
            inner.update(service, resize, mode, nowNanos, new Updates() {
                @Override
                public boolean evict(ReplicaView replica) {
                    boolean ready = replica.ready();
                    boolean done = updates.evict(replica);
                    watch.updated += done ? 1 : 0;
                    if (done && ready && service.ready() < service.wanted() - MOST_UNAVAILABLE) {
                        watch.complaints.add(service.name() + " has " + service.ready() + " of " + service.wanted()
                                + " replicas ready after one was evicted to be resized");
                    }
                    return done;
                }

                @Override
                public Outcome resize(ReplicaView replica) {
                    Outcome outcome = updates.resize(replica);
                    watch.updated += outcome == Outcome.DONE ? 1 : 0;
                    return outcome;
                }
            });
        }

        @Override
        public long periodNanos() {
            return inner.periodNanos();
        }
    }

    /** An autoscaler whose decisions are looked at. */
    record Bounded(ReplicaAutoscaler inner, int least, int most, AutoscalingWatch watch) implements ReplicaAutoscaler {
        @Override
        public Scale decide(ServiceView service, long nowNanos) {
            watch.services.put(service.name(), service);
            Scale scale = inner.decide(service, nowNanos);
            if (scale.replicas() < least || scale.replicas() > most) {
                watch.complaints.add(service.name() + " is told to have " + scale.replicas());
            }
            return scale;
        }

        @Override
        public long periodNanos() {
            return inner.periodNanos();
        }

        @Override
        public boolean measuresItself() {
            return inner.measuresItself();
        }

        @Override
        public int leastReplicas() {
            return inner.leastReplicas();
        }

        @Override
        public int mostReplicas() {
            return inner.mostReplicas();
        }
    }
}
