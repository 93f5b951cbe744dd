package io.wavetank.policy.mesh.guard;

import io.wavetank.policy.PolicyEntry.Option;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.mesh.resilience.AdmissionControl;
import io.wavetank.policy.mesh.resilience.PriorityShedder;
import io.wavetank.policy.traffic.CallGuard;
import io.wavetank.policy.traffic.CallPolicy;
import io.wavetank.policy.traffic.GuardEntry;
import java.util.List;

/** The table of what gives up calls under overload. */
final class SheddingGuards {
    static final List<GuardEntry> ROWS = List.of(
            new GuardEntry(
                    "success-shedding",
                    "gives up calls with a probability that rises as fewer of them succeed",
                    "Envoy 1.39, admission control",
                    List.of(
                            new Option("window", "30", "over how many seconds calls count"),
                            new Option("threshold", "0.95", "share of successes from which nothing is given up"),
                            new Option("aggression", "1", "how early it begins"),
                            new Option("least", "0", "calls a second below which nothing is given up"),
                            new Option("most", "0.8", "the largest probability")),
                    SheddingGuards::bySuccess),
            new GuardEntry(
                    "priority-shedding",
                    "gives up lower priorities while calls wait for too long",
                    "DAGOR, SoCC 2018",
                    List.of(
                            new Option("priorities", "8", "how many there are"),
                            new Option("target_ns", "20000000", "the longest wait on average that is well"),
                            new Option("window_ns", "1000000000", "how often it looks"),
                            new Option("calls", "2000", "or after so many calls")),
                    SheddingGuards::byPriority));

    private SheddingGuards() {}

    private static CallGuard.Factory bySuccess(PolicyOptions options) {
        var settings = new AdmissionControl.Settings(
                Guards.integer(options, "window"),
                Guards.number(options, "threshold"),
                Guards.number(options, "aggression"),
                Guards.number(options, "least"),
                Guards.number(options, "most"));
        return Guards.each(() -> new AdmissionControl(settings), CallPolicy.Builder::shedder);
    }

    private static CallGuard.Factory byPriority(PolicyOptions options) {
        int priorities = Guards.integer(options, "priorities");
        long target = options.whole("target_ns");
        long window = options.whole("window_ns");
        int calls = Guards.integer(options, "calls");
        return Guards.each(() -> new PriorityShedder(priorities, target, window, calls), CallPolicy.Builder::shedder);
    }
}
