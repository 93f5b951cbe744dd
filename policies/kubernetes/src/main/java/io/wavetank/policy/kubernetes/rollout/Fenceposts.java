package io.wavetank.policy.kubernetes.rollout;

import io.wavetank.policy.constraint.CountOrPercentage;

/**
 * How many pods there may be beyond those wanted, and how many of those wanted may be unavailable, while a Deployment rolls.
 *
 * <p>A percentage of surge is rounded up, one of unavailability down; if both come to 0 one pod may be unavailable.
 *
 * <p>Source: Kubernetes 1.26, deployment controller, {@code ResolveFenceposts}.
 *
 * @param surge pods beyond those wanted
 * @param unavailable of those wanted
 */
public record Fenceposts(int surge, int unavailable) {
    /** Works them out for so many wanted pods. */
    public static Fenceposts of(CountOrPercentage maxSurge, CountOrPercentage maxUnavailable, int replicas) {
        int surge = maxSurge.of(replicas);
        int unavailable = maxUnavailable.percentage()
                ? Math.toIntExact((long) maxUnavailable.value() * replicas / 100)
                : maxUnavailable.value();
        return new Fenceposts(surge, surge == 0 && unavailable == 0 ? 1 : unavailable);
    }
}
