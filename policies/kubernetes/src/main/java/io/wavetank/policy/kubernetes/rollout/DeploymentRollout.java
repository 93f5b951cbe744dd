package io.wavetank.policy.kubernetes.rollout;

import io.wavetank.policy.rollout.Rollout;
import io.wavetank.policy.rollout.RolloutStage;
import io.wavetank.policy.rollout.RolloutStep;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Deployment and its ReplicaSets: rolling update or recreate. A rollout past its progress deadline is stuck, and is rolled back if that is wanted: an operator,
 * or what watches the condition {@code Progressing}, does that in production.
 */
public final class DeploymentRollout implements Rollout {
    private final Deployment deployment;
    private final boolean rollsBack;
    private boolean backwards;
    private boolean looked;
    private long nextAvailableNanos = Long.MAX_VALUE;

    /**
     * Creates it.
     *
     * @param spec what the Deployment is to be
     * @param version of its pods at first
     * @param rollsBack whether a rollout past its deadline is rolled back
     */
    public DeploymentRollout(DeploymentSpec spec, String version, boolean rollsBack) {
        this.deployment = new Deployment(spec, version);
        this.rollsBack = rollsBack;
    }

    @Override
    public void update(String version, long nowNanos) {
        deployment.update(version);
        backwards = false;
        looked = false;
    }

    /** As an HPA does it: {@code spec.replicas} is set, of which the fence posts are percentages, and the next pass spreads what is more or less over versions. */
    @Override
    public void scale(int replicas, long nowNanos) {
        deployment.update(deployment.spec().scaledTo(replicas));
    }

    @Override
    public List<RolloutStep> step(View view, long nowNanos) {
        observe(view, nowNanos);
        List<RolloutAction> actions = deployment.sync(nowNanos);
        looked = true;
        if (deployment.status() == RolloutStatus.DEADLINE_EXCEEDED
                && rollsBack
                && !backwards
                && deployment.hasVersionBefore()) {
            backwards = true;
            deployment.rollBack(0);
            actions = deployment.sync(nowNanos);
        }
        while (!actions.isEmpty()) {
            observe(view, nowNanos);
            actions = deployment.sync(nowNanos);
        }
        List<RolloutStep> steps = new ArrayList<>();
        SortedMap<String, Integer> wanted = new TreeMap<>();
        view.pods().forEach(pod -> wanted.put(pod.version(), 0));
        deployment.sets().forEach(set -> wanted.put(set.template(), set.wanted()));
        wanted.forEach((version, pods) -> PodCounts.of(version, view).bringTo(pods, version, nowNanos, steps));
        return steps;
    }

    private void observe(View view, long nowNanos) {
        nextAvailableNanos = Long.MAX_VALUE;
        long minReady = deployment.spec().minReadyNanos();
        for (ReplicaSet set : deployment.sets()) {
            PodCounts counts = PodCounts.of(set.template(), view);
            set.observe(counts.staying(), counts.ready(), counts.available(minReady, nowNanos), counts.leaving());
            nextAvailableNanos = Math.min(nextAvailableNanos, counts.nextAvailableNanos(minReady, nowNanos));
        }
    }

    @Override
    public long nextNanos() {
        return Math.min(nextAvailableNanos, deployment.nextSyncNanos());
    }

    @Override
    public RolloutStage stage() {
        if (!looked) {
            return RolloutStage.PROGRESSING;
        }
        return switch (deployment.status()) {
            case PROGRESSING -> backwards ? RolloutStage.ROLLING_BACK : RolloutStage.PROGRESSING;
            case COMPLETE -> backwards ? RolloutStage.ROLLED_BACK : RolloutStage.COMPLETE;
            case DEADLINE_EXCEEDED -> RolloutStage.STUCK;
        };
    }
}
