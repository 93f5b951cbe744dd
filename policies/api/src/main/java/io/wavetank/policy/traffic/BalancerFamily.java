package io.wavetank.policy.traffic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A module's table of load balancers, found through {@link java.util.ServiceLoader}. */
public interface BalancerFamily {
    /** The family's name, in one word. */
    String name();

    /** What the family is, in a line. */
    String summary();

    /** The family's balancers. */
    List<BalancerEntry> balancers();

    /** What divides requests among versions; null if the family has nothing that does. */
    default VersionWeights.@Nullable Divider divider() {
        return null;
    }

    /** The checks that the family's balancers make. */
    default List<CheckEntry> checks() {
        return List.of();
    }
}
