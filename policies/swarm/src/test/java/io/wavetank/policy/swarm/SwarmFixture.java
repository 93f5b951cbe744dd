package io.wavetank.policy.swarm;

import io.wavetank.policy.swarm.node.Availability;
import io.wavetank.policy.swarm.node.GenericResource;
import io.wavetank.policy.swarm.node.NodeSpec;
import io.wavetank.policy.swarm.node.NodeState;
import io.wavetank.policy.swarm.node.Platform;
import io.wavetank.policy.swarm.orchestrate.Service;
import io.wavetank.policy.swarm.task.Mode;
import io.wavetank.policy.swarm.task.Placement;
import io.wavetank.policy.swarm.task.Reservation;
import io.wavetank.policy.swarm.task.RestartPolicy;
import io.wavetank.policy.swarm.task.TaskSpec;
import java.util.Collections;
import java.util.List;

/** Nodes and services for tests. */
public final class SwarmFixture {
    /** A second. */
    public static final long SECOND = 1_000_000_000L;

    private SwarmFixture() {}

    /** A node with so many processors and some user-defined resources. */
    public static NodeSpec node(String id, long cpus, GenericResource... generic) {
        return new NodeSpec(
                id,
                id,
                "",
                "worker",
                Availability.ACTIVE,
                NodeState.READY,
                cpus * SECOND,
                0,
                List.of(generic),
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                new Platform("linux", "amd64"),
                List.of());
    }

    /** A replicated service whose tasks reserve so many processors. */
    public static Service service(String id, int replicas, long cpus) {
        return service(id, Mode.REPLICATED, replicas, replicas, new Reservation(cpus * SECOND, 0, List.of()));
    }

    /** A service. */
    public static Service service(String id, Mode mode, int replicas, int concurrent, Reservation reservation) {
        return new Service(
                new TaskSpec(id, 1, mode, reservation, Placement.ANYWHERE, RestartPolicy.DEFAULT),
                replicas,
                concurrent,
                SECOND);
    }
}
