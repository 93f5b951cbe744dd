package io.wavetank.policy.kubernetes.autoscale.ca;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Prefers the groups whose name a person has given the highest priority. A pattern may match anywhere in a name. A priority below -1 never wins;
 * where nothing wins all options are kept.
 *
 * <p>Source: Cluster Autoscaler 1.26, expander {@code priority}.
 */
public final class ByPriority implements Expander {
    private static final int LEAST = -1;

    /**
     * The groups of one priority.
     *
     * @param priority higher is better
     * @param patterns what their names contain
     */
    public record Tier(int priority, List<Pattern> patterns) {
        /** Copies the patterns. */
        public Tier {
            patterns = List.copyOf(patterns);
        }
    }

    private final List<Tier> tiers;

    /** Creates the expander; no tiers is no configuration. */
    public ByPriority(List<Tier> tiers) {
        this.tiers = List.copyOf(tiers);
    }

    @Override
    public List<Option> best(List<Option> options) {
        List<Option> best = new ArrayList<>();
        int highest = LEAST;
        for (Option option : options) {
            int priority = priority(option.id());
            if (priority > highest) {
                best.clear();
                highest = priority;
            }
            if (priority == highest) {
                best.add(option);
            }
        }
        return best.isEmpty() ? options : best;
    }

    private int priority(String group) {
        int highest = Integer.MIN_VALUE;
        for (Tier tier : tiers) {
            if (tier.patterns().stream()
                    .anyMatch(pattern -> pattern.matcher(group).find())) {
                highest = Math.max(highest, tier.priority());
            }
        }
        return highest;
    }
}
