package io.wavetank.policy.kubernetes.autoscale.hpa;

import java.util.List;

/**
 * How fast an autoscaler may go in one direction: a side of {@code behavior}.
 *
 * @param stabilizationNanos for how long earlier recommendations still count; whole seconds
 * @param select which policy counts, if there are several
 * @param policies how much may change within which period
 */
public record ScalingRules(long stabilizationNanos, Select select, List<Policy> policies) {
    private static final long SECOND = 1_000_000_000L;
    private static final long PERIOD = 15 * SECOND;

    /** Which of several policies counts. */
    public enum Select {
        /** The one that allows the largest change. */
        MAX,
        /** The one that allows the smallest change. */
        MIN,
        /** None: no change in this direction. */
        DISABLED
    }

    /** What a policy counts in. */
    public enum Unit {
        /** Pods. */
        PODS,
        /** Percent of the replicas at the start of the period. */
        PERCENT
    }

    /**
     * How much may change within a period.
     *
     * @param unit what the value is counted in
     * @param value how much
     * @param periodNanos the period; whole seconds
     */
    public record Policy(Unit unit, int value, long periodNanos) {
        /** Checks the amounts. */
        public Policy {
            if (value <= 0 || periodNanos <= 0) {
                throw new IllegalArgumentException(
                        "Value and period of a scaling policy must be positive: " + value + ", " + periodNanos + " ns");
            }
        }
    }

    /** What holds upwards where nothing is said: 4 pods or a doubling each 15 s, whichever is more. */
    public static final ScalingRules UP = new ScalingRules(
            0, Select.MAX, List.of(new Policy(Unit.PODS, 4, PERIOD), new Policy(Unit.PERCENT, 100, PERIOD)));

    /** Copies the policies and checks that there are some. */
    public ScalingRules {
        policies = List.copyOf(policies);
        if (stabilizationNanos < 0 || policies.isEmpty()) {
            throw new IllegalArgumentException("A scaling rule needs a window that is not negative and a policy: "
                    + stabilizationNanos + " ns, " + policies);
        }
    }

    /** What holds downwards where nothing is said: everything at once, after the controller's own window in whole seconds. */
    public static ScalingRules down(HpaSettings settings) {
        return new ScalingRules(
                settings.downscaleStabilizationNanos() / SECOND * SECOND,
                Select.MAX,
                List.of(new Policy(Unit.PERCENT, 100, PERIOD)));
    }

    long longestPeriodNanos() {
        long longest = 0;
        for (Policy policy : policies) {
            longest = Math.max(longest, policy.periodNanos());
        }
        return longest;
    }
}
