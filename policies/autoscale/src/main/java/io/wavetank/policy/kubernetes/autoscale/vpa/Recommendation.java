package io.wavetank.policy.kubernetes.autoscale.vpa;

/**
 * What one container should request.
 *
 * @param target what to request
 * @param lowerBound a request below this is worth a restart
 * @param upperBound a request above this is worth a restart
 * @param uncappedTarget the target before the policy's bounds
 */
public record Recommendation(Amounts target, Amounts lowerBound, Amounts upperBound, Amounts uncappedTarget) {}
