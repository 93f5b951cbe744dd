package io.wavetank.workload.fit;

import java.util.Arrays;
import java.util.List;

/**
 * How well a model tells what it has not seen: fitted to the first half, held against the second, beside a plain bootstrap of the first half and the
 * first half itself, which says how much the two halves differ.
 *
 * @param source what was halved, in words
 * @param halves what the halves are, in words
 * @param figures distances; the smaller the better
 * @param distributions for charts of quantiles against quantiles
 * @param correlations for charts of autocorrelations
 * @param model the name of the fitted process of arrivals
 */
public record Judgement(
        String source,
        String halves,
        List<Figure> figures,
        List<Distributions> distributions,
        List<Correlations> correlations,
        String model) {
    /** How many realisations of model and bootstrap figures are means of. */
    public static final int REALISATIONS = 10;

    /** Keeps copies. */
    public Judgement {
        figures = List.copyOf(figures);
        distributions = List.copyOf(distributions);
        correlations = List.copyOf(correlations);
    }

    /**
     * A distance to the second half.
     *
     * @param name what of
     * @param model that of the model
     * @param bootstrap that of the plain bootstrap
     * @param firstHalf that of the first half
     */
    public record Figure(String name, double model, double bootstrap, double firstHalf) {}

    /**
     * One property, seen and made.
     *
     * @param name of it
     * @param unit of its numbers
     * @param seen in the second half
     * @param model made by the model
     * @param bootstrap made by the bootstrap
     */
    public record Distributions(String name, String unit, Sample seen, Sample model, Sample bootstrap) {}

    /** Autocorrelations from lag 0 on, the made ones in the mean of all realisations; {@code lag} says what a lag is. */
    public record Correlations(String name, String lag, double[] seen, double[] model, double[] bootstrap) {
        /** Keeps copies. */
        public Correlations {
            seen = seen.clone();
            model = model.clone();
            bootstrap = bootstrap.clone();
        }

        @Override
        public double[] seen() {
            return seen.clone();
        }

        @Override
        public double[] model() {
            return model.clone();
        }

        @Override
        public double[] bootstrap() {
            return bootstrap.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Correlations that
                    && name.equals(that.name)
                    && Arrays.equals(seen, that.seen)
                    && Arrays.equals(model, that.model)
                    && Arrays.equals(bootstrap, that.bootstrap);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** The figure of that name. */
    public Figure figure(String name) {
        for (Figure each : figures) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        throw new IllegalArgumentException("There is no figure " + name);
    }
}
