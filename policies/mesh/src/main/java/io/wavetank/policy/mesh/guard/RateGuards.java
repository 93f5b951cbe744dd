package io.wavetank.policy.mesh.guard;

import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.mesh.resilience.TenantLimits;
import io.wavetank.policy.mesh.resilience.TokenBucket;
import io.wavetank.policy.mesh.resilience.WindowLimiter;
import io.wavetank.policy.mesh.resilience4j.CycleLimiter;
import io.wavetank.policy.traffic.CallGuard;
import io.wavetank.policy.traffic.GuardEntry;
import io.wavetank.policy.traffic.RateLimiter;
import io.wavetank.policy.traffic.TenantLimiter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The table of what limits calls a time. */
final class RateGuards {
    private static final Option SCOPE = new Option("scope", "caller", "caller: each has its own; all: all share one");
    private static final String SECOND = "1000000000";

    static final List<GuardEntry> ROWS = List.of(
            new GuardEntry(
                    "token-bucket",
                    "a bucket of tokens that is filled at fixed instants; without one a call is refused",
                    "Envoy 1.39, local rate limit",
                    List.of(
                            new Option("calls", "100", "how many an interval brings"),
                            new Option("per_ns", SECOND, "the interval"),
                            new Option("burst", "100", "how many it holds"),
                            SCOPE),
                    RateGuards::bucket),
            new GuardEntry(
                    "window-limit",
                    "so many calls in each fixed window, the others are refused",
                    "envoyproxy/ratelimit",
                    List.of(
                            new Option("calls", "100", "how many pass in a window"),
                            new Option("per_ns", SECOND, "the window"),
                            SCOPE),
                    RateGuards::window),
            new GuardEntry(
                    "resilience4j-rate",
                    "so many permits a cycle, for which calls may wait",
                    "Resilience4j 2.2, RateLimiter",
                    List.of(
                            new Option("calls", "100", "how many permits a cycle has"),
                            new Option("per_ns", SECOND, "the cycle"),
                            new Option("wait_ns", "0", "the longest wait for a permit"),
                            SCOPE),
                    RateGuards::cycle),
            new GuardEntry(
                    "tenant-limits",
                    "so many calls of each tenant in each fixed window, over all callers",
                    "envoyproxy/ratelimit",
                    List.of(
                            new Option("calls", "100", "for each tenant that is not named"),
                            new Option("per_ns", SECOND, "the window"),
                            new Option("named", "", "other numbers by tenant, such as gold=500,free=10")),
                    RateGuards::tenants));

    private RateGuards() {}

    private static CallGuard.Factory bucket(PolicyOptions options) {
        long calls = options.whole("calls");
        long per = options.whole("per_ns");
        long burst = options.whole("burst");
        return limiter(options, () -> new TokenBucket(burst, calls, per));
    }

    private static CallGuard.Factory window(PolicyOptions options) {
        long calls = options.whole("calls");
        long per = options.whole("per_ns");
        return limiter(options, () -> new WindowLimiter(calls, per));
    }

    private static CallGuard.Factory cycle(PolicyOptions options) {
        int calls = Guards.integer(options, "calls");
        long per = options.whole("per_ns");
        long wait = options.whole("wait_ns");
        return limiter(options, () -> new CycleLimiter(calls, per, wait));
    }

    private static CallGuard.Factory limiter(PolicyOptions options, Supplier<RateLimiter> maker) {
        boolean shared = options.oneOf("scope", "caller", "all").equals("all");
        Objects.requireNonNull(maker.get()); // complains if the options will not do
        return () -> {
            RateLimiter one = maker.get();
            return (policy, now, draws) -> policy.limiter(shared ? one : maker.get());
        };
    }

    private static CallGuard.Factory tenants(PolicyOptions options) {
        long calls = options.whole("calls");
        long per = options.whole("per_ns");
        SortedMap<String, Long> named = named(options.text("named"));
        Supplier<RateLimiter> others = () -> new WindowLimiter(calls, per);
        Supplier<TenantLimiter> maker = () -> tenants(named, others, per);
        Objects.requireNonNull(others.get()); // complains if the options will not do
        return () -> {
            TenantLimiter one = maker.get();
            return (policy, now, draws) -> policy.tenants(one);
        };
    }

    private static TenantLimiter tenants(SortedMap<String, Long> named, Supplier<RateLimiter> others, long per) {
        SortedMap<String, RateLimiter> limiters = new TreeMap<>();
        for (Map.Entry<String, Long> each : named.entrySet()) {
            limiters.put(each.getKey(), new WindowLimiter(each.getValue(), per));
        }
        return new TenantLimits(limiters, others);
    }

    private static SortedMap<String, Long> named(String text) {
        SortedMap<String, Long> named = new TreeMap<>();
        for (String each : text.split(",", -1)) {
            int at = each.lastIndexOf('=');
            if (at > 0) {
                named.put(each.substring(0, at), Long.parseLong(each.substring(at + 1)));
            } else if (!text.isEmpty()) {
                throw new IllegalArgumentException("Tenants are named as 'gold=500,free=10', not '" + text + "'");
            }
        }
        return named;
    }
}
