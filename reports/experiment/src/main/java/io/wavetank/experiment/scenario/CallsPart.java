package io.wavetank.experiment.scenario;

import io.wavetank.policy.Draws;
import io.wavetank.policy.mesh.resilience.ActiveRetries;
import io.wavetank.policy.mesh.resilience.AdmissionControl;
import io.wavetank.policy.mesh.resilience.EnvoyOutlierDetector;
import io.wavetank.policy.mesh.resilience.EnvoyRetry;
import io.wavetank.policy.mesh.resilience.FixedHedging;
import io.wavetank.policy.mesh.resilience.GradientConcurrency;
import io.wavetank.policy.mesh.resilience.JitteredBackoff;
import io.wavetank.policy.mesh.resilience.OutlierSettings;
import io.wavetank.policy.mesh.resilience.PriorityShedder;
import io.wavetank.policy.mesh.resilience.QuantileHedging;
import io.wavetank.policy.mesh.resilience.RetryOn;
import io.wavetank.policy.mesh.resilience.RetryThrottle;
import io.wavetank.policy.mesh.resilience.RetryTokens;
import io.wavetank.policy.mesh.resilience.TenantLimits;
import io.wavetank.policy.mesh.resilience.TokenBucket;
import io.wavetank.policy.mesh.resilience.UpstreamResources;
import io.wavetank.policy.mesh.resilience.WindowLimiter;
import io.wavetank.policy.mesh.resilience4j.CycleLimiter;
import io.wavetank.policy.mesh.resilience4j.Resilience4jBreaker;
import io.wavetank.policy.mesh.resilience4j.Resilience4jBulkhead;
import io.wavetank.policy.mesh.resilience4j.Resilience4jRetry;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.RateLimiter;
import io.wavetank.policy.traffic.RetryBudget;
import io.wavetank.policy.traffic.TenantLimiter;
import io.wavetank.policy.traffic.Timeouts;
import io.wavetank.sim.traffic.CountedRetries;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns what callers of a service do about time, failures and overload into what makes their policies. */
final class CallsPart {
    private static final long MILLI = 1_000_000;

    /** Adds a part to the policy of one client side. */
    @FunctionalInterface
    private interface Piece {
        void add(CallPolicy.Builder to, long nowNanos, Draws draws);
    }

    /** Makes a part's additions for one run, whose client sides may share something. */
    @FunctionalInterface
    private interface RunPiece {
        Piece ofRun();
    }

    private final Section calls;
    private final List<RunPiece> pieces = new ArrayList<>();

    private CallsPart(Section calls) {
        this.calls = calls;
    }

    /** Returns the factory; null if callers do nothing. */
    static CallPolicy.@Nullable Factory of(Section calls) throws ScenarioException {
        var part = new CallsPart(calls);
        part.read();
        return part.pieces.isEmpty() ? null : new OfScenario(part.pieces, null);
    }

    /** The pieces for all runs, and those of one run once there is one. */
    private record OfScenario(
            List<RunPiece> pieces, @Nullable List<Piece> ofRunPieces) implements CallPolicy.Factory {
        @Override
        public CallPolicy make(int client) {
            return make(client, 0, new Draws(0, 0).stream("policy " + client));
        }

        @Override
        public CallPolicy make(int client, long nowNanos, Draws draws) {
            var builder = new CallPolicy.Builder();
            List<Piece> of =
                    ofRunPieces == null ? pieces.stream().map(RunPiece::ofRun).toList() : ofRunPieces;
            of.forEach(piece -> piece.add(builder, nowNanos, draws));
            return builder.build();
        }

        @Override
        public CallPolicy.Factory ofRun() {
            return new OfScenario(pieces, pieces.stream().map(RunPiece::ofRun).toList());
        }
    }

    private void each(Piece piece) {
        pieces.add(() -> piece);
    }

    private void read() throws ScenarioException {
        var timeouts = new Timeouts(
                calls.whole("timeout", Unit.DURATION),
                calls.whole("deadline", Unit.DURATION),
                calls.truth("propagate"));
        if (!timeouts.equals(Timeouts.UNBOUNDED)) {
            each((to, now, draws) -> to.timeouts(timeouts));
        }
        retries();
        breakerAndBulkheads();
        limits();
        shed();
        hedge();
        if (calls.has("outliers")) {
            Section outliers = calls.section("outliers");
            OutlierSettings settings = outliers.made(() -> outliers(outliers));
            each((to, now, draws) -> to.outliers(new EnvoyOutlierDetector(settings, now)));
        }
    }

    private void retries() throws ScenarioException {
        int retries = (int) calls.whole("retries");
        boolean more = calls.has("retry");
        if (more && retries > 0) {
            throw fault("retries", "both 'retries' and 'retry' are there; expected one of them");
        }
        boolean envoy = more && calls.section("retry").text("by").equals("envoy");
        if (calls.has("budget") && !envoy) {
            throw fault("budget", "bounds retries by envoy alone; expected 'retry: {by: envoy, ...}'");
        }
        if (retries > 0) {
            long backOff = calls.whole("back_off", Unit.DURATION);
            each((to, now, draws) -> to.retry(new CountedRetries(retries, backOff)));
        } else if (envoy) {
            envoyRetries(calls.section("retry"));
        } else if (more) {
            Section retry = calls.section("retry");
            Resilience4jRetry.Settings settings = retry.made(() -> library(retry));
            Set<CallOutcome> on = outcomes(retry);
            retry.made(() -> new Resilience4jRetry(settings, on));
            each((to, now, draws) -> to.retry(new Resilience4jRetry(settings, on)));
        }
    }

    private void envoyRetries(Section retry) throws ScenarioException {
        int most = (int) retry.whole("retries");
        Set<RetryOn> on = retry.made(() -> RetryOn.parse(retry.text("on")));
        JitteredBackoff wait = retry.made(
                () -> new JitteredBackoff(retry.whole("back_off", Unit.DURATION), retry.whole("most", Unit.DURATION)));
        Supplier<RetryBudget> budget = budget();
        each((to, now, draws) -> to.retry(new EnvoyRetry(most, on, wait, budget.get())));
    }

    private static Resilience4jRetry.Settings library(Section retry) {
        return new Resilience4jRetry.Settings(
                (int) retry.whole("tries"),
                millis(retry, "wait"),
                retry.number("multiplier"),
                millis(retry, "most"),
                retry.number("randomized"));
    }

    private static long millis(Section section, String key) {
        long nanos = section.whole(key, Unit.DURATION);
        if (nanos % MILLI != 0 || nanos == 0) {
            throw new IllegalArgumentException(
                    "'" + key + "' is '" + section.text(key) + "'; expected whole milliseconds, 1 or more");
        }
        return nanos / MILLI;
    }

    private static Set<CallOutcome> outcomes(Section retry) throws ScenarioException {
        Set<CallOutcome> outcomes = EnumSet.noneOf(CallOutcome.class);
        retry.made(() -> RetryOn.parse(retry.text("on"))).forEach(each -> outcomes.addAll(each.outcomes()));
        return outcomes;
    }

    private Supplier<RetryBudget> budget() throws ScenarioException {
        if (!calls.has("budget")) {
            int most = calls.has("limits") ? (int) calls.section("limits").whole("retries") : Integer.MAX_VALUE;
            return most == Integer.MAX_VALUE ? () -> RetryBudget.UNLIMITED : () -> new ActiveRetries(most);
        }
        Section budget = calls.section("budget");
        if (budget.has("percent")) {
            double percent = budget.number("percent");
            int least = (int) budget.whole("least");
            return () -> new ActiveRetries(percent, least);
        }
        if (budget.has("share")) {
            double share = budget.number("share");
            int perSecond = (int) budget.whole("per_second");
            long live = budget.whole("for", Unit.DURATION);
            budget.made(() -> new RetryTokens(share, perSecond, live));
            return () -> new RetryTokens(share, perSecond, live);
        }
        int tokens = (int) budget.whole("tokens");
        double ratio = budget.number("ratio");
        return () -> new RetryThrottle(tokens, ratio);
    }

    private void breakerAndBulkheads() throws ScenarioException {
        if (calls.has("breaker")) {
            Section breaker = calls.section("breaker");
            var settings = breaker.made(() -> breaker(breaker));
            breaker.made(() -> new Resilience4jBreaker(settings));
            each((to, now, draws) -> to.breaker(new Resilience4jBreaker(settings)));
        }
        boolean limited = calls.has("limits");
        boolean bulkhead = calls.has("bulkhead");
        boolean adaptive = calls.has("adaptive");
        if ((limited && (bulkhead || adaptive)) || (bulkhead && adaptive)) {
            throw fault(
                    adaptive ? "adaptive" : "bulkhead",
                    "more than one of 'limits', 'bulkhead' and 'adaptive' is there; expected one bound on calls at once");
        }
        if (limited) {
            int requests = (int) calls.section("limits").whole("requests");
            var thresholds = new UpstreamResources.Thresholds(0, 0, requests, 0);
            each((to, now, draws) -> to.bulkhead(new UpstreamResources(thresholds).requests()));
        } else if (bulkhead) {
            int places = (int) calls.whole("bulkhead");
            each((to, now, draws) -> to.bulkhead(new Resilience4jBulkhead(places)));
        } else if (adaptive) {
            Section section = calls.section("adaptive");
            var settings = section.made(() -> adaptive(section));
            each((to, now, draws) -> to.bulkhead(new GradientConcurrency(settings, now, draws)));
        }
    }

    private static Resilience4jBreaker.Settings breaker(Section breaker) {
        return new Resilience4jBreaker.Settings(
                (float) breaker.number("failures"),
                (float) breaker.number("slow"),
                breaker.whole("slow_from", Unit.DURATION),
                (int) breaker.whole("window"),
                breaker.truth("seconds"),
                (int) breaker.whole("least"),
                (int) breaker.whole("half_open"),
                millis(breaker, "wait") * MILLI);
    }

    private static GradientConcurrency.Settings adaptive(Section section) {
        return new GradientConcurrency.Settings(
                (int) section.whole("least"),
                (int) section.whole("most"),
                section.whole("window", Unit.DURATION),
                section.whole("measure_every", Unit.DURATION),
                (int) section.whole("calls"),
                section.number("percentile"),
                section.number("buffer"),
                section.number("jitter"));
    }

    private void limits() throws ScenarioException {
        if (calls.has("rate")) {
            Section rate = calls.section("rate");
            Supplier<RateLimiter> maker = limiter(rate);
            rate.made(maker::get);
            boolean shared = rate.text("scope").equals("all");
            pieces.add(() -> {
                RateLimiter one = maker.get();
                return (to, now, draws) -> to.limiter(shared ? one : maker.get());
            });
        }
        if (calls.has("tenants")) {
            Section tenants = calls.section("tenants");
            long most = tenants.whole("calls");
            long per = tenants.whole("per", Unit.DURATION);
            SortedMap<String, Long> named = new TreeMap<>();
            Section names = tenants.section("named");
            names.entries().entries().keySet().forEach(name -> named.put(name, names.whole(name)));
            tenants.made(() -> new WindowLimiter(most, per));
            pieces.add(() -> {
                TenantLimiter one = tenants(named, most, per);
                return (to, now, draws) -> to.tenants(one);
            });
        }
    }

    private static TenantLimits tenants(SortedMap<String, Long> named, long most, long per) {
        SortedMap<String, RateLimiter> limiters = new TreeMap<>();
        for (Map.Entry<String, Long> each : named.entrySet()) {
            limiters.put(each.getKey(), new WindowLimiter(each.getValue(), per));
        }
        return new TenantLimits(limiters, () -> new WindowLimiter(most, per));
    }

    private static Supplier<RateLimiter> limiter(Section rate) {
        long most = rate.whole("calls");
        long per = rate.whole("per", Unit.DURATION);
        String by = rate.text("by");
        if (by.equals("bucket")) {
            long burst = rate.has("burst") ? rate.whole("burst") : most;
            return () -> new TokenBucket(burst, most, per);
        }
        if (by.equals("window")) {
            return () -> new WindowLimiter(most, per);
        }
        long wait = rate.whole("wait", Unit.DURATION);
        return () -> new CycleLimiter((int) most, per, wait);
    }

    private void shed() throws ScenarioException {
        if (!calls.has("shed")) {
            return;
        }
        Section shed = calls.section("shed");
        if (shed.text("by").equals("success")) {
            var settings = shed.made(() -> new AdmissionControl.Settings(
                    (int) shed.whole("window"),
                    shed.number("threshold"),
                    shed.number("aggression"),
                    shed.number("least"),
                    shed.number("most")));
            each((to, now, draws) -> to.shedder(new AdmissionControl(settings)));
            return;
        }
        int priorities = (int) shed.whole("priorities");
        long target = shed.whole("target", Unit.DURATION);
        long window = shed.whole("window", Unit.DURATION);
        int most = (int) shed.whole("calls");
        shed.made(() -> new PriorityShedder(priorities, target, window, most));
        each((to, now, draws) -> to.shedder(new PriorityShedder(priorities, target, window, most)));
    }

    private void hedge() throws ScenarioException {
        if (!calls.has("hedge")) {
            return;
        }
        Section hedge = calls.section("hedge");
        if (hedge.has("after")) {
            var fixed =
                    hedge.made(() -> new FixedHedging((int) hedge.whole("tries"), hedge.whole("after", Unit.DURATION)));
            each((to, now, draws) -> to.hedging(fixed));
        } else {
            double quantile = hedge.number("quantile");
            double share = hedge.number("share");
            each((to, now, draws) -> to.hedging(new QuantileHedging(quantile, share)));
        }
    }

    private static OutlierSettings outliers(Section section) {
        return new OutlierSettings(
                (int) section.whole("in_a_row"),
                (int) section.whole("gateway"),
                section.whole("every", Unit.DURATION),
                section.whole("out_for", Unit.DURATION),
                section.whole("most", Unit.DURATION),
                section.whole("jitter", Unit.DURATION),
                (int) section.whole("percent"),
                false,
                (int) section.whole("rates_of"),
                (int) section.whole("rate_calls"),
                section.number("deviations"),
                (int) section.whole("failures"),
                (int) section.whole("failures_of"),
                (int) section.whole("failure_calls"),
                100);
    }

    private ScenarioException fault(String key, String what) {
        return ScenarioException.of(calls.place(key), calls.path() + "." + key + ": " + what);
    }
}
