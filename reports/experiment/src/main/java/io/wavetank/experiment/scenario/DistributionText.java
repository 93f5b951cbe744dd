package io.wavetank.experiment.scenario;

import io.wavetank.workload.generate.distribution.Constant;
import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.generate.distribution.Empirical;
import io.wavetank.workload.generate.distribution.Exponential;
import io.wavetank.workload.generate.distribution.Gamma;
import io.wavetank.workload.generate.distribution.HyperExponential;
import io.wavetank.workload.generate.distribution.LogNormal;
import io.wavetank.workload.generate.distribution.Pareto;
import io.wavetank.workload.generate.distribution.Quantiles;
import io.wavetank.workload.generate.distribution.Uniform;
import io.wavetank.workload.generate.distribution.Weibull;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;

/** Writes distributions as scenarios have them, on one line. */
final class DistributionText {
    private static final MathContext DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);

    private DistributionText() {}

    /** A number to twelve digits, without an exponent. */
    static String number(double value) {
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0).toPlainString() : rounded.toPlainString();
    }

    /** A length of time in whole nanoseconds. */
    static String seconds(double seconds) {
        return new BigDecimal(seconds)
                        .setScale(9, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString() + "s";
    }

    static String numbers(List<Double> values) {
        return values.stream().map(DistributionText::number).collect(Collectors.joining(", ", "[", "]"));
    }

    /**
     * Returns a distribution.
     *
     * @param unit what is written behind each value, such as {@code s}
     */
    static String of(Distribution distribution, String unit) {
        if (distribution instanceof Constant d) {
            return value(d.value(), unit);
        } else if (distribution instanceof LogNormal d) {
            return form("log-normal", "median: " + value(d.median(), unit), "sigma: " + number(d.sigma()));
        } else if (distribution instanceof Weibull d) {
            return form("weibull", "shape: " + number(d.shape()), "scale: " + value(d.scale(), unit));
        } else if (distribution instanceof Gamma d) {
            return form("gamma", "shape: " + number(d.shape()), "scale: " + value(d.scale(), unit));
        } else if (distribution instanceof Exponential d) {
            return form("exponential", "mean: " + value(d.mean(), unit));
        } else if (distribution instanceof Uniform d) {
            return form("uniform", "min: " + value(d.min(), unit), "max: " + value(d.max(), unit));
        } else if (distribution instanceof Pareto d) {
            String max = d.max() == Double.POSITIVE_INFINITY ? "" : ", max: " + value(d.max(), unit);
            return form("pareto", "shape: " + number(d.shape()), "min: " + value(d.min(), unit) + max);
        } else if (distribution instanceof HyperExponential d) {
            return form("hyper-exponential", "weights: " + numbers(d.weights()), "means: " + values(d.means(), unit));
        } else if (distribution instanceof Empirical d) {
            return form("empirical", "values: " + values(d.values(), unit), "weights: " + numbers(d.weights()));
        } else if (distribution instanceof Quantiles d) {
            return form(
                    "quantiles",
                    "logarithmic: " + d.logarithmic(),
                    "probabilities: " + numbers(d.probabilities()),
                    "values: " + values(d.values(), unit));
        }
        throw new IllegalArgumentException("There is no way to write down " + distribution);
    }

    private static String form(String name, String... parts) {
        return "{distribution: " + name + ", " + String.join(", ", parts) + "}";
    }

    private static String value(double value, String unit) {
        return number(value) + unit;
    }

    private static String values(List<Double> values, String unit) {
        return values.stream().map(each -> value(each, unit)).collect(Collectors.joining(", ", "[", "]"));
    }
}
