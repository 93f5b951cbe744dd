package io.wavetank.policy;

import java.util.List;

/** A module's table of policies, found through {@link java.util.ServiceLoader}. */
public interface PolicyFamily {
    /** The family's name, in one word. */
    String name();

    /** What the family is, in a line. */
    String summary();

    /** The family's policies. */
    List<PolicyEntry> policies();
}
