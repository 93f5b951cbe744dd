package io.wavetank.policy.swarm.control;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.Unfit;
import io.wavetank.policy.swarm.placement.TaskPlacer;
import io.wavetank.policy.swarm.task.SwarmTask;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was last said of why tasks wait: of the groups by service, of tasks with a node of their own each by itself. */
final class WaitReasons {
    private static final String NOT_ITS_OWN = "not its node";

    private final ClusterView cluster;
    private SortedMap<String, SortedMap<String, Integer>> said = new TreeMap<>();
    private SortedMap<String, SortedMap<String, Integer>> ownSaid = new TreeMap<>();

    WaitReasons(ClusterView cluster) {
        this.cluster = cluster;
    }

    /** Why a task waits after a round; null if that is nothing new. */
    @Nullable
    Unfit news(SwarmTask task, TaskPlacer.Round round) {
        SortedMap<String, Integer> own = round.ownKeptOut().get(task.id());
        if (own != null) {
            return own.equals(ownSaid.get(task.id())) ? null : ofOwn(own);
        }
        SortedMap<String, Integer> keptOut = round.keptOut().get(task.spec().service());
        if (keptOut == null || keptOut.equals(said.get(task.spec().service()))) {
            return null;
        }
        return new Unfit(cluster.nodeCount(), keptOut);
    }

    private Unfit ofOwn(SortedMap<String, Integer> own) {
        SortedMap<String, Integer> all = new TreeMap<>(own);
        int nodes = cluster.nodeCount();
        if (nodes > 1) {
            all.put(NOT_ITS_OWN, nodes - 1);
        }
        return new Unfit(nodes, all);
    }

    /** Everything that was new after a round has been said. */
    void done(TaskPlacer.Round round) {
        said = round.keptOut();
        ownSaid = round.ownKeptOut();
    }
}
