package io.wavetank.policy.traffic;

import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyOptions;
import java.util.List;

/**
 * One row of a table of the checks that load balancers make: one that users can name.
 *
 * @param name what users write, such as {@code haproxy}
 * @param summary what it does, in a line
 * @param source where it is defined
 * @param options what can be set
 * @param maker makes it
 */
public record CheckEntry(String name, String summary, String source, List<Option> options, Maker maker) {
    /** Makes checks from their options. */
    @FunctionalInterface
    public interface Maker {
        /** Makes them; an option's value that will not do is an {@link IllegalArgumentException} that says what would. */
        HealthCheck.Factory make(PolicyOptions options);
    }
}
