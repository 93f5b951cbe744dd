package io.wavetank.report.result;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.sim.traffic.EntryCounts;
import io.wavetank.sim.traffic.LossRecovery;
import io.wavetank.sim.traffic.Machines;
import io.wavetank.sim.traffic.MemoryUse;
import io.wavetank.sim.traffic.PathFigures;
import io.wavetank.sim.traffic.PathMeans;
import io.wavetank.sim.traffic.ServiceCounts;
import io.wavetank.sim.traffic.TrafficResult;
import io.wavetank.sim.traffic.TrafficTimeline;
import io.wavetank.sim.traffic.VersionCounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the figures of requests and services back from {@code summary.json}, where {@link TrafficSummary} wrote them. */
public final class TrafficReader {
    private static final double SECOND = 1e9;

    private final JsonNode traffic;
    private final TrafficCurves curves;

    private TrafficReader(JsonNode traffic, TrafficCurves curves) {
        this.traffic = traffic;
        this.curves = curves;
    }

    /**
     * Reads what a run came to.
     *
     * @param traffic what the summary says of requests and services
     * @param timeline what happened over time
     * @param curves where distributions are found, by name, with what the summary says of them
     */
    public static TrafficResult read(JsonNode traffic, TrafficTimeline timeline, TrafficCurves curves)
            throws IOException {
        var reader = new TrafficReader(traffic, curves);
        return new TrafficResult(
                reader.entries(),
                reader.services(),
                timeline,
                reader.paths(),
                traffic.path("window_from_ns").asLong(),
                traffic.path("window_ns").asLong(),
                0,
                reader.recovery(),
                reader.machines(),
                reader.memory());
    }

    private List<EntryCounts> entries() throws IOException {
        List<EntryCounts> entries = new ArrayList<>();
        for (var each : traffic.path("requests").properties()) {
            JsonNode entry = each.getValue();
            entries.add(EntryCounts.of(
                    each.getKey(),
                    entry.path("objective").asDouble(Double.NaN),
                    entry.path("offered").asLong(),
                    entry.path("tries").asLong(),
                    entry.path("unanswered").asLong(),
                    outcomes(entry.path("outcomes")),
                    curves.curve(DistributionsFile.requests(each.getKey()), entry.path("latency_s"))));
        }
        return entries;
    }

    private List<ServiceCounts> services() throws IOException {
        List<ServiceCounts> services = new ArrayList<>();
        for (var each : traffic.path("services").properties()) {
            JsonNode service = each.getValue();
            services.add(ServiceCounts.of(
                    each.getKey(),
                    service.path("wait_mean_s").asDouble(Double.NaN) * SECOND,
                    service.path("work_mean_s").asDouble() * SECOND,
                    service.path("abandoned").asLong(),
                    outcomes(service.path("outcomes")),
                    curves.curve(DistributionsFile.service(each.getKey()), service.path("residence_s")),
                    new ServiceCounts.Extras(
                            service.path("proxy_core_s").asDouble() * SECOND,
                            service.path("handshakes").asLong(),
                            service.path("kills").asLong(),
                            service.path("not_allowed").asLong(),
                            versions(each.getKey(), service.path("versions")))));
        }
        return services;
    }

    private List<VersionCounts> versions(String service, JsonNode of) throws IOException {
        List<VersionCounts> versions = new ArrayList<>();
        for (var each : of.properties()) {
            JsonNode version = each.getValue();
            JsonNode givenUp = version.path("given_up_s");
            versions.add(VersionCounts.of(
                    each.getKey(),
                    version.path("failed").asLong(),
                    givenUp.isNumber() ? Math.round(givenUp.doubleValue() * SECOND) : -1,
                    curves.curve(DistributionsFile.version(service, each.getKey()), version.path("residence_s"))));
        }
        return versions;
    }

    private PathFigures paths() {
        JsonNode paths = traffic.path("paths");
        return paths.isMissingNode()
                ? PathFigures.NONE
                : new PathFigures(
                        paths.path("followed").asLong(), means(paths.path("all")), means(paths.path("slowest")));
    }

    private static PathMeans means(JsonNode means) {
        List<PathMeans.Stage> stages = new ArrayList<>();
        for (JsonNode stage : means.path("services")) {
            stages.add(new PathMeans.Stage(nanos(stage, "wait_s"), nanos(stage, "served_s")));
        }
        return new PathMeans(stages, nanos(means, "way_s"), nanos(means, "other_s"), nanos(means, "latency_s"));
    }

    private static double nanos(JsonNode node, String key) {
        return node.path(key).asDouble(Double.NaN) * SECOND;
    }

    private LossRecovery recovery() {
        JsonNode recovery = traffic.path("recovery");
        return new LossRecovery(
                recovery.path("losses").asLong(),
                recovery.path("failing_s_mean").asDouble(Double.NaN),
                recovery.path("failing_s_max").asDouble(Double.NaN),
                !recovery.path("at_least").isEmpty());
    }

    private Machines machines() {
        JsonNode machines = traffic.path("machines");
        return machines.isMissingNode()
                ? Machines.NONE
                : new Machines(
                        machines.path("count").asInt(),
                        machines.path("cores").asDouble(),
                        machines.path("price_per_hour").asDouble());
    }

    private MemoryUse memory() {
        JsonNode memory = traffic.path("memory");
        return memory.isMissingNode()
                ? MemoryUse.NONE
                : new MemoryUse(
                        memory.path("used_mean").asDouble(),
                        memory.path("used_most").asDouble(),
                        memory.path("proxies_mean").asDouble(),
                        memory.path("evictions").asLong(),
                        memory.path("kills").asLong());
    }

    private static Map<CallOutcome, Long> outcomes(JsonNode node) {
        Map<CallOutcome, Long> outcomes = new EnumMap<>(CallOutcome.class);
        for (CallOutcome each : CallOutcome.values()) {
            outcomes.put(each, node.path(each.name().toLowerCase(Locale.ROOT)).asLong(0));
        }
        return outcomes;
    }
}
