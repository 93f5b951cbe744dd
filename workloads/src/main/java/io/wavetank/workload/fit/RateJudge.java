package io.wavetank.workload.fit;

import io.wavetank.policy.Draws;
import io.wavetank.workload.generate.RateSeries;
import io.wavetank.workload.trace.Trace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Judges models of request rates. */
public final class RateJudge {
    private static final int LAGS = 48;
    private static final double HOUR = 3600;

    private RateJudge() {}

    /** Halves a trace by time. */
    public static Judgement judge(Trace trace, FitOptions options) throws IOException {
        return judge(
                trace.path().getFileName().toString(), RateFitter.read(trace).series(), options);
    }

    /** Halves a series. */
    public static Judgement judge(String source, CountSeries series, FitOptions options) {
        int half = series.length() / 2;
        CountSeries first = series.part(0, half);
        CountSeries second = series.part(half, series.length());
        RateFit fit = RateFitter.fit(source, first, options, List.of());
        var later = new RateSeries(
                "later", Phase.later(fit.arrivals().chosen().process(), first.spanSeconds()), series.binSeconds());
        List<CountSeries> made = new ArrayList<>();
        List<CountSeries> drawn = new ArrayList<>();
        Sample known = first.sample();
        for (int time = 0; time < Judgement.REALISATIONS; time++) {
            var counts = later.open(new Draws(1, time));
            Draws draws = new Draws(1, time).stream("bootstrap");
            long[] ofModel = new long[second.length()];
            long[] ofBootstrap = new long[second.length()];
            for (int i = 0; i < ofModel.length; i++) {
                long count = counts.next();
                boolean missing = second.count(i) < 0;
                ofModel[i] = missing ? -1 : count;
                ofBootstrap[i] = missing ? -1 : (long) known.get(draws.below(known.count(), i, 0));
            }
            made.add(new CountSeries(series.binSeconds(), second.startHour(), ofModel));
            drawn.add(new CountSeries(series.binSeconds(), second.startHour(), ofBootstrap));
        }
        String halves = half + " and " + second.length() + " intervals of " + (long) series.binSeconds() + " s";
        return compared(
                source,
                halves,
                first,
                second,
                made,
                drawn,
                fit.arrivals().chosen().name());
    }

    private static Judgement compared(
            String source,
            String halves,
            CountSeries first,
            CountSeries second,
            List<CountSeries> made,
            List<CountSeries> drawn,
            String model) {
        List<Judgement.Figure> figures = new ArrayList<>();
        List<Judgement.Correlations> correlations = new ArrayList<>();
        figures.add(new Judgement.Figure(
                "KS of requests in an interval",
                mean(made, each -> each.sample().distanceTo(second.sample())),
                mean(drawn, each -> each.sample().distanceTo(second.sample())),
                first.sample().distanceTo(second.sample())));
        figures.add(new Judgement.Figure(
                "KS of them over their mean",
                mean(made, each -> relative(each).distanceTo(relative(second))),
                mean(drawn, each -> relative(each).distanceTo(relative(second))),
                relative(first).distanceTo(relative(second))));
        int hour = (int) Math.round(HOUR / second.binSeconds());
        autocorrelations("requests in an interval", "intervals", 1, first, second, made, drawn, figures, correlations);
        if (hour > 1 && second.length() / hour > 2 * LAGS) {
            autocorrelations("requests in an hour", "hours", hour, first, second, made, drawn, figures, correlations);
        }
        var quantiles = new Judgement.Distributions(
                "Requests in an interval",
                "",
                second.sample(),
                made.get(0).sample(),
                drawn.get(0).sample());
        return new Judgement(source, halves, figures, List.of(quantiles), correlations, model);
    }

    private static Sample relative(CountSeries series) {
        double mean = Math.max(series.mean(), 1e-9);
        Sample sample = series.sample();
        double[] values = new double[sample.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = sample.get(i) / mean;
        }
        return Sample.of(values);
    }

    private static void autocorrelations(
            String name,
            String lag,
            int times,
            CountSeries first,
            CountSeries second,
            List<CountSeries> made,
            List<CountSeries> drawn,
            List<Judgement.Figure> figures,
            List<Judgement.Correlations> correlations) {
        double[] seen = second.coarser(times).autocorrelation(LAGS);
        figures.add(new Judgement.Figure(
                "autocorrelation error of " + name,
                mean(made, each -> Autocorrelation.error(each.coarser(times).autocorrelation(LAGS), seen)),
                mean(drawn, each -> Autocorrelation.error(each.coarser(times).autocorrelation(LAGS), seen)),
                Autocorrelation.error(first.coarser(times).autocorrelation(LAGS), seen)));
        correlations.add(new Judgement.Correlations(
                "R" + name.substring(1),
                lag,
                seen,
                meanOf(made.stream()
                        .map(each -> each.coarser(times).autocorrelation(LAGS))
                        .toList()),
                meanOf(drawn.stream()
                        .map(each -> each.coarser(times).autocorrelation(LAGS))
                        .toList())));
    }

    private static double mean(List<CountSeries> all, ToDoubleFunction<CountSeries> of) {
        return all.stream().mapToDouble(of).average().orElse(Double.NaN);
    }

    static double[] meanOf(List<double[]> all) {
        double[] mean = new double[all.get(0).length];
        for (double[] each : all) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += each[i] / all.size();
            }
        }
        return mean;
    }
}
