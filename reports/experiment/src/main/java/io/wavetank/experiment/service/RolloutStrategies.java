package io.wavetank.experiment.service;

import io.wavetank.policy.constraint.CountOrPercentage;
import io.wavetank.policy.kubernetes.health.KubeletProbes;
import io.wavetank.policy.kubernetes.rollout.Canary;
import io.wavetank.policy.kubernetes.rollout.DeploymentRollout;
import io.wavetank.policy.kubernetes.rollout.DeploymentSpec;
import io.wavetank.policy.kubernetes.rollout.ProgressiveRollout;
import io.wavetank.policy.rollout.Rollout;
import io.wavetank.policy.swarm.health.DockerHealthCheck;
import io.wavetank.policy.swarm.rollout.SwarmRollout;
import io.wavetank.policy.swarm.rollout.UpdateConfig;
import io.wavetank.policy.traffic.HealthCheck;
import io.wavetank.policy.traffic.ProbeSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who decides how versions give way to each other, and how containers are seen to be up, by the systems that do it. Ranges are checked when they are made. */
public final class RolloutStrategies {
    private static final int HISTORY = 10;

    private RolloutStrategies() {}

    /**
     * What all Deployments have.
     *
     * @param minReadyNanos how long a pod is ready until it is available
     * @param deadlineNanos how long nothing may move until it counts as stuck; 0 is for ever
     * @param rollsBack whether it is rolled back then
     */
    public record Progress(long minReadyNanos, long deadlineNanos, boolean rollsBack) {}

    /** A Deployment that rolls. */
    public static Rollout.Factory rolling(CountOrPercentage surge, CountOrPercentage unavailable, Progress progress) {
        return deployment(DeploymentSpec.Strategy.ROLLING_UPDATE, surge, unavailable, progress);
    }

    /** A Deployment all of whose pods are stopped before others are made. */
    public static Rollout.Factory recreate(Progress progress) {
        var none = new CountOrPercentage(0, false);
        return deployment(DeploymentSpec.Strategy.RECREATE, none, none, progress);
    }

    private static Rollout.Factory deployment(
            DeploymentSpec.Strategy strategy,
            CountOrPercentage surge,
            CountOrPercentage unavailable,
            Progress progress) {
        var spec = new DeploymentSpec(
                1, strategy, surge, unavailable, progress.minReadyNanos(), progress.deadlineNanos(), HISTORY, false);
        return (replicas, version) -> new DeploymentRollout(spec.scaledTo(replicas), version, progress.rollsBack());
    }

    /** Blue and green: so long on trial, and so long until the old pods go. */
    public static Rollout.Factory blueGreen(long trialNanos, long delayNanos) {
        ProgressiveRollout.blueGreen(1, "", trialNanos, delayNanos);
        return (replicas, version) -> ProgressiveRollout.blueGreen(replicas, version, trialNanos, delayNanos);
    }

    /** A canary by steps of percentages and how long each lasts; requests are divided, or go where pods are, within fence posts. */
    public static Rollout.Factory canary(
            boolean divided,
            List<Integer> percents,
            List<Long> pausesNanos,
            CountOrPercentage surge,
            CountOrPercentage unavailable) {
        List<Canary.Step> steps = new ArrayList<>();
        for (int i = 0; i < percents.size(); i++) {
            steps.add(new Canary.Step(percents.get(i), pausesNanos.get(i)));
        }
        ProgressiveRollout.canary(1, "", divided, steps, surge, unavailable);
        return (replicas, version) -> ProgressiveRollout.canary(replicas, version, divided, steps, surge, unavailable);
    }

    /**
     * How Swarm updates, or rolls back.
     *
     * @param parallelism how many slots at once; 0 is all
     * @param delayNanos between two slots of a worker
     * @param action what follows on failure: {@code pause}, {@code continue} or {@code rollback}
     * @param monitorNanos how long a new task is watched
     * @param ratio share of tasks that may fail
     * @param startFirst whether the new task runs before the old one stops
     */
    public record SwarmUpdate(
            int parallelism, long delayNanos, String action, long monitorNanos, double ratio, boolean startFirst) {
        private UpdateConfig config() {
            return new UpdateConfig(
                    parallelism,
                    delayNanos,
                    switch (action) {
                        case "continue" -> UpdateConfig.FailureAction.CONTINUE;
                        case "rollback" -> UpdateConfig.FailureAction.ROLLBACK;
                        default -> UpdateConfig.FailureAction.PAUSE;
                    },
                    monitorNanos,
                    (float) ratio,
                    startFirst ? UpdateConfig.Order.START_FIRST : UpdateConfig.Order.STOP_FIRST);
        }
    }

    /** A service of Swarm. */
    public static Rollout.Factory swarm(SwarmUpdate update, SwarmUpdate rollback) {
        UpdateConfig forwards = update.config();
        UpdateConfig back = rollback.config();
        return (replicas, version) -> new SwarmRollout(forwards, back, replicas, version);
    }

    /** The probes of a kubelet; null for one that is not made. */
    public static HealthCheck.Factory probes(
            @Nullable ProbeSpec startup, @Nullable ProbeSpec liveness, @Nullable ProbeSpec readiness) {
        var specs = new KubeletProbes.Specs(startup, liveness, readiness);
        return (startedNanos, draw) -> new KubeletProbes(specs, startedNanos, draw);
    }

    /** Docker's health check. */
    public static HealthCheck.Factory healthCheck(
            long intervalNanos, long timeoutNanos, long startPeriodNanos, long startIntervalNanos, int retries) {
        var settings = new DockerHealthCheck.Settings(
                intervalNanos, timeoutNanos, startPeriodNanos, startIntervalNanos, retries);
        return (startedNanos, draw) -> new DockerHealthCheck(settings, startedNanos);
    }
}
