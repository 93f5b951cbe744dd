package io.wavetank.policy.kubernetes.autoscale.hpa;

import io.wavetank.policy.kubernetes.autoscale.hpa.Limits.Limit;
import io.wavetank.policy.kubernetes.autoscale.hpa.Reconciliation.Able;
import io.wavetank.policy.kubernetes.autoscale.hpa.Reconciliation.Active;
import io.wavetank.policy.kubernetes.autoscale.hpa.Reconciliation.Limited;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The horizontal pod autoscaler of one workload: told the metrics at each tick, it says how many replicas to ask for.
 *
 * <p>A tick: a workload set to 0 by hand is left alone; one outside of minimum and maximum is brought back, nothing else looked at. Else the
 * largest proposal of all metrics is smoothed by earlier ones, then limited in its rate. A metric that fails keeps the workload from shrinking,
 * not from growing. What is remembered (recommendations, changes carried out) lives in the controller's memory and is lost with its leader.
 *
 * <p>Source: Kubernetes 1.26, {@code HorizontalController}.
 */
public final class HorizontalPodAutoscaler {
    private final HpaSpec spec;
    private final HpaSettings settings;
    private final ReplicaCalculator calculator;
    private final Recommendations recommendations = new Recommendations();
    private final Limits limits;

    /** Creates the autoscaler, which remembers nothing yet. */
    public HorizontalPodAutoscaler(HpaSpec spec, HpaSettings settings) {
        this.spec = spec;
        this.settings = settings;
        this.calculator = new ReplicaCalculator(settings);
        this.limits = new Limits(spec);
    }

    /** What it was told. */
    public HpaSpec spec() {
        return spec;
    }

    /**
     * One tick.
     *
     * @param target the workload
     * @param readings a reading for each metric, in order; null where it could not be had
     */
    public Reconciliation reconcile(ScaleTarget target, List<? extends @Nullable MetricReading> readings) {
        int current = target.specReplicas();
        if (recommendations.isEmpty()) {
            recommendations.begin(current, target.nowNanos());
        }
        if (current == 0 && spec.minReplicas() > 0) {
            return unchanged(current, false, Active.SCALING_DISABLED, List.of());
        } else if (current > spec.maxReplicas()) {
            return broughtBack(target, spec.maxReplicas());
        } else if (current < spec.minReplicas()) {
            return broughtBack(target, spec.minReplicas());
        }
        return byMetrics(target, readings);
    }

    private static Reconciliation unchanged(int current, boolean failed, Active active, List<Proposal> proposals) {
        return new Reconciliation(
                current, failed, false, Able.SUCCEEDED_GET_SCALE, Limited.NONE, false, active, proposals);
    }

    private Reconciliation broughtBack(ScaleTarget target, int replicas) {
        limits.carriedOut(target.specReplicas(), replicas, target.nowNanos());
        return new Reconciliation(
                replicas, false, true, Able.SUCCEEDED_RESCALE, Limited.NONE, false, Active.NONE, List.of());
    }

    private Reconciliation byMetrics(ScaleTarget target, List<? extends @Nullable MetricReading> readings) {
        List<MetricSpec> metrics = spec.metrics();
        if (readings.size() != metrics.size()) {
            throw new IllegalArgumentException(readings.size() + " readings for " + metrics.size() + " metrics");
        }
        List<Proposal> proposals = new ArrayList<>();
        int largest = 0;
        int failures = 0;
        Active failure = Active.NONE;
        for (int i = 0; i < metrics.size(); i++) {
            Proposal proposal = calculator.propose(metrics.get(i), readings.get(i), target);
            proposals.add(proposal);
            if (proposal.failure() == null) {
                largest = largest == 0 ? proposal.replicas() : Math.max(largest, proposal.replicas());
            } else {
                failure = failures++ == 0 ? Active.failed(metrics.get(i).source()) : failure;
            }
        }
        if (failures == metrics.size() || (failures > 0 && largest < target.specReplicas())) {
            return unchanged(target.specReplicas(), true, failure, proposals);
        }
        return normalized(target, Math.max(largest, 0), proposals);
    }

    private Reconciliation normalized(ScaleTarget target, int proposal, List<Proposal> proposals) {
        int current = target.specReplicas();
        long now = target.nowNanos();
        HpaSpec.Behavior behavior = spec.behavior();
        int stable = behavior == null
                ? recommendations.highest(proposal, settings.downscaleStabilizationNanos(), now)
                : recommendations.stabilized(proposal, current, behavior, now);
        Limit limit = behavior == null
                ? limits.byFixedRules(current, stable)
                : limits.byBehavior(behavior, current, stable, now);
        boolean rescaled = limit.replicas() != current;
        if (rescaled) {
            limits.carriedOut(current, limit.replicas(), now);
        }
        return new Reconciliation(
                limit.replicas(),
                false,
                rescaled,
                rescaled ? Able.SUCCEEDED_RESCALE : able(proposal, stable, current),
                limit.reason(),
                limit.replicas() != stable,
                Active.VALID_METRIC_FOUND,
                proposals);
    }

    private Able able(int proposal, int stable, int current) {
        if (stable == proposal) {
            return Able.READY_FOR_NEW_SCALE;
        }
        return spec.behavior() != null && proposal >= current ? Able.SCALE_UP_STABILIZED : Able.SCALE_DOWN_STABILIZED;
    }
}
