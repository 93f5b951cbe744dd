package io.wavetank.policy.kubernetes.autoscale.ca;

import java.util.ArrayList;
import java.util.List;

/**
 * Prefers the option that leaves the least unused: {@code (available - requested) / available} of CPU plus that of memory, where available is
 * capacity times nodes. Equal doubles are equally good; options whose nodes are not known are passed over.
 *
 * <p>Source: Cluster Autoscaler 1.26, expander {@code least-waste}.
 */
public final class LeastWaste implements Expander {
    @Override
    public List<Option> best(List<Option> options) {
        List<Option> best = new ArrayList<>();
        double least = 0;
        for (Option option : options) {
            if (!option.hasTemplate()) {
                continue;
            }
            double waste = waste(option.capacityCpuMillis() * option.nodes(), option.podsCpuMillis())
                    + waste(option.capacityMemoryBytes() * option.nodes(), option.podsMemoryBytes());
            if (!best.isEmpty() && waste < least) {
                best.clear();
            }
            if (best.isEmpty() || waste == least) {
                best.add(option);
                least = waste;
            }
        }
        return best;
    }

    private static double waste(long available, long requested) {
        return (double) (available - requested) / available;
    }
}
