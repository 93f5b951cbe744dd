package io.wavetank.experiment.conformance.autoscale;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.experiment.conformance.kube.Fields;
import io.wavetank.policy.kubernetes.autoscale.hpa.HpaSettings;
import io.wavetank.policy.kubernetes.autoscale.hpa.HpaSpec;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricReading;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricReading.Amount;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricSpec;
import io.wavetank.policy.kubernetes.autoscale.hpa.PodState;
import io.wavetank.policy.kubernetes.autoscale.hpa.ScalingRules;
import io.wavetank.policy.kubernetes.autoscale.hpa.ScalingRules.Policy;
import io.wavetank.policy.kubernetes.autoscale.hpa.ScalingRules.Select;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Recorded words of a horizontal pod autoscaler, read into ours. Times are milliseconds there and nanoseconds here. */
final class HpaJson {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;

    /** In the order of their recorded numbers, which begin with 0. */
    private static final List<PodState.Phase> PHASES = List.of(PodState.Phase.values());
    /** In the order of their recorded numbers, which begin with -1. */
    private static final List<PodState.Ready> READY = List.of(PodState.Ready.values());

    private HpaJson() {}

    static long nanos(long millis) {
        return Math.multiplyExact(millis, MILLI);
    }

    static HpaSettings settings(JsonNode recorded) {
        JsonNode cfg = recorded.path("cfg");
        return new HpaSettings(
                RecordedCases.real(cfg, "tolerance", 0.1),
                nanos(Fields.number(cfg, "cpuInitMs", 300_000)),
                nanos(Fields.number(cfg, "initialReadinessDelayMs", 30_000)),
                nanos(Fields.number(cfg, "downscaleStabilizationMs", 300_000)));
    }

    static HpaSpec spec(JsonNode recorded) {
        int least = recorded.path("min").isNull() ? 1 : Math.toIntExact(Fields.number(recorded, "min", 1));
        return new HpaSpec(
                least,
                Fields.whole(recorded, "max"),
                Fields.list(recorded, "metrics", HpaJson::metric),
                behavior(recorded.path("behavior"), settings(recorded)));
    }

    static MetricSpec metric(JsonNode metric) {
        var source = switch (Fields.text(metric, "type")) {
            case "resource" -> MetricSpec.Source.RESOURCE;
            case "containerResource" -> MetricSpec.Source.CONTAINER_RESOURCE;
            case "pods" -> MetricSpec.Source.PODS;
            case "object" -> MetricSpec.Source.OBJECT;
            case "external" -> MetricSpec.Source.EXTERNAL;
            default -> throw Fields.wrong("type", metric.path("type"));
        };
        var target = switch (Fields.text(metric, "target")) {
            case "utilization" -> MetricSpec.Target.UTILIZATION;
            case "averageValue" -> MetricSpec.Target.AVERAGE_VALUE;
            case "value" -> MetricSpec.Target.VALUE;
            default -> throw Fields.wrong("target", metric.path("target"));
        };
        String container = metric.path("container").isNull() ? "" : Fields.text(metric, "container");
        return new MetricSpec(
                source,
                Fields.text(metric, "name"),
                source == MetricSpec.Source.CONTAINER_RESOURCE ? container : "",
                target,
                Fields.number(metric, "v"));
    }

    private static HpaSpec.@Nullable Behavior behavior(JsonNode behavior, HpaSettings settings) {
        return behavior.isObject()
                ? new HpaSpec.Behavior(
                        rules(behavior.path("up"), ScalingRules.UP),
                        rules(behavior.path("down"), ScalingRules.down(settings)))
                : null;
    }

    private static ScalingRules rules(JsonNode side, ScalingRules defaults) {
        List<Policy> policies = Fields.list(side, "policies", HpaJson::policy);
        Select select = switch (side.path("select").asText("null")) {
            case "null" -> defaults.select();
            case "Max" -> Select.MAX;
            case "Min" -> Select.MIN;
            case "Disabled" -> Select.DISABLED;
            default -> throw Fields.wrong("select", side.path("select"));
        };
        return new ScalingRules(
                side.path("stab").isNumber() ? Fields.number(side, "stab") * SECOND : defaults.stabilizationNanos(),
                select,
                policies.isEmpty() ? defaults.policies() : policies);
    }

    private static Policy policy(JsonNode policy) {
        var unit = switch (policy.path(0).asText()) {
            case "Pods" -> ScalingRules.Unit.PODS;
            case "Percent" -> ScalingRules.Unit.PERCENT;
            default -> throw Fields.wrong("policies", policy);
        };
        return new Policy(unit, Math.toIntExact(RecordedCases.at(policy, 1)), RecordedCases.at(policy, 2) * SECOND);
    }

    /** A pod whose state is {@code [phase, ready, start, transition, deleted]} from a place in an array on. */
    static PodState pod(JsonNode state, int from, SortedMap<String, SortedMap<String, Long>> requests) {
        long start = RecordedCases.at(state, from + 2);
        return new PodState(
                PHASES.get(Math.toIntExact(RecordedCases.at(state, from))),
                READY.get(Math.toIntExact(RecordedCases.at(state, from + 1) + 1)),
                start < 0 ? PodState.NOT_STARTED : nanos(start),
                nanos(RecordedCases.at(state, from + 3)),
                RecordedCases.at(state, from + 4) != 0,
                requests);
    }

    /** Requests {@code [cpuMilli, memoryMilliBytes]} of each container, -1 for none. */
    static SortedMap<String, SortedMap<String, Long>> requests(List<String> containers, JsonNode requests) {
        SortedMap<String, SortedMap<String, Long>> all = new TreeMap<>();
        for (int i = 0; i < containers.size(); i++) {
            SortedMap<String, Long> one = new TreeMap<>();
            put(one, "cpu", RecordedCases.at(requests.path(i), 0));
            put(one, "memory", RecordedCases.at(requests.path(i), 1));
            all.put(containers.get(i), one);
        }
        return all;
    }

    private static void put(SortedMap<String, Long> requests, String resource, long amount) {
        if (amount >= 0) {
            requests.put(resource, amount);
        }
    }

    /** The sum of an external metric's values; none where there are no values. */
    static @Nullable MetricReading sum(JsonNode values) {
        if (values.isEmpty()) {
            return null;
        }
        long sum = 0;
        for (int i = 0; i < values.size(); i++) {
            sum += RecordedCases.at(values, i);
        }
        return new Amount(sum);
    }
}
