package io.wavetank.policy.kubernetes.autoscale.ca;

import java.util.List;

/**
 * Prefers the option that helps the most pods.
 *
 * <p>Source: Cluster Autoscaler 1.26, expander {@code most-pods}.
 */
public final class MostPods implements Expander {
    @Override
    public List<Option> best(List<Option> options) {
        int most = options.stream().mapToInt(Option::pods).max().orElse(0);
        return options.stream().filter(option -> option.pods() == most).toList();
    }
}
