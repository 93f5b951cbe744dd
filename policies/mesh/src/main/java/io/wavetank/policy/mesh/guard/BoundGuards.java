package io.wavetank.policy.mesh.guard;

import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.mesh.resilience.GradientConcurrency;
import io.wavetank.policy.mesh.resilience.UpstreamResources;
import io.wavetank.policy.mesh.resilience4j.Resilience4jBreaker;
import io.wavetank.policy.mesh.resilience4j.Resilience4jBulkhead;
import io.wavetank.policy.traffic.CallGuard;
import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.GuardEntry;
import java.util.List;

/** The table of what bounds calls at once: circuit breakers and bulkheads. */
final class BoundGuards {
    static final List<GuardEntry> ROWS = List.of(
            new GuardEntry(
                    "resilience4j-breaker",
                    "lets nothing through while too many calls fail or are slow",
                    "Resilience4j 2.2, CircuitBreaker",
                    List.of(
                            new Option("failures", "50", "percentage of failed calls at which it opens"),
                            new Option("slow", "100", "percentage of slow calls at which it opens"),
                            new Option("slow_from_ns", "60000000000", "from what latency a call is slow"),
                            new Option("window", "100", "how many calls it looks back, or seconds"),
                            new Option("seconds", "false", "whether the window is in seconds"),
                            new Option("least", "100", "with fewer calls in the window it stays closed"),
                            new Option("half_open", "10", "how many calls try again after the wait"),
                            new Option("wait_ns", "60000000000", "how long it is open")),
                    BoundGuards::breaker),
            new GuardEntry(
                    "envoy-limits",
                    "lets so many calls of a caller through at once",
                    "Envoy 1.39, circuit breaker thresholds",
                    List.of(new Option("requests", "1024", "calls under way")),
                    BoundGuards::thresholds),
            new GuardEntry(
                    "resilience4j-bulkhead",
                    "lets so many calls of a caller through at once",
                    "Resilience4j 2.2, Bulkhead",
                    List.of(new Option("places", "25", "calls under way")),
                    BoundGuards::bulkhead),
            new GuardEntry(
                    "gradient-concurrency",
                    "a bound on calls at once that follows their latency",
                    "Envoy 1.17, adaptive concurrency",
                    List.of(
                            new Option("least", "3", "the least bound"),
                            new Option("most", "1000", "the largest bound"),
                            new Option("window_ns", "100000000", "how often it is set"),
                            new Option(
                                    "measure_every_ns",
                                    "60000000000",
                                    "how often the latency without load is measured"),
                            new Option("calls", "50", "how many calls a measurement takes"),
                            new Option("percentile", "50", "of latencies that is compared"),
                            new Option("buffer", "25", "percentage by which latency may exceed the best"),
                            new Option("jitter", "15", "percentage by which the next measurement is drawn out")),
                    BoundGuards::adaptive));

    private BoundGuards() {}

    private static CallGuard.Factory breaker(PolicyOptions options) {
        var settings = new Resilience4jBreaker.Settings(
                (float) Guards.number(options, "failures"),
                (float) Guards.number(options, "slow"),
                options.whole("slow_from_ns"),
                Guards.integer(options, "window"),
                options.flag("seconds"),
                Guards.integer(options, "least"),
                Guards.integer(options, "half_open"),
                options.whole("wait_ns"));
        return Guards.each(() -> new Resilience4jBreaker(settings), CallPolicy.Builder::breaker);
    }

    private static CallGuard.Factory thresholds(PolicyOptions options) {
        var thresholds = new UpstreamResources.Thresholds(0, 0, Guards.integer(options, "requests"), 0);
        return Guards.each(() -> new UpstreamResources(thresholds).requests(), CallPolicy.Builder::bulkhead);
    }

    private static CallGuard.Factory bulkhead(PolicyOptions options) {
        int places = Guards.integer(options, "places");
        return Guards.each(() -> new Resilience4jBulkhead(places), CallPolicy.Builder::bulkhead);
    }

    private static CallGuard.Factory adaptive(PolicyOptions options) {
        var settings = new GradientConcurrency.Settings(
                Guards.integer(options, "least"),
                Guards.integer(options, "most"),
                options.whole("window_ns"),
                options.whole("measure_every_ns"),
                Guards.integer(options, "calls"),
                Guards.number(options, "percentile"),
                Guards.number(options, "buffer"),
                Guards.number(options, "jitter"));
        return () -> (policy, now, draws) -> policy.bulkhead(new GradientConcurrency(settings, now, draws));
    }
}
