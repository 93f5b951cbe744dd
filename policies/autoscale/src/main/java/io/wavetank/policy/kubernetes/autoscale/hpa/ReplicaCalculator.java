package io.wavetank.policy.kubernetes.autoscale.hpa;

import io.wavetank.policy.kubernetes.autoscale.hpa.MetricReading.Amount;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricReading.PodSamples;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricSpec.Target;
import io.wavetank.policy.kubernetes.autoscale.hpa.Proposal.Failure;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many replicas one metric asks for, by itself.
 *
 * <p>For metrics of pods: {@code ceil(usage / target * pods that are ready and have a sample)}, nothing changed while
 * {@code |1 - usage / target| <= tolerance}. Where samples are missing, or pods unready and load too high, a second look puts in careful
 * values for them; it may make the change smaller, never turn it round. For object and external metrics the value is shared by the pods that
 * serve, or is a mean over the replicas that there are.
 *
 * <p>Percentages and means are truncated to integers before the ratio is taken; ratios are doubles.
 *
 * <p>Source: Kubernetes 1.26, {@code ReplicaCalculator} of the horizontal controller.
 */
public final class ReplicaCalculator {
    private final HpaSettings settings;

    /** Creates the calculator. */
    public ReplicaCalculator(HpaSettings settings) {
        this.settings = settings;
    }

    /** Returns what a metric asks for; a reading that is null could not be had. */
    public Proposal propose(MetricSpec metric, @Nullable MetricReading reading, ScaleTarget target) {
        if (reading == null) {
            return Proposal.failed(Failure.NO_METRICS);
        } else if (metric.source().isPerPod()) {
            if (!(reading instanceof PodSamples samples)) {
                throw new IllegalArgumentException("Metric '" + metric.name() + "' has no samples of pods: " + reading);
            }
            return samples.samples().isEmpty() ? Proposal.failed(Failure.NO_METRICS) : perPod(metric, samples, target);
        }
        if (!(reading instanceof Amount amount)) {
            throw new IllegalArgumentException("Metric '" + metric.name() + "' is not one value: " + reading);
        }
        return metric.kind() == Target.VALUE
                ? shared(metric, amount.milli(), target)
                : average(metric, amount.milli(), target);
    }

    private Proposal perPod(MetricSpec metric, PodSamples reading, ScaleTarget target) {
        List<PodState> pods = target.pods();
        if (pods.isEmpty()) {
            return Proposal.failed(Failure.NO_PODS);
        }
        var groups = new PodGroups(target, reading, metric.mindsStart(), settings);
        var samples = new Samples(reading, pods.size());
        samples.removeAll(groups.ignored());
        samples.removeAll(groups.unready());
        if (samples.count() == 0) {
            return Proposal.failed(Failure.NO_READY_METRICS);
        }
        PodRule rule = metric.kind() == Target.UTILIZATION
                ? PodRule.Utilization.of(metric, pods)
                : new PodRule.Average(metric.target());
        if (rule == null) {
            return Proposal.failed(Failure.MISSING_REQUEST);
        }
        Usage usage = rule.usage(samples);
        return usage == null
                ? Proposal.failed(Failure.REQUESTS_ZERO)
                : Proposal.of(replicas(rule, samples, groups, usage, target.specReplicas()), usage);
    }

    private int replicas(PodRule rule, Samples samples, PodGroups groups, Usage usage, int current) {
        boolean upWithUnready = !groups.unready().isEmpty() && usage.ratio() > 1.0;
        if (!upWithUnready && groups.missing().isEmpty()) {
            return isNear(usage.ratio()) ? current : ceil(usage.ratio() * groups.readyCount());
        }
        rule.fill(samples, groups.missing(), usage.ratio());
        if (upWithUnready) {
            BitSet unready = groups.unready();
            for (int pod = unready.nextSetBit(0); pod >= 0; pod = unready.nextSetBit(pod + 1)) {
                samples.put(pod, 0);
            }
        }
        Usage careful = rule.usage(samples);
        if (careful == null) {
            throw new IllegalStateException("What the containers ask for cannot become 0 with more pods");
        }
        return carefully(usage.ratio(), careful.ratio(), samples.count(), current);
    }

    private int carefully(double before, double ratio, int samples, int current) {
        if (isNear(ratio) || (before < 1.0 && ratio > 1.0) || (before > 1.0 && ratio < 1.0)) {
            return current;
        }
        int replicas = ceil(ratio * samples);
        boolean wrongWay = (ratio < 1.0 && replicas > current) || (ratio > 1.0 && replicas < current);
        return wrongWay ? current : replicas;
    }

    /** The value belongs to the pods that serve, all together; from no replicas it alone says how many. */
    private Proposal shared(MetricSpec metric, long value, ScaleTarget target) {
        double ratio = (double) value / metric.target();
        if (target.specReplicas() == 0) {
            return Proposal.of(ceil(ratio), value);
        } else if (isNear(ratio)) {
            return Proposal.of(target.specReplicas(), value);
        } else if (target.pods().isEmpty()) {
            return Proposal.failed(Failure.NO_PODS);
        }
        int serving = 0;
        for (PodState pod : target.pods()) {
            serving += pod.serves() ? 1 : 0;
        }
        return Proposal.of(ceil(ratio * serving), value);
    }

    /** The value is spread over the replicas that there are, not over those asked for. */
    private Proposal average(MetricSpec metric, long value, ScaleTarget target) {
        int there = target.statusReplicas();
        double ratio = value / ((double) metric.target() * there);
        int replicas = Math.abs(1.0 - ratio) > settings.tolerance() ? ceil((double) value / metric.target()) : there;
        long usage = there == 0 ? Proposal.UNDEFINED : (long) Math.ceil((double) value / there);
        return Proposal.of(replicas, usage);
    }

    /** Not a check of a range: {@code |1 - 1.1|} is above a tenth and {@code |1 - 0.9|} below, in doubles. */
    private boolean isNear(double ratio) {
        return Math.abs(1.0 - ratio) <= settings.tolerance();
    }

    private static int ceil(double replicas) {
        return (int) Math.ceil(replicas);
    }
}
