package io.wavetank.policy.kubernetes.autoscale.ca;

import java.util.List;

/**
 * Prefers the option that takes the fewest nodes.
 *
 * <p>Source: Cluster Autoscaler, expander {@code least-nodes} (after 1.26; nothing of it is recorded).
 */
public final class LeastNodes implements Expander {
    @Override
    public List<Option> best(List<Option> options) {
        int fewest = options.stream().mapToInt(Option::nodes).min().orElse(0);
        return options.stream().filter(option -> option.nodes() == fewest).toList();
    }
}
