package io.wavetank.policy.failover;

import io.wavetank.policy.scaling.ScalingEntry;
import java.util.List;

/** A module's table of policies of failover, found through {@link java.util.ServiceLoader}. */
public interface FailoverFamily {
    /** The family's name, in one word. */
    String name();

    /** Its policies. */
    List<ScalingEntry<FailoverPolicy.Factory>> policies();
}
