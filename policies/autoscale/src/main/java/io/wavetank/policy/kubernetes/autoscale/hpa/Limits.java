package io.wavetank.policy.kubernetes.autoscale.hpa;

import io.wavetank.policy.kubernetes.autoscale.hpa.Reconciliation.Limited;
import io.wavetank.policy.kubernetes.autoscale.hpa.ScalingRules.Policy;
import io.wavetank.policy.kubernetes.autoscale.hpa.ScalingRules.Select;
import io.wavetank.policy.kubernetes.autoscale.hpa.ScalingRules.Unit;

/** How far one tick may go, and why not further. */
final class Limits {
    private static final int FREE_START = 4;
    private static final int FACTOR = 2;

    /**
     * A number of replicas within the limits.
     *
     * @param replicas how many
     * @param reason which limit was in the way, if it was
     */
    record Limit(int replicas, Limited reason) {}

    private final HpaSpec spec;
    private final ScaleEvents ups = new ScaleEvents();
    private final ScaleEvents downs = new ScaleEvents();

    Limits(HpaSpec spec) {
        this.spec = spec;
    }

    /** Remembers a change that was carried out; without behaviour nobody asks for it. */
    void carriedOut(int before, int after, long nowNanos) {
        HpaSpec.Behavior behavior = spec.behavior();
        if (behavior == null) {
            return;
        }
        if (after > before) {
            ups.add(after - before, behavior.up().longestPeriodNanos(), nowNanos);
        } else {
            downs.add(before - after, behavior.down().longestPeriodNanos(), nowNanos);
        }
    }

    /** The rules from before behaviour: at most twice the replicas, or four. */
    Limit byFixedRules(int current, int desired) {
        int cap = Math.max(FACTOR * current, FREE_START);
        if (desired < spec.minReplicas()) {
            return new Limit(spec.minReplicas(), Limited.TOO_FEW_REPLICAS);
        } else if (desired > Math.min(cap, spec.maxReplicas())) {
            return spec.maxReplicas() > cap
                    ? new Limit(cap, Limited.SCALE_UP_LIMIT)
                    : new Limit(spec.maxReplicas(), Limited.TOO_MANY_REPLICAS);
        }
        return new Limit(desired, Limited.DESIRED_WITHIN_RANGE);
    }

    /** The rules of the behaviour. Minimum and maximum hold only in the direction taken. */
    Limit byBehavior(HpaSpec.Behavior behavior, int current, int desired, long nowNanos) {
        if (desired > current) {
            int cap = Math.max(upLimit(behavior.up(), current, nowNanos), current);
            int most = Math.min(cap, spec.maxReplicas());
            if (desired > most) {
                return new Limit(most, spec.maxReplicas() > cap ? Limited.SCALE_UP_LIMIT : Limited.TOO_MANY_REPLICAS);
            }
        } else if (desired < current) {
            int floor = Math.min(downLimit(behavior.down(), current, nowNanos), current);
            int least = Math.max(floor, spec.minReplicas());
            if (desired < least) {
                return new Limit(
                        least, spec.minReplicas() < floor ? Limited.SCALE_DOWN_LIMIT : Limited.TOO_FEW_REPLICAS);
            }
        }
        return new Limit(desired, Limited.DESIRED_WITHIN_RANGE);
    }

    private int upLimit(ScalingRules rules, int current, long nowNanos) {
        if (rules.select() == Select.DISABLED) {
            return current;
        }
        boolean least = rules.select() == Select.MIN;
        int limit = least ? Integer.MAX_VALUE : Integer.MIN_VALUE;
        for (Policy policy : rules.policies()) {
            int start = startOfPeriod(policy, current, nowNanos);
            int allowed = policy.unit() == Unit.PODS
                    ? start + policy.value()
                    : (int) Math.ceil(start * (1 + policy.value() / 100.0));
            limit = least ? Math.min(limit, allowed) : Math.max(limit, allowed);
        }
        return limit;
    }

    /** The largest change downwards is the smallest number, so least and most change places. */
    private int downLimit(ScalingRules rules, int current, long nowNanos) {
        if (rules.select() == Select.DISABLED) {
            return current;
        }
        boolean least = rules.select() == Select.MIN;
        int limit = least ? Integer.MIN_VALUE : Integer.MAX_VALUE;
        for (Policy policy : rules.policies()) {
            int start = startOfPeriod(policy, current, nowNanos);
            int allowed =
                    policy.unit() == Unit.PODS ? start - policy.value() : (int) (start * (1 - policy.value() / 100.0));
            limit = least ? Math.max(limit, allowed) : Math.min(limit, allowed);
        }
        return limit;
    }

    private int startOfPeriod(Policy policy, int current, long nowNanos) {
        return current - ups.within(policy.periodNanos(), nowNanos) + downs.within(policy.periodNanos(), nowNanos);
    }
}
