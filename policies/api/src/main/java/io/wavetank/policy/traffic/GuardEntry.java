package io.wavetank.policy.traffic;

import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyOptions;
import java.util.List;

/**
 * One row of a table of what callers do about failures and overload.
 *
 * @param name what it is called, such as {@code envoy-retry}
 * @param summary what it does, in a line
 * @param source where it is defined
 * @param options what can be set; those that end in {@code _ns} are times in nanoseconds
 * @param maker makes it
 */
public record GuardEntry(String name, String summary, String source, List<Option> options, Maker maker) {
    /** Makes guards from their options. */
    @FunctionalInterface
    public interface Maker {
        /** Makes them; an option's value that will not do is an {@link IllegalArgumentException} that says what would. */
        CallGuard.Factory make(PolicyOptions options);
    }
}
