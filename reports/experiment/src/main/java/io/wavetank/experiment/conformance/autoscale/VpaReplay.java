package io.wavetank.experiment.conformance.autoscale;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.experiment.conformance.kube.Fields;
import io.wavetank.experiment.conformance.kube.Scorecard;
import io.wavetank.policy.kubernetes.autoscale.vpa.Amounts;
import io.wavetank.policy.kubernetes.autoscale.vpa.Buckets;
import io.wavetank.policy.kubernetes.autoscale.vpa.ContainerPolicy;
import io.wavetank.policy.kubernetes.autoscale.vpa.ContainerUsage;
import io.wavetank.policy.kubernetes.autoscale.vpa.DecayingHistogram;
import io.wavetank.policy.kubernetes.autoscale.vpa.Recommendation;
import io.wavetank.policy.kubernetes.autoscale.vpa.Recommender;
import io.wavetank.policy.kubernetes.autoscale.vpa.VpaSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Replays recorded cases of the vertical pod autoscaler. */
final class VpaReplay {
    private static final double[] PERCENTILES = {0.1, 0.5, 0.9, 0.95, 0.99};
    private static final List<String> PARTS = List.of("target", "lower bound", "upper bound", "uncapped target");
    private static final long MILLI = 1_000_000L;
    private static final long DAY = 86_400_000L;

    private final Recommender recommender;
    private final List<String> containers;
    private final Map<Long, List<ContainerUsage>> pods = new TreeMap<>();

    private VpaReplay(JsonNode recorded) {
        this.containers = Fields.texts(recorded, "containers");
        SortedMap<String, ContainerPolicy> policies = new TreeMap<>();
        Fields.list(recorded, "policy", each -> policies.put(Fields.text(each, "container"), policy(each)));
        this.recommender = new Recommender(settings(recorded.path("cfg")), policies);
    }

    /** Adds to a histogram, takes back, and reads percentiles after each. */
    static void histogram(String id, JsonNode recorded, Scorecard card) {
        Buckets buckets = switch (Fields.text(recorded, "options")) {
            case "cpu" -> Buckets.CPU;
            case "memory" -> Buckets.MEMORY;
            default -> throw Fields.wrong("options", recorded.path("options"));
        };
        var histogram = new DecayingHistogram(
                buckets, Fields.number(recorded, "halfLifeMs") * MILLI, VpaSettings.DEFAULTS.originSeconds());
        for (int step = 0; step < recorded.path("ops").size(); step++) {
            JsonNode op = recorded.path("ops").path(step);
            double value = op.path(1).asDouble();
            double weight = op.path(2).asDouble();
            long at = RecordedCases.at(op, 3) * MILLI;
            switch (op.path(0).asText()) {
                case "add" -> histogram.add(value, weight, at);
                case "sub" -> histogram.subtract(value, weight, at);
                default -> throw Fields.wrong("ops", op);
            }
            List<Double> expected = new ArrayList<>();
            recorded.path("expected").path(step).forEach(each -> expected.add(each.asDouble()));
            List<Double> ours = new ArrayList<>();
            for (double percentile : PERCENTILES) {
                ours.add(histogram.percentile(percentile));
            }
            card.begin(id + " operation " + step);
            card.compare("percentiles", "", expected, ours);
            card.end();
        }
    }

    /** A timeline of samples and recommendations. */
    static void recommender(String id, JsonNode recorded, Scorecard card) {
        var replay = new VpaReplay(recorded);
        JsonNode expected = recorded.path("expected").path(0);
        for (int tick = 0; tick < recorded.path("ticks").size(); tick++) {
            JsonNode step = recorded.path("ticks").path(tick);
            step.path(1).forEach(replay::carryOut);
            JsonNode here = recorded.path("expected").path(tick);
            expected = here.isNull() ? expected : here;
            card.begin(id + " tick " + tick + " (t=" + step.path(0).asText() + " ms)");
            compare(card, expected, replay.recommender.recommend());
            card.end();
        }
    }

    private static VpaSettings settings(JsonNode cfg) {
        VpaSettings plain = VpaSettings.DEFAULTS;
        return new VpaSettings(
                plain.originSeconds(),
                Fields.number(cfg, "memoryIntervalMs", DAY) * MILLI,
                Fields.number(cfg, "cpuHalfLifeMs", DAY) * MILLI,
                Fields.number(cfg, "memoryHalfLifeMs", DAY) * MILLI,
                RecordedCases.real(cfg, "oomBumpUpRatio", plain.oomRatio()),
                Fields.number(cfg, "oomMinBumpUpBytes", plain.oomLeastBytes()),
                RecordedCases.real(cfg, "safetyMargin", plain.safetyMargin()),
                RecordedCases.real(cfg, "minCpuMilli", plain.leastCpuMillis()),
                RecordedCases.real(cfg, "minMemoryMiB", plain.leastMemoryMebibytes()),
                RecordedCases.real(cfg, "targetCpuPercentile", plain.targetCpuPercentile()));
    }

    private static ContainerPolicy policy(JsonNode policy) {
        List<String> controlled = Fields.texts(policy, "controlled");
        boolean all = !policy.path("controlled").isArray();
        return new ContainerPolicy(
                policy.path("mode").asText().equals("Off"),
                all || controlled.contains("cpu"),
                all || controlled.contains("memory"),
                bound(policy.path("min")),
                bound(policy.path("max")));
    }

    private static Amounts bound(JsonNode bound) {
        return new Amounts(Fields.number(bound, "cpu"), Fields.number(bound, "memory"));
    }

    private void carryOut(JsonNode op) {
        long pod = RecordedCases.at(op, 1);
        switch (op.path(0).asText()) {
            case "pod" -> pods.put(pod, followed(op));
            case "del" -> pods.remove(pod);
            case "s" -> {
                container(op).cpu(RecordedCases.at(op, 4), RecordedCases.at(op, 3) * MILLI);
                container(op).memory(RecordedCases.at(op, 5), RecordedCases.at(op, 3) * MILLI);
            }
            case "oom" -> container(op).outOfMemory(RecordedCases.at(op, 4), RecordedCases.at(op, 3) * MILLI);
            default -> throw Fields.wrong("ticks", op);
        }
    }

    private List<ContainerUsage> followed(JsonNode op) {
        List<ContainerUsage> followed = new ArrayList<>();
        for (int i = 0; i < containers.size(); i++) {
            long request = RecordedCases.at(op.path(3).path(i), 0);
            followed.add(recommender.follow(containers.get(i), op.path(2).asText(), request));
        }
        return followed;
    }

    private ContainerUsage container(JsonNode op) {
        List<ContainerUsage> pod = pods.get(RecordedCases.at(op, 1));
        if (pod == null) {
            throw new IllegalArgumentException("there is no pod " + op.path(1));
        }
        return pod.get(Math.toIntExact(RecordedCases.at(op, 2)));
    }

    private static void compare(Scorecard card, JsonNode expected, SortedMap<String, Recommendation> ours) {
        SortedMap<String, Recommendation> left = new TreeMap<>(ours);
        expected.fieldNames().forEachRemaining(container -> {
            Recommendation one = left.remove(container);
            List<String> got = one == null
                    ? List.of("absent", "absent", "absent", "absent")
                    : List.of(
                            text(one.target()),
                            text(one.lowerBound()),
                            text(one.upperBound()),
                            text(one.uncappedTarget()));
            for (int part = 0; part < PARTS.size(); part++) {
                String recorded = expected.path(container).path(part).toString();
                card.compare(PARTS.get(part), container, recorded, got.get(part));
            }
        });
        card.compare("containers", "not recorded", List.of(), List.copyOf(left.keySet()));
    }

    private static String text(Amounts amounts) {
        return "[" + text(amounts.cpuMillis()) + "," + text(amounts.memoryBytes()) + "]";
    }

    private static String text(long amount) {
        return amount == Amounts.NOT_CONTROLLED ? "null" : Long.toString(amount);
    }
}
