package io.wavetank.report.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * The figures of each scheduler over its replications: the mean, and from two replications on the half-width of its 95 % interval
 * (Student's t). One replication has a mean and no interval.
 */
final class Comparison {
    private static final List<String> KEYS = List.of(
            "tasks", "allocation", "fragmentation", "queueing_delay_s", "completion_s", "slowdown", "bounded_slowdown");

    private Comparison() {}

    static ArrayNode of(ArrayNode runs) {
        Map<String, Map<String, SummaryStatistics>> byScheduler = new LinkedHashMap<>();
        for (JsonNode run : runs) {
            var figures = byScheduler.computeIfAbsent(run.get("scheduler").asText(), name -> new LinkedHashMap<>());
            for (String key : KEYS) {
                collect(key, run.get(key), figures);
            }
        }
        ArrayNode rows = Json.array();
        byScheduler.forEach((scheduler, figures) -> figures.forEach((key, values) -> {
            ObjectNode row = rows.addObject();
            row.put("scheduler", scheduler);
            row.put("key", key);
            row.put("replications", values.getN());
            Json.put(row, "mean", values.getMean());
            Json.put(row, "half_width_95", halfWidth(values));
        }));
        return rows;
    }

    private static double halfWidth(SummaryStatistics values) {
        long n = values.getN();
        return n < 2
                ? Double.NaN
                : new TDistribution(null, n - 1.0).inverseCumulativeProbability(0.975)
                        * values.getStandardDeviation()
                        / Math.sqrt((double) n);
    }

    private static void collect(String path, JsonNode node, Map<String, SummaryStatistics> into) {
        if (node.isObject()) {
            var keys = new ArrayList<Map.Entry<String, JsonNode>>(node.properties());
            keys.forEach(entry -> collect(path + "." + entry.getKey(), entry.getValue(), into));
        } else if (node.isNumber()) {
            into.computeIfAbsent(path, key -> new SummaryStatistics()).addValue(node.doubleValue());
        }
    }
}
