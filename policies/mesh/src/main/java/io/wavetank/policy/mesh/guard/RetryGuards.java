package io.wavetank.policy.mesh.guard;

import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.mesh.resilience.ActiveRetries;
import io.wavetank.policy.mesh.resilience.EnvoyRetry;
import io.wavetank.policy.mesh.resilience.JitteredBackoff;
import io.wavetank.policy.mesh.resilience.RetryOn;
import io.wavetank.policy.mesh.resilience.RetryThrottle;
import io.wavetank.policy.mesh.resilience.RetryTokens;
import io.wavetank.policy.mesh.resilience4j.Resilience4jRetry;
import io.wavetank.policy.traffic.CallGuard;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.GuardEntry;
import io.wavetank.policy.traffic.RetryBudget;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The table of retries. */
final class RetryGuards {
    private static final Option ON = new Option("on", "5xx", "on what failures, as Envoy names them");

    static final List<GuardEntry> ROWS = List.of(
            new GuardEntry(
                    "envoy-retry",
                    "tries again after a wait drawn below a bound that doubles, within a budget",
                    "Envoy 1.39, router filter; budgets of Envoy, Finagle and gRPC",
                    List.of(
                            new Option("retries", "1", "how often at the most"),
                            ON,
                            new Option("back_off_ns", "25000000", "the bound of the first wait"),
                            new Option("most_ns", "250000000", "no bound is longer"),
                            new Option(
                                    "budget",
                                    "unlimited",
                                    "what bounds the retries of all calls: unlimited, active (so many under way), percent (of the"
                                            + " calls under way), share (of calls of a while) or tokens"),
                            new Option("budget_most", "3", "of active: how many"),
                            new Option("budget_percent", "20", "of percent: how many per cent"),
                            new Option("budget_least", "3", "of percent: so many are always allowed"),
                            new Option("budget_share", "0.2", "of share: what share"),
                            new Option("budget_per_second", "10", "of share: and so many a second"),
                            new Option("budget_for_ns", "10000000000", "of share: how long a call counts"),
                            new Option("budget_tokens", "10", "of tokens: the most; below half of them there are none"),
                            new Option("budget_ratio", "0.1", "of tokens: what a success gives back")),
                    RetryGuards::envoy),
            new GuardEntry(
                    "resilience4j-retry",
                    "tries again after a wait that grows",
                    "Resilience4j 2.2, Retry",
                    List.of(
                            new Option("tries", "3", "how many a call has at the most"),
                            ON,
                            new Option("wait_ms", "500", "before the second try, in ms"),
                            new Option("multiplier", "1", "from one wait to the next"),
                            new Option("most_ms", "500", "no wait is longer, in ms"),
                            new Option("randomized", "0", "share by which a wait is drawn longer or shorter")),
                    RetryGuards::library));

    private RetryGuards() {}

    private static CallGuard.Factory envoy(PolicyOptions options) {
        int retries = Guards.integer(options, "retries");
        Set<RetryOn> on = RetryOn.parse(options.text("on"));
        var wait = new JitteredBackoff(options.whole("back_off_ns"), options.whole("most_ns"));
        Supplier<RetryBudget> budget = budget(options);
        return Guards.each(() -> new EnvoyRetry(retries, on, wait, budget.get()), CallPolicy.Builder::retry);
    }

    private static Supplier<RetryBudget> budget(PolicyOptions options) {
        String kind = options.oneOf("budget", "unlimited", "active", "percent", "share", "tokens");
        if (kind.equals("active")) {
            int most = Guards.integer(options, "budget_most");
            return () -> new ActiveRetries(most);
        } else if (kind.equals("percent")) {
            double percent = Guards.number(options, "budget_percent");
            int least = Guards.integer(options, "budget_least");
            return () -> new ActiveRetries(percent, least);
        } else if (kind.equals("share")) {
            double share = Guards.number(options, "budget_share");
            int perSecond = Guards.integer(options, "budget_per_second");
            long live = options.whole("budget_for_ns");
            return () -> new RetryTokens(share, perSecond, live);
        } else if (kind.equals("tokens")) {
            int tokens = Guards.integer(options, "budget_tokens");
            double ratio = Guards.number(options, "budget_ratio");
            return () -> new RetryThrottle(tokens, ratio);
        }
        return () -> RetryBudget.UNLIMITED;
    }

    private static CallGuard.Factory library(PolicyOptions options) {
        var settings = new Resilience4jRetry.Settings(
                Guards.integer(options, "tries"),
                options.whole("wait_ms"),
                Guards.number(options, "multiplier"),
                options.whole("most_ms"),
                Guards.number(options, "randomized"));
        Set<CallOutcome> on = EnumSet.noneOf(CallOutcome.class);
        Set<RetryOn> conditions = RetryOn.parse(options.text("on"));
        for (RetryOn each : RetryOn.values()) {
            if (conditions.contains(each)) {
                on.addAll(each.outcomes());
            }
        }
        return Guards.each(() -> new Resilience4jRetry(settings, on), CallPolicy.Builder::retry);
    }
}
