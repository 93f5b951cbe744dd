package io.wavetank.policy.traffic;

import java.util.List;

/** A module's table of what callers do about failures and overload, found through {@link java.util.ServiceLoader}. */
public interface GuardFamily {
    /** The family's name, in one word. */
    String name();

    /** What the family is, in a line. */
    String summary();

    /** The family's guards. */
    List<GuardEntry> guards();
}
