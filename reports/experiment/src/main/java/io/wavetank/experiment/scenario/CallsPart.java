package io.wavetank.experiment.scenario;

import io.wavetank.experiment.GuardCatalog;
import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.CallGuard;
import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.Timeouts;
import io.wavetank.sim.traffic.CountedRetries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what callers of a service do about time, failures and overload into what makes their policies: of the catalogue's guards those that are asked for. */
final class CallsPart {
    private static final long MILLI = 1_000_000;

    private final Section calls;
    private final GuardCatalog catalog = new GuardCatalog();
    private final List<CallGuard.Factory> guards = new ArrayList<>();

    private CallsPart(Section calls) {
        this.calls = calls;
    }

    /** Returns the factory; null if callers do nothing. */
    static CallPolicy.@Nullable Factory of(Section calls) throws ScenarioException {
        var part = new CallsPart(calls);
        part.read();
        return part.guards.isEmpty() ? null : new OfScenario(part.guards, null);
    }

    /** The guards for all runs, and those of one run once there is one. */
    private record OfScenario(
            List<CallGuard.Factory> guards, @Nullable List<CallGuard> ofRunGuards) implements CallPolicy.Factory {
        @Override
        public CallPolicy make(int client) {
            return make(client, 0, new Draws(0, 0).stream("policy " + client));
        }

        @Override
        public CallPolicy make(int client, long nowNanos, Draws draws) {
            var builder = new CallPolicy.Builder();
            List<CallGuard> of = ofRunGuards == null ? made() : ofRunGuards;
            of.forEach(guard -> guard.addTo(builder, nowNanos, draws));
            return builder.build();
        }

        @Override
        public CallPolicy.Factory ofRun() {
            return new OfScenario(guards, made());
        }

        private List<CallGuard> made() {
            return guards.stream().map(CallGuard.Factory::ofRun).toList();
        }
    }

    /** The options of a guard, of those keys of a section that are named the same. */
    private static final class Options {
        private final Section section;
        private final SortedMap<String, String> values = new TreeMap<>();

        Options(Section section) {
            this.section = section;
        }

        Options whole(String... keys) {
            for (String key : keys) {
                values.put(key, Long.toString(section.whole(key)));
            }
            return this;
        }

        Options number(String... keys) {
            for (String key : keys) {
                values.put(key, section.text(key)); // as it is written, for messages
            }
            return this;
        }

        Options text(String... keys) {
            for (String key : keys) {
                values.put(key, section.text(key));
            }
            return this;
        }

        Options nanos(String... keys) {
            for (String key : keys) {
                values.put(key + "_ns", Long.toString(section.whole(key, Unit.DURATION)));
            }
            return this;
        }

        Options millis(String... keys) {
            for (String key : keys) {
                values.put(key + "_ms", Long.toString(wholeMillis(section, key)));
            }
            return this;
        }

        Options with(String option, String value) {
            values.put(option, value);
            return this;
        }

        Options with(Map<String, String> others) {
            values.putAll(others);
            return this;
        }
    }

    /** What makes the options of a guard, or complains. */
    private interface Asked {
        Options options();
    }

    /** Adds a guard; what it complains of is a fault of the section. */
    private void add(String guard, Section section, Asked asked) throws ScenarioException {
        guards.add(section.made(() -> catalog.make(guard, asked.options().values)));
    }

    private void read() throws ScenarioException {
        var timeouts = new Timeouts(
                calls.whole("timeout", Unit.DURATION),
                calls.whole("deadline", Unit.DURATION),
                calls.truth("propagate"));
        if (!timeouts.equals(Timeouts.UNBOUNDED)) {
            guards.add(() -> (policy, now, draws) -> policy.timeouts(timeouts));
        }
        retries();
        breaker();
        bulkheads();
        limits();
        shed();
        hedge();
        if (calls.has("outliers")) {
            Section outliers = calls.section("outliers");
            add(
                    "envoy-outliers",
                    outliers,
                    () -> new Options(outliers)
                            .whole("in_a_row", "gateway", "percent", "rates_of", "rate_calls")
                            .whole("failures", "failures_of", "failure_calls")
                            .number("deviations")
                            .nanos("every", "out_for", "most", "jitter"));
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
            guards.add(() -> (policy, now, draws) -> policy.retry(new CountedRetries(retries, backOff)));
        } else if (envoy) {
            Section retry = calls.section("retry");
            Map<String, String> budget = budget();
            if (calls.has("budget")) {
                calls.section("budget").made(() -> catalog.make("envoy-retry", budget));
            }
            add(
                    "envoy-retry",
                    retry,
                    () -> new Options(retry)
                            .whole("retries")
                            .text("on")
                            .nanos("back_off", "most")
                            .with(budget));
        } else if (more) {
            Section retry = calls.section("retry");
            add(
                    "resilience4j-retry",
                    retry,
                    () -> new Options(retry)
                            .whole("tries")
                            .text("on")
                            .millis("wait", "most")
                            .number("multiplier", "randomized"));
        }
    }

    private static long wholeMillis(Section section, String key) {
        long nanos = section.whole(key, Unit.DURATION);
        if (nanos % MILLI != 0 || nanos == 0) {
            throw new IllegalArgumentException(
                    "'" + key + "' is '" + section.text(key) + "'; expected whole milliseconds, 1 or more");
        }
        return nanos / MILLI;
    }

    /** The options of what bounds retries by envoy. */
    private Map<String, String> budget() {
        if (!calls.has("budget")) {
            long most = calls.has("limits") ? calls.section("limits").whole("retries") : Integer.MAX_VALUE;
            return most == Integer.MAX_VALUE
                    ? Map.of()
                    : Map.of("budget", "active", "budget_most", Long.toString(most));
        }
        Section budget = calls.section("budget");
        var options = new Options(budget);
        String kind;
        if (budget.has("percent")) {
            kind = "percent";
            options.number("percent").whole("least");
        } else if (budget.has("share")) {
            kind = "share";
            options.number("share").whole("per_second").nanos("for");
        } else {
            kind = "tokens";
            options.number("ratio").whole("tokens");
        }
        SortedMap<String, String> named = new TreeMap<>();
        options.values.forEach((key, value) -> named.put("budget_" + key, value));
        named.put("budget", kind);
        return named;
    }

    private void breaker() throws ScenarioException {
        if (calls.has("breaker")) {
            Section breaker = calls.section("breaker");
            add(
                    "resilience4j-breaker",
                    breaker,
                    () -> new Options(breaker)
                            .number("failures", "slow")
                            .nanos("slow_from")
                            .whole("window", "least", "half_open")
                            .with("seconds", Boolean.toString(breaker.truth("seconds")))
                            .with("wait_ns", Long.toString(wholeMillis(breaker, "wait") * MILLI)));
        }
    }

    private void bulkheads() throws ScenarioException {
        boolean limited = calls.has("limits");
        boolean bulkhead = calls.has("bulkhead");
        boolean adaptive = calls.has("adaptive");
        if ((limited && (bulkhead || adaptive)) || (bulkhead && adaptive)) {
            throw fault(
                    adaptive ? "adaptive" : "bulkhead",
                    "more than one of 'limits', 'bulkhead' and 'adaptive' is there; expected one bound on calls at once");
        }
        if (limited) {
            Section limits = calls.section("limits");
            add("envoy-limits", limits, () -> new Options(limits).whole("requests"));
        } else if (bulkhead) {
            String places = Long.toString(calls.whole("bulkhead"));
            add("resilience4j-bulkhead", calls, () -> new Options(calls).with("places", places));
        } else if (adaptive) {
            Section section = calls.section("adaptive");
            add(
                    "gradient-concurrency",
                    section,
                    () -> new Options(section)
                            .whole("least", "most", "calls")
                            .nanos("window", "measure_every")
                            .number("percentile", "buffer", "jitter"));
        }
    }

    private void limits() throws ScenarioException {
        if (calls.has("rate")) {
            Section rate = calls.section("rate");
            String by = rate.text("by");
            if (by.equals("bucket")) {
                add("token-bucket", rate, () -> limit(rate).with("burst", Long.toString(burst(rate))));
            } else if (by.equals("window")) {
                add("window-limit", rate, () -> limit(rate));
            } else {
                add("resilience4j-rate", rate, () -> limit(rate).nanos("wait"));
            }
        }
        if (calls.has("tenants")) {
            Section tenants = calls.section("tenants");
            Section names = tenants.section("named");
            String named = names.entries().entries().keySet().stream()
                    .sorted()
                    .map(name -> name + "=" + names.whole(name))
                    .collect(Collectors.joining(","));
            add(
                    "tenant-limits",
                    tenants,
                    () -> new Options(tenants).whole("calls").nanos("per").with("named", named));
        }
    }

    private static Options limit(Section rate) {
        return new Options(rate).whole("calls").nanos("per").text("scope");
    }

    private static long burst(Section rate) {
        return rate.whole(rate.has("burst") ? "burst" : "calls");
    }

    private void shed() throws ScenarioException {
        if (!calls.has("shed")) {
            return;
        }
        Section shed = calls.section("shed");
        if (shed.text("by").equals("success")) {
            add(
                    "success-shedding",
                    shed,
                    () -> new Options(shed).whole("window").number("threshold", "aggression", "least", "most"));
        } else {
            add(
                    "priority-shedding",
                    shed,
                    () -> new Options(shed).whole("priorities", "calls").nanos("target", "window"));
        }
    }

    private void hedge() throws ScenarioException {
        if (!calls.has("hedge")) {
            return;
        }
        Section hedge = calls.section("hedge");
        if (hedge.has("after")) {
            add("fixed-hedging", hedge, () -> new Options(hedge).whole("tries").nanos("after"));
        } else {
            add("quantile-hedging", hedge, () -> new Options(hedge).number("quantile", "share"));
        }
    }

    private ScenarioException fault(String key, String what) {
        return ScenarioException.of(calls.place(key), calls.path() + "." + key + ": " + what);
    }
}
