package io.wavetank.policy.mesos.allocator;

import io.wavetank.policy.mesos.resource.Limits;
import io.wavetank.policy.mesos.resource.Quantities;

/**
 * What a top-level role is promised and what it may have at most, all below it included.
 *
 * @param guarantees what is held back for it while it has less
 * @param limits what it is not offered more than; reservations and what is revocable do not count
 */
public record Quota(Quantities guarantees, Limits limits) {
    /** Nothing promised, nothing bounded. */
    public static final Quota NONE = new Quota(Quantities.NONE, Limits.NONE);

    /** Whether it says anything. */
    public boolean isSet() {
        return !guarantees.isEmpty() || !limits.isEmpty();
    }
}
