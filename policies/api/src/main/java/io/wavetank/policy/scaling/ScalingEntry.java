package io.wavetank.policy.scaling;

import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyOptions;
import java.util.List;
import java.util.function.Function;

/**
 * One row of a table of what users can name: autoscalers, and policies of failover.
 *
 * @param name what users write, such as {@code hpa}
 * @param summary what it does, in a line
 * @param source where it is defined
 * @param options what can be set
 * @param maker makes it; an option's value that will not do is an {@link IllegalArgumentException} that says what would
 * @param <T> what is made
 */
public record ScalingEntry<T>(
        String name,
        String summary,
        String source,
        List<PolicyEntry.Option> options,
        Function<PolicyOptions, T> maker) {
    /** Copies the options. */
    public ScalingEntry {
        options = List.copyOf(options);
    }
}
