package io.wavetank.policy.compose;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.ClusterView;
import io.wavetank.policy.DeviceChoice;
import io.wavetank.policy.Feasibility;
import io.wavetank.policy.FilterPlugin;
import io.wavetank.policy.NodeView;
import io.wavetank.policy.PlacementPolicy;
import io.wavetank.policy.ScorePlugin;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import java.util.List;

/**
 * A placement policy made of plug-ins: among the nodes that pass {@link Feasibility} and every filter, the one with the highest weighted sum
 * of scores; the lowest-numbered of equals.
 */
public final class Profile implements PlacementPolicy {
    private final List<FilterPlugin> filters;
    private final List<WeightedScore> scores;
    private final DeviceChoice devices;

    /**
     * A score plug-in and what it counts for.
     *
     * @param weight what the score is multiplied with, at least 1
     * @param plugin the plug-in
     */
    public record WeightedScore(long weight, ScorePlugin plugin) {
        /** Checks the weight. */
        public WeightedScore {
            if (weight < 1) {
                throw new IllegalArgumentException("A weight is at least 1: " + weight);
            }
        }
    }

    /** Puts a profile together. */
    public Profile(List<FilterPlugin> filters, List<WeightedScore> scores, DeviceChoice devices) {
        this.filters = List.copyOf(filters);
        this.scores = List.copyOf(scores);
        this.devices = devices;
    }

    /** Returns the profile of one score and no filter beyond {@link Feasibility}. */
    public static Profile of(ScorePlugin score, DeviceChoice devices) {
        return new Profile(List.of(), List.of(new WeightedScore(1, score)), devices);
    }

    @Override
    public int place(TaskView task, ClusterView cluster, Attempt attempt) {
        TaskClass taskClass = task.taskClass();
        int best = Attempt.NOWHERE;
        long bestScore = Long.MIN_VALUE;
        int scored = 0;
        for (int index = 0, count = cluster.nodeCount(); index < count; index++) {
            NodeView node = cluster.node(index);
            if (feasible(taskClass, node)) {
                scored++;
                long score = score(taskClass, node);
                if (best == Attempt.NOWHERE || score > bestScore) {
                    best = index;
                    bestScore = score;
                }
            }
        }
        attempt.scored(scored);
        return best;
    }

    private long score(TaskClass task, NodeView node) {
        long sum = 0;
        for (int i = 0; i < scores.size(); i++) {
            WeightedScore score = scores.get(i);
            sum += score.weight() * score.plugin().score(task, node);
        }
        return sum;
    }

    @Override
    public boolean feasible(TaskClass task, NodeView node) {
        if (!Feasibility.fits(task, node)) {
            return false;
        }
        for (int i = 0; i < filters.size(); i++) {
            if (!filters.get(i).accepts(task, node)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public DeviceChoice deviceChoice() {
        return devices;
    }
}
