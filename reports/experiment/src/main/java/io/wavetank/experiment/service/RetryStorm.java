package io.wavetank.experiment.service;

import io.wavetank.experiment.service.SteppedArrivals.Step;
import io.wavetank.policy.Draws;
import io.wavetank.policy.mesh.balance.PowerOfTwo;
import io.wavetank.policy.mesh.resilience.ActiveRetries;
import io.wavetank.policy.mesh.resilience.EnvoyRetry;
import io.wavetank.policy.mesh.resilience.JitteredBackoff;
import io.wavetank.policy.mesh.resilience.RetryOn;
import io.wavetank.policy.mesh.resilience4j.Resilience4jBreaker;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.RetryBudget;
import io.wavetank.policy.traffic.Timeouts;
import io.wavetank.report.chart.Quantity;
import io.wavetank.report.chart.TimeChart;
import io.wavetank.report.chart.TimeSpan;
import io.wavetank.report.result.Figures;
import io.wavetank.sim.traffic.EntryCounts;
import io.wavetank.sim.traffic.EntrySpec;
import io.wavetank.sim.traffic.NetworkDelay;
import io.wavetank.sim.traffic.OperationSpec;
import io.wavetank.sim.traffic.Propagation;
import io.wavetank.sim.traffic.ServiceSpec;
import io.wavetank.sim.traffic.TrafficLoop;
import io.wavetank.sim.traffic.TrafficResult;
import io.wavetank.sim.traffic.TrafficSpec;
import io.wavetank.sim.traffic.TrafficTimeline;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A retry storm: a service at seventy per cent of its capacity gets twice the requests for half a minute. With plain retries it stays down when
 * that is over, for the retries of requests that time out keep it overloaded: a metastable failure. With a budget or a breaker it comes back.
 *
 * <p>Source of the shape: N. Bronson, A. Aghayev, A. Charapko, T. Zhu, "Metastable failures in distributed systems", HotOS 2021: a trigger, and a
 * sustaining effect that outlives it.
 */
public final class RetryStorm implements ServiceDemo {
    static final long SECOND = 1_000_000_000L;
    static final long TRIGGER_FROM = 120 * SECOND;
    static final long TRIGGER_TO = 150 * SECOND;
    static final long END = 360 * SECOND;
    static final double PER_SECOND = 700;

    private static final int REPLICAS = 5;
    private static final int WORKERS = 4;
    private static final int QUEUE = 400;
    private static final double MEAN_NANOS = 20e6;
    private static final int CLIENTS = 10;
    private static final Timeouts TIMEOUTS = new Timeouts(SECOND / 2, 0, false);
    private static final Resilience4jBreaker.Settings BREAKER =
            new Resilience4jBreaker.Settings(50, 100, 60 * SECOND, 100, false, 100, 10, 5 * SECOND);

    /** The ways of guarding the calls, by name. */
    enum Arm {
        /** One try. */
        NO_RETRIES("no retries"),
        /** Three retries and nothing else. */
        RETRIES("3 retries"),
        /** Three retries within a budget. */
        BUDGET("3 retries, budget"),
        /** Three retries behind a breaker. */
        BREAKER("3 retries, breaker"),
        /** Both. */
        BOTH("3 retries, budget and breaker");

        private final String label;

        Arm(String label) {
            this.label = label;
        }

        CallPolicy policy() {
            var builder = new CallPolicy.Builder().timeouts(TIMEOUTS);
            if (this != NO_RETRIES) {
                boolean budget = this == BUDGET || this == BOTH;
                builder.retry(new EnvoyRetry(
                        3,
                        EnumSet.of(RetryOn.SERVER_ERROR),
                        JitteredBackoff.ENVOY,
                        budget ? new ActiveRetries(20, 3) : RetryBudget.UNLIMITED));
            }
            if (this == BREAKER || this == BOTH) {
                builder.breaker(new Resilience4jBreaker(RetryStorm.BREAKER));
            }
            return builder.build();
        }
    }

    @Override
    public String name() {
        return "retry-storm";
    }

    @Override
    public String summary() {
        return "A service at 70 % of its capacity gets twice the requests for half a minute. With plain retries it stays down"
                + " afterwards; with a budget and a circuit breaker it recovers.";
    }

    @Override
    public DemoFindings run(long seed) {
        Map<Arm, TrafficResult> results = new LinkedHashMap<>();
        for (Arm arm : Arm.values()) {
            results.put(arm, run(arm, seed));
        }
        return new DemoFindings(
                "A retry storm",
                summary(),
                facts(),
                List.of(table(results), Alerting.table(names(results))),
                pictures(results),
                conclusions(results),
                Alerting.metrics(names(results), List.of(TRIGGER_FROM, TRIGGER_TO, END - SECOND)));
    }

    private static Map<String, TrafficResult> names(Map<Arm, TrafficResult> results) {
        Map<String, TrafficResult> named = new LinkedHashMap<>();
        results.forEach((arm, result) -> named.put(arm.label, result));
        return named;
    }

    /** Runs one arm; all arms have the same requests with the same work. */
    static TrafficResult run(Arm arm, long seed) {
        var draws = new Draws(seed, 0);
        double capacity = REPLICAS * WORKERS * SECOND / MEAN_NANOS;
        if (PER_SECOND >= capacity) {
            throw new IllegalStateException("The service is overloaded from the start");
        }
        var service = new ServiceSpec(
                "backend",
                WORKERS,
                QUEUE,
                WORKERS,
                null,
                (client, own) -> new PowerOfTwo(false),
                ServiceSpec.Sides.EACH_CALLER,
                client -> arm.policy(),
                Propagation.AT_ONCE);
        var arrivals = new SteppedArrivals(
                List.of(
                        new Step(TRIGGER_FROM, PER_SECOND),
                        new Step(TRIGGER_TO, 2 * PER_SECOND),
                        new Step(END, PER_SECOND)),
                draws.stream("arrivals"));
        var entry = new EntrySpec("users", 0, arrivals, 0, u -> 0, CLIENTS);
        var spec = new TrafficSpec(
                List.of(service),
                List.of(OperationSpec.work("get", 0, u -> -MEAN_NANOS * StrictMath.log(u))),
                List.of(entry),
                NetworkDelay.NONE,
                1,
                0,
                Long.MAX_VALUE,
                SECOND);
        var loop = new TrafficLoop(spec, draws);
        for (int i = 0; i < REPLICAS; i++) {
            loop.fleet().addReady(0);
        }
        loop.advanceTo(END);
        return loop.finish();
    }

    /** Mean of a figure over the rows that begin in a stretch of time, a second each. */
    static double mean(
            TrafficResult result, long fromNanos, long toNanos, ToDoubleFunction<TrafficTimeline.Row> figure) {
        return result.timeline().rows().stream()
                .filter(row -> row.beginNanos() >= fromNanos && row.beginNanos() < toNanos)
                .mapToDouble(figure)
                .average()
                .orElse(0);
    }

    /** How long after the trigger it takes until 95 % of what comes is answered well over ten seconds; -1 if that does not happen. */
    static long recoverySeconds(TrafficResult result) {
        for (long second = TRIGGER_TO / SECOND; second + 10 <= END / SECOND; second++) {
            double good = mean(result, second * SECOND, (second + 10) * SECOND, TrafficTimeline.Row::answered);
            double offered = mean(result, second * SECOND, (second + 10) * SECOND, TrafficTimeline.Row::offered);
            if (good >= 0.95 * offered) {
                return second - TRIGGER_TO / SECOND;
            }
        }
        return -1;
    }

    private static List<DemoFindings.Fact> facts() {
        return List.of(
                new DemoFindings.Fact(
                        "Service", "5 replicas of 4 workers, 20 ms on average (exponential), queues of 400"),
                new DemoFindings.Fact("Capacity", "1,000 requests a second"),
                new DemoFindings.Fact("Requests", "700 a second (Poisson), 1,400 from 2:00 to 2:30"),
                new DemoFindings.Fact(
                        "Callers", "10, each with two choices, least request; a try times out after 500 ms"),
                new DemoFindings.Fact("Retries", "up to 3 on any server fault, jittered back-off from 25 ms (Envoy)"),
                new DemoFindings.Fact("Budget", "retries are 20 % of the calls under way, 3 at least (Envoy)"),
                new DemoFindings.Fact("Breaker", "opens for 5 s when half of 100 calls fail (Resilience4j itself)"));
    }

    private static DemoFindings.Table table(Map<Arm, TrafficResult> results) {
        List<List<String>> rows = new ArrayList<>();
        results.forEach((arm, result) -> {
            EntryCounts users = result.entries().get(0);
            long recovery = recoverySeconds(result);
            rows.add(List.of(
                    arm.label,
                    percent(mean(result, 60 * SECOND, TRIGGER_FROM, TrafficTimeline.Row::answered) / PER_SECOND),
                    percent(mean(result, TRIGGER_FROM, TRIGGER_TO, TrafficTimeline.Row::answered) / (2 * PER_SECOND)),
                    percent(mean(result, 300 * SECOND, END, TrafficTimeline.Row::answered) / PER_SECOND),
                    Figures.fixed(mean(result, 300 * SECOND, END, TrafficTimeline.Row::tries) / PER_SECOND, 1),
                    recovery < 0 ? "never" : recovery + " s",
                    Figures.count(users.failed()),
                    Figures.count(users.outcome(CallOutcome.BREAKER_OPEN))));
        });
        return new DemoFindings.Table(
                "summary",
                "What was answered well, of what came",
                List.of("Calls", "before", "trigger", "last minute", "tries each", "recovered", "failed", "by breaker"),
                rows);
    }

    private static String percent(double share) {
        return Figures.fixed(100 * share, 1) + " %";
    }

    private static List<DemoFindings.Picture> pictures(Map<Arm, TrafficResult> results) {
        return List.of(
                new DemoFindings.Picture(
                        "goodput",
                        chart(
                                "Requests answered well",
                                "answers a second",
                                Quantity.NUMBER,
                                results,
                                row -> row.answered()),
                        "Answers a second. All lines are at 700 before the trigger; a line that stays down after it is a service that"
                                + " does not recover by itself."),
                new DemoFindings.Picture(
                        "tries",
                        chart(
                                "Tries that reach the service",
                                "tries a second",
                                Quantity.NUMBER,
                                results,
                                row -> row.tries()),
                        "What the replicas begin to work on, a second, whether somebody still waits for it or not. They can do 1,000."),
                new DemoFindings.Picture(
                        "latency",
                        chart(
                                "99th percentile of latency",
                                "latency",
                                Quantity.SECONDS,
                                results,
                                row -> row.p99Nanos() < 0 ? Double.NaN : row.p99Nanos() / 1e9),
                        "Of requests answered well, with all their tries and waits."));
    }

    private static TimeChart chart(
            String title,
            String label,
            Quantity quantity,
            Map<Arm, TrafficResult> results,
            ToDoubleFunction<TrafficTimeline.Row> figure) {
        return DemoCharts.overTime(
                title,
                "twice the requests for half a minute",
                label,
                quantity,
                names(results),
                figure,
                List.of(new TimeSpan("twice the requests", TRIGGER_FROM, TRIGGER_TO)));
    }

    private static List<String> conclusions(Map<Arm, TrafficResult> results) {
        List<String> sentences = new ArrayList<>();
        results.forEach((arm, result) -> {
            long recovery = recoverySeconds(result);
            sentences.add("With " + arm.label + " the service "
                    + (recovery < 0
                            ? "stays down: 3:30 min after the trigger has gone it still does not answer 95 % of what comes."
                            : "is back " + recovery + " s after the trigger has gone."));
        });
        return sentences;
    }
}
