package io.wavetank.policy.kubernetes.autoscale.ca;

import io.wavetank.policy.Draws;
import java.util.List;

/**
 * Keeps the best of several options, all that are equally good, in their order.
 *
 * <p>Source: Cluster Autoscaler 1.26, {@code expander}.
 */
@FunctionalInterface
public interface Expander {
    /** Returns the best options. */
    List<Option> best(List<Option> options);

    /** Asks one expander after the other about what the one before left, until one option is left. */
    static Expander chain(List<Expander> expanders) {
        List<Expander> all = List.copyOf(expanders);
        return options -> {
            List<Option> left = options;
            for (Expander expander : all) {
                left = expander.best(left);
                if (left.size() == 1) {
                    break;
                }
            }
            return left;
        };
    }

    /** One option, drawn; {@code decision} is the number of the decision. */
    static Expander random(Draws draws, long decision) {
        return options ->
                options.isEmpty() ? List.of() : List.of(options.get(draws.below(options.size(), decision, 0)));
    }
}
