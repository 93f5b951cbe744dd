package io.wavetank.policy.autoscale;

import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.Scale;
import io.wavetank.policy.scaling.ServiceView;
import java.util.List;

/**
 * An autoscaler whose least and most change by the time of day: from the time of a step on what it decides is brought between the least and the most of the step, as
 * the replicas there are is at that time. Before the first step of a day those of the last hold.
 *
 * <p>Source: scheduled actions of AWS Application Auto Scaling, which set the minimum and the maximum of a scalable target; its policies go on within them. It looks at
 * the clock when the policy is asked.
 */
public final class ScheduledBounds implements ReplicaAutoscaler {
    private static final long DAY = 86_400_000_000_000L;

    private final ReplicaAutoscaler policy;
    private final List<Step> steps;

    /**
     * A scheduled action.
     *
     * @param fromNanos when, from midnight on
     * @param least the fewest replicas from then on
     * @param most the most
     */
    public record Step(long fromNanos, int least, int most) {
        /** Checks the order. */
        public Step {
            if (fromNanos < 0 || fromNanos >= DAY || least < 0 || most < Math.max(1, least)) {
                throw new IllegalArgumentException(
                        "Not a scheduled action: " + least + " to " + most + " from " + fromNanos + " ns on");
            }
        }
    }

    /** Puts bounds around a policy; steps in the order of their times, one at least. */
    public ScheduledBounds(ReplicaAutoscaler policy, List<Step> steps) {
        this.policy = policy;
        this.steps = List.copyOf(steps);
        if (this.steps.isEmpty()) {
            throw new IllegalArgumentException("A schedule needs a step");
        }
    }

    private Step at(long nowNanos) {
        Step now = steps.get(steps.size() - 1);
        for (Step step : steps) {
            now = step.fromNanos() <= nowNanos % DAY ? step : now;
        }
        return now;
    }

    @Override
    public Scale decide(ServiceView service, long nowNanos) {
        Step step = at(nowNanos);
        Scale decided = policy.decide(service, nowNanos);
        int within = Math.max(step.least(), Math.min(step.most(), decided.replicas()));
        return within == decided.replicas() ? decided : new Scale(within, "scheduled");
    }

    @Override
    public long periodNanos() {
        return policy.periodNanos();
    }

    @Override
    public boolean measuresItself() {
        return policy.measuresItself();
    }

    @Override
    public boolean relativeToRequest(int resource) {
        return policy.relativeToRequest(resource);
    }

    @Override
    public int leastReplicas() {
        return steps.stream().mapToInt(Step::least).min().orElse(0);
    }

    @Override
    public int mostReplicas() {
        return steps.stream().mapToInt(Step::most).max().orElse(0);
    }
}
