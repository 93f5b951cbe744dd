package io.wavetank.workload.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Sizes one property at a time. A model draws them from the joint table of sizes, so that what belongs together stays together; the families with a
 * formula are fitted for comparison.
 */
final class SizeMarginals {
    private static final int MOST = 100_000;
    private static final double MEBIBYTE = 1 << 20;

    private SizeMarginals() {}

    static void add(List<MarginalFit> properties, SizeTable table) {
        add(properties, "cores", "cores", table, size -> size.allCpuMillis() / 1000.0);
        add(properties, "memory", "MiB", table, size -> size.memoryBytes() * (double) size.members() / MEBIBYTE);
        add(properties, "GPUs", "GPUs", table, size -> size.allGpuMillis() / 1000.0);
    }

    /** One property of a table of sizes, of those that ask for any of it; there must be some. */
    static Sample sample(SizeTable table, String name) {
        List<MarginalFit> properties = new ArrayList<>();
        add(properties, table);
        for (MarginalFit each : properties) {
            if (each.name().equals(name)) {
                return each.sample();
            }
        }
        return Sample.of(0);
    }

    private static String of(double share) {
        return String.format(Locale.ROOT, "; here of the %.1f %% that ask for any", 100 * share);
    }

    private static void add(
            List<MarginalFit> properties, String name, String unit, SizeTable table, ToDoubleFunction<Size> of) {
        List<Size> sizes = table.sizes();
        List<Long> weights = table.weights();
        double total = 0;
        for (long weight : weights) {
            total += weight;
        }
        double thinned = Math.max(1, total / MOST);
        List<Double> values = new ArrayList<>();
        double owed = 0;
        double asking = 0;
        for (int i = 0; i < sizes.size(); i++) {
            double value = of.applyAsDouble(sizes.get(i));
            if (!(value > 0)) {
                continue;
            }
            asking += weights.get(i);
            owed += weights.get(i) / thinned;
            for (; owed >= 1; owed--) {
                values.add(value);
            }
        }
        if (!values.isEmpty()) {
            double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
            MarginalFit fit = MarginalFit.of(name, unit, Sample.of(all), "empirical");
            properties.add(new MarginalFit(
                    fit.name(),
                    fit.unit(),
                    fit.sample(),
                    fit.fits(),
                    fit.chosen(),
                    "drawn from the joint table of sizes" + (asking == total ? "" : of(asking / total))));
        }
    }
}
