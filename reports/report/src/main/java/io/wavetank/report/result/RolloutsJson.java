package io.wavetank.report.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.sim.record.RolloutFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What became of rollouts, in the summary. */
public final class RolloutsJson {
    private RolloutsJson() {}

    static ObjectNode write(List<RolloutFigures> rollouts) {
        ObjectNode all = Json.object();
        for (RolloutFigures each : rollouts) {
            ObjectNode node = all.putObject(each.name());
            node.put("stage", each.stage());
            Json.put(node, "seconds", each.seconds());
            ObjectNode pods = node.putObject("pods");
            each.pods().forEach(pods::put);
            if (each.leastEndpoints() < 0) {
                node.putNull("least_endpoints");
            } else {
                node.put("least_endpoints", each.leastEndpoints());
            }
            node.put("refused_early", each.refusedEarly());
            node.put("refused_late", each.refusedLate());
            node.put("cut_off", each.cutOff());
            node.put("restarts", each.restarts());
        }
        return all;
    }

    /** Returns what stands in a summary; nothing if it has none. */
    public static List<RolloutFigures> read(JsonNode rollouts) {
        List<RolloutFigures> figures = new ArrayList<>();
        for (var each : rollouts.properties()) {
            JsonNode node = each.getValue();
            var pods = new TreeMap<String, Long>();
            node.path("pods")
                    .properties()
                    .forEach(version ->
                            pods.put(version.getKey(), version.getValue().asLong()));
            figures.add(new RolloutFigures(
                    each.getKey(),
                    node.path("stage").asText(),
                    node.path("seconds").isNumber() ? node.path("seconds").asDouble() : Double.NaN,
                    pods,
                    node.path("least_endpoints").asInt(-1),
                    node.path("refused_early").asLong(),
                    node.path("refused_late").asLong(),
                    node.path("cut_off").asLong(),
                    node.path("restarts").asLong()));
        }
        return figures;
    }
}
