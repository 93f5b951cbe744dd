package io.wavetank.policy.autoscale;

import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.Scale;
import io.wavetank.policy.scaling.ServiceView;
import java.util.List;

/**
 * Replicas by the clock: what somebody set, until the next time that somebody sets something else. With one step it is a fixed number, with several
 * an operator's hand, or a schedule; it begins anew every cycle.
 *
 * <p>Source: definition here; {@code docker service scale}, Marathon's {@code instances} and scheduled actions of cloud autoscalers come to that.
 */
public final class FixedReplicas implements ReplicaAutoscaler {
    private final List<Step> steps;
    private final long cycleNanos;
    private final Bounds bounds;

    /**
     * A step.
     *
     * @param fromNanos from when on, within the cycle
     * @param replicas how many
     */
    public record Step(long fromNanos, int replicas) {}

    /**
     * Creates the autoscaler.
     *
     * @param steps in the order of their times, the first at 0
     * @param cycleNanos after what time they begin anew
     * @param periodNanos how often it looks at the clock
     */
    public FixedReplicas(List<Step> steps, long cycleNanos, long periodNanos) {
        if (steps.isEmpty() || steps.get(0).fromNanos() != 0 || cycleNanos <= 0) {
            throw new IllegalArgumentException("A schedule begins at 0: " + steps);
        }
        this.steps = List.copyOf(steps);
        this.cycleNanos = cycleNanos;
        int least = steps.stream().mapToInt(Step::replicas).min().orElse(0);
        int most = steps.stream().mapToInt(Step::replicas).max().orElse(0);
        this.bounds = new Bounds(least, Math.max(1, most), periodNanos);
    }

    @Override
    public Scale decide(ServiceView service, long nowNanos) {
        int replicas = 0;
        for (Step step : steps) {
            if (step.fromNanos() <= nowNanos % cycleNanos) {
                replicas = step.replicas();
            }
        }
        return new Scale(replicas, "schedule");
    }

    @Override
    public long periodNanos() {
        return bounds.periodNanos();
    }

    @Override
    public int leastReplicas() {
        return bounds.least();
    }

    @Override
    public int mostReplicas() {
        return bounds.most();
    }
}
