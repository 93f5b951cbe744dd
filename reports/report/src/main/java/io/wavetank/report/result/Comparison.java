package io.wavetank.report.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * The figures of each scheduler over its replications: the mean, and from two replications on the half-width of its 95 % interval
 * (Student's t). One replication has a mean and no interval.
 */
final class Comparison {
    private static final List<String> KEYS = List.of(
            "tasks",
            "allocation",
            "load",
            "fragmentation",
            "queueing_delay_s",
            "queueing_delay_by",
            "completion_s",
            "slowdown",
            "bounded_slowdown",
            "traffic");

    private Comparison() {}

    static ArrayNode of(ArrayNode runs) {
        Map<String, Map<String, DoubleStream.Builder>> byScheduler = new LinkedHashMap<>();
        for (JsonNode run : runs) {
            var figures = byScheduler.computeIfAbsent(run.get("scheduler").asText(), name -> new LinkedHashMap<>());
            for (String key : KEYS) {
                if (run.has(key)) {
                    collect(key, run.get(key), figures);
                }
            }
        }
        ArrayNode rows = Json.array();
        byScheduler.forEach((scheduler, figures) -> figures.forEach((key, values) -> {
            ObjectNode row = rows.addObject();
            row.put("scheduler", scheduler);
            row.put("key", key);
            put(row, Estimate.of(values.build()));
        }));
        return rows;
    }

    private static void put(ObjectNode row, Estimate estimate) {
        row.put("replications", estimate.replications());
        Json.put(row, "mean", estimate.mean());
        Json.put(row, "half_width_95", estimate.halfWidth());
    }

    /** Returns how each scheduler differs from the first, replication by replication. */
    static ArrayNode differences(List<RunSummary> runs) {
        ArrayNode rows = Json.array();
        for (Differences each : Differences.of(runs)) {
            ObjectNode row = rows.addObject();
            row.put("figure", each.figure().name());
            row.put("scheduler", each.other());
            row.put("minus", each.first());
            put(row, each.difference());
            row.put("differs", each.difference().isNotZero());
            row.put("of_lower_bounds", each.ofBounds());
        }
        return rows;
    }

    private static void collect(String path, JsonNode node, Map<String, DoubleStream.Builder> into) {
        if (node.isObject()) {
            node.properties().forEach(entry -> collect(path + "." + entry.getKey(), entry.getValue(), into));
        } else if (node.isNumber()) {
            into.computeIfAbsent(path, key -> DoubleStream.builder()).add(node.doubleValue());
        }
    }
}
