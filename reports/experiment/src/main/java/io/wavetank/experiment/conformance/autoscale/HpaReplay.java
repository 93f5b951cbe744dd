package io.wavetank.experiment.conformance.autoscale;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.experiment.conformance.kube.Fields;
import io.wavetank.experiment.conformance.kube.Scorecard;
import io.wavetank.policy.kubernetes.autoscale.hpa.HorizontalPodAutoscaler;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricReading;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricReading.Amount;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricReading.PodSample;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricReading.PodSamples;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricSpec;
import io.wavetank.policy.kubernetes.autoscale.hpa.PodState;
import io.wavetank.policy.kubernetes.autoscale.hpa.Proposal;
import io.wavetank.policy.kubernetes.autoscale.hpa.Reconciliation;
import io.wavetank.policy.kubernetes.autoscale.hpa.ReplicaCalculator;
import io.wavetank.policy.kubernetes.autoscale.hpa.ScaleTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Replays recorded cases of the horizontal pod autoscaler. */
final class HpaReplay {
    private static final String NONE = "none";

    /** In the order of their recorded numbers, which begin with 1. */
    private static final List<Reconciliation.Able> ABLE = List.of(Reconciliation.Able.values());
    /** In the order of their recorded numbers, which begin with 0. */
    private static final List<Reconciliation.Limited> LIMITED = List.of(Reconciliation.Limited.values());
    /** In the order of their recorded numbers, which begin with 0. */
    private static final List<Reconciliation.Active> ACTIVE = List.of(Reconciliation.Active.values());

    private HpaReplay() {}

    /** One metric, one decision. */
    static void proposal(String id, JsonNode recorded, Scorecard card) {
        List<String> containers = Fields.texts(recorded, "containers");
        List<PodState> pods = Fields.list(
                recorded, "pods", pod -> HpaJson.pod(pod, 0, HpaJson.requests(containers, pod.path(pod.size() - 1))));
        var target = new ScaleTarget(
                HpaJson.nanos(Fields.number(recorded, "now")),
                Fields.whole(recorded, "spec"),
                Fields.whole(recorded, "status"),
                pods);
        MetricSpec metric = HpaJson.metric(recorded.path("metric"));
        Proposal ours = new ReplicaCalculator(HpaJson.settings(recorded))
                .propose(metric, reading(metric.source(), recorded), target);
        JsonNode expected = recorded.path("expected");
        card.begin(id);
        Proposal.Failure failure = ours.failure();
        card.compare("error", "", expected.path("error").asText(NONE), failure == null ? NONE : failure.name());
        compare(card, "replicas", expected, failure == null, ours.replicas());
        compare(card, "usage", expected, ours.usageMilli() != Proposal.UNDEFINED, ours.usageMilli());
        compare(
                card,
                "utilization",
                expected,
                ours.utilizationPercent() != Proposal.UNDEFINED,
                ours.utilizationPercent());
        card.end();
    }

    private static void compare(Scorecard card, String part, JsonNode expected, boolean exists, long ours) {
        if (exists || expected.has(part)) {
            card.compare(part, "", expected.path(part).asText(NONE), exists ? Long.toString(ours) : NONE);
        }
    }

    private static @Nullable MetricReading reading(MetricSpec.Source source, JsonNode recorded) {
        return switch (source) {
            case RESOURCE, CONTAINER_RESOURCE, PODS ->
                new PodSamples(
                        HpaJson.nanos(Fields.number(recorded, "window")),
                        Fields.list(
                                recorded,
                                "samples",
                                sample -> new PodSample(
                                        Math.toIntExact(RecordedCases.at(sample, 0)),
                                        RecordedCases.at(sample, 1),
                                        HpaJson.nanos(RecordedCases.at(sample, 2)))));
            case OBJECT -> recorded.path("value").isNumber() ? new Amount(Fields.number(recorded, "value")) : null;
            case EXTERNAL -> HpaJson.sum(recorded.path("values"));
        };
    }

    /** A timeline of external metrics, in columns. */
    static void behavior(String id, JsonNode recorded, Scorecard card) {
        var autoscaler = new HorizontalPodAutoscaler(HpaJson.spec(recorded), HpaJson.settings(recorded));
        JsonNode times = recorded.path("t");
        requireTicks(recorded, times.size());
        for (int tick = 0; tick < times.size(); tick++) {
            List<@Nullable MetricReading> readings = new ArrayList<>();
            List<String> proposals = new ArrayList<>();
            for (int metric = 0; metric < autoscaler.spec().metrics().size(); metric++) {
                long usage = RecordedCases.at(recorded.path("usage").path(metric), tick);
                readings.add(usage < 0 ? null : new Amount(usage));
                proposals.add(recorded.path("expected")
                        .path("proposals")
                        .path(metric)
                        .path(tick)
                        .asText());
            }
            long now = RecordedCases.at(times, tick);
            var target = new ScaleTarget(
                    HpaJson.nanos(now),
                    Math.toIntExact(RecordedCases.at(recorded.path("spec"), tick)),
                    Math.toIntExact(RecordedCases.at(recorded.path("status"), tick)),
                    List.of());
            card.begin(id + " tick " + tick + " (t=" + now + " ms)");
            card.compare("proposals", "", proposals, proposals(recorded, target, readings));
            compare(card, recorded.path("expected"), tick, autoscaler.reconcile(target, readings));
            card.end();
        }
    }

    /** A timeline of a workload whose pods come and go. */
    static void pods(String id, JsonNode recorded, Scorecard card) {
        var autoscaler = new HorizontalPodAutoscaler(HpaJson.spec(recorded), HpaJson.settings(recorded));
        var requests = HpaJson.requests(Fields.texts(recorded, "containers"), recorded.path("requests"));
        long window = HpaJson.nanos(Fields.number(recorded, "window"));
        SortedMap<Long, PodState> pods = new TreeMap<>();
        requireTicks(recorded, recorded.path("ticks").size());
        int tick = 0;
        for (JsonNode step : recorded.path("ticks")) {
            Fields.wholes(step, "gone").forEach(gone -> pods.remove((long) gone));
            for (JsonNode up : step.path("up")) {
                pods.put(RecordedCases.at(up, 0), HpaJson.pod(up, 1, requests));
            }
            var target = new ScaleTarget(
                    HpaJson.nanos(Fields.number(step, "t")),
                    Fields.whole(step, "spec"),
                    Fields.whole(step, "status"),
                    List.copyOf(pods.values()));
            List<@Nullable MetricReading> readings = new ArrayList<>();
            for (int metric = 0; metric < autoscaler.spec().metrics().size(); metric++) {
                MetricSpec.Source source =
                        autoscaler.spec().metrics().get(metric).source();
                readings.add(reading(source, step, step.path("m").path(metric), window, List.copyOf(pods.keySet())));
            }
            JsonNode expected = recorded.path("expected");
            List<String> proposals = new ArrayList<>();
            expected.path("proposals").path(tick).forEach(each -> proposals.add(each.asText()));
            card.begin(id + " tick " + tick + " (t=" + Fields.number(step, "t") + " ms)");
            card.compare("proposals", "", proposals, proposals(recorded, target, readings));
            compare(card, expected, tick, autoscaler.reconcile(target, readings));
            card.end();
            tick++;
        }
    }

    private static @Nullable MetricReading reading(
            MetricSpec.Source source, JsonNode step, JsonNode value, long window, List<Long> ids) {
        if (value.isNull() || value.isMissingNode()) {
            return null;
        }
        return switch (source) {
            case OBJECT -> new Amount(value.longValue());
            case EXTERNAL -> HpaJson.sum(value);
            case RESOURCE, CONTAINER_RESOURCE, PODS -> {
                long scrape = HpaJson.nanos(Fields.number(step, "scrape"));
                List<PodSample> samples = new ArrayList<>();
                int unlisted = ids.size();
                for (int i = 0; i + 1 < value.size(); i += 2) {
                    int pod = ids.indexOf(RecordedCases.at(value, i));
                    samples.add(new PodSample(pod < 0 ? unlisted++ : pod, RecordedCases.at(value, i + 1), scrape));
                }
                yield new PodSamples(window, samples);
            }
        };
    }

    /** What each metric asks for by itself, also at ticks at which the autoscaler does not look at its metrics. */
    private static List<String> proposals(
            JsonNode recorded, ScaleTarget target, List<@Nullable MetricReading> readings) {
        var calculator = new ReplicaCalculator(HpaJson.settings(recorded));
        List<MetricSpec> metrics = HpaJson.spec(recorded).metrics();
        List<String> proposals = new ArrayList<>();
        for (int metric = 0; metric < metrics.size(); metric++) {
            Proposal each = calculator.propose(metrics.get(metric), readings.get(metric), target);
            proposals.add(each.failure() == null ? Integer.toString(each.replicas()) : "-1");
        }
        return proposals;
    }

    /** Refuses a recording that expects more ticks, or fewer, than there are. */
    private static void requireTicks(JsonNode recorded, int ticks) {
        int expected = recorded.path("expected").path("desired").size();
        if (expected != ticks || ticks == 0) {
            throw new IllegalArgumentException(ticks + " ticks, and decisions for " + expected);
        }
    }

    private static void compare(Scorecard card, JsonNode expected, int tick, Reconciliation ours) {
        card.compare("desired", "", recorded(expected, "desired", tick), ours.failed() ? -1L : ours.replicas());
        card.compare("rescaled", "", recorded(expected, "rescaled", tick), ours.rescaled() ? 1L : 0L);
        card.compare("able", "", recorded(expected, "able", tick), ABLE.indexOf(ours.able()) + 1L);
        long limited = LIMITED.indexOf(ours.limited());
        card.compare("limited", "", recorded(expected, "limited", tick), ours.isLimited() ? -limited : limited);
        card.compare("active", "", recorded(expected, "active", tick), (long) ACTIVE.indexOf(ours.active()));
    }

    private static long recorded(JsonNode expected, String column, int tick) {
        return RecordedCases.at(expected.path(column), tick);
    }
}
