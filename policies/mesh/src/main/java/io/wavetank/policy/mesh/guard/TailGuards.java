package io.wavetank.policy.mesh.guard;

import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.mesh.resilience.EnvoyOutlierDetector;
import io.wavetank.policy.mesh.resilience.FixedHedging;
import io.wavetank.policy.mesh.resilience.OutlierSettings;
import io.wavetank.policy.mesh.resilience.QuantileHedging;
import io.wavetank.policy.traffic.CallGuard;
import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.GuardEntry;
import java.util.List;

/** The table of what is done about slow and failing endpoints: hedging, and taking them out. */
final class TailGuards {
    static final List<GuardEntry> ROWS = List.of(
            new GuardEntry(
                    "fixed-hedging",
                    "sends a call again beside its try, after a delay",
                    "gRPC proposal A6",
                    List.of(
                            new Option("tries", "2", "how many at the most, the first among them"),
                            new Option("after_ns", "50000000", "after how long")),
                    TailGuards::fixed),
            new GuardEntry(
                    "quantile-hedging",
                    "sends the slowest calls again beside their tries",
                    "Dean and Barroso, The Tail at Scale, CACM 56(2), 2013",
                    List.of(
                            new Option("quantile", "0.95", "of latencies after which it is sent again"),
                            new Option("share", "0.05", "the most of all calls that are")),
                    TailGuards::quantile),
            new GuardEntry(
                    "envoy-outliers",
                    "takes endpoints out that fail",
                    "Envoy 1.3x, outlier detection",
                    List.of(
                            new Option("in_a_row", "5", "server faults in a row; 0 for never"),
                            new Option("gateway", "0", "gateway faults in a row; 0 for never"),
                            new Option("every_ns", "10000000000", "how often success rates are compared"),
                            new Option("out_for_ns", "30000000000", "how long the first time"),
                            new Option("most_ns", "300000000000", "no longer than that"),
                            new Option("jitter_ns", "0", "what is drawn on top at the most"),
                            new Option("percent", "10", "the most that are out at once, of all endpoints"),
                            new Option("rates_of", "5", "endpoints with enough calls that a comparison takes"),
                            new Option("rate_calls", "100", "calls in an interval that are enough"),
                            new Option("deviations", "1.9", "standard deviations below the mean"),
                            new Option("failures", "0", "percentage of failures of one endpoint; 0 for never"),
                            new Option("failures_of", "5", "endpoints with enough calls that it takes for that"),
                            new Option("failure_calls", "50", "calls in an interval that are enough for that")),
                    TailGuards::outliers));

    private TailGuards() {}

    private static CallGuard.Factory fixed(PolicyOptions options) {
        var hedging = new FixedHedging(Guards.integer(options, "tries"), options.whole("after_ns"));
        return () -> (policy, now, draws) -> policy.hedging(hedging);
    }

    private static CallGuard.Factory quantile(PolicyOptions options) {
        double quantile = Guards.number(options, "quantile");
        double share = Guards.number(options, "share");
        return Guards.each(() -> new QuantileHedging(quantile, share), CallPolicy.Builder::hedging);
    }

    private static CallGuard.Factory outliers(PolicyOptions options) {
        var settings = new OutlierSettings(
                Guards.integer(options, "in_a_row"),
                Guards.integer(options, "gateway"),
                options.whole("every_ns"),
                options.whole("out_for_ns"),
                options.whole("most_ns"),
                options.whole("jitter_ns"),
                Guards.integer(options, "percent"),
                false,
                Guards.integer(options, "rates_of"),
                Guards.integer(options, "rate_calls"),
                Guards.number(options, "deviations"),
                Guards.integer(options, "failures"),
                Guards.integer(options, "failures_of"),
                Guards.integer(options, "failure_calls"),
                100);
        return () -> (policy, now, draws) -> policy.outliers(new EnvoyOutlierDetector(settings, now));
    }
}
