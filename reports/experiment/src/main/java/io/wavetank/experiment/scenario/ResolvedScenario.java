package io.wavetank.experiment.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.sim.scenario.Window;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A scenario as it stands in {@code run.json}, to be held against others: everything is filled in, so what two of them do not share is how the
 * experiments differ.
 */
public final class ResolvedScenario {
    private final JsonNode scenario;

    /** Takes what stands under {@code scenario}. */
    public ResolvedScenario(JsonNode scenario) {
        this.scenario = scenario;
    }

    /**
     * Whether another replication has other draws that count: in the workload, in what breaks at random, in what comes and goes, or in requests. Schedulers that
     * draw are not asked.
     */
    public boolean random() {
        boolean breaks = false;
        for (JsonNode fault : scenario.path("faults")) {
            breaks |= fault.has("each");
        }
        return madeUp()
                || breaks
                || !scenario.path("services").isEmpty()
                || scenario.path("traffic").isObject();
    }

    /** Whether the workload is made up, rather than a recorded trace, or none. */
    public boolean madeUp() {
        return scenario.path("workload").isObject()
                && scenario.at("/workload/trace").isMissingNode()
                && scenario.at("/workload/snapshot").isMissingNode();
    }

    /** The window of the figures. */
    public Window window() {
        return new Window(
                nanos("/report/window/from", Window.FIRST_SUBMISSION),
                nanos("/report/window/to", Window.LAST_SUBMISSION));
    }

    private long nanos(String pointer, long otherwise) {
        JsonNode time = scenario.at(pointer);
        return time.isTextual() ? Unit.DURATION.whole(time.asText()) : otherwise;
    }

    /**
     * Returns the values below a part, by their path: {@code run.seed} to {@code 1}. A file is known by its digest and not by its name, and what is
     * nothing is left out.
     */
    public Map<String, String> values(String part) {
        Map<String, String> values = new LinkedHashMap<>();
        collect(part, scenario.at("/" + part.replace('.', '/')), values);
        return values;
    }

    private static void collect(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            for (var entry : node.properties()) {
                if (!entry.getKey().equals("file") || !node.has("sha256")) {
                    collect(path + "." + entry.getKey(), entry.getValue(), into);
                }
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "." + i, node.get(i), into);
            }
        } else if (!node.isMissingNode() && !node.isNull()) {
            into.put(path, text(node));
        }
    }

    /** Equal amounts are written alike: {@code 24h} and {@code 1d}, 0.5 and 0.50. */
    private static String text(JsonNode node) {
        if (node.isNumber()) {
            return node.decimalValue().stripTrailingZeros().toPlainString();
        }
        BigDecimal nanos = node.isTextual() ? Unit.DURATION.exact(node.asText()) : null;
        return nanos == null || nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? node.asText()
                : Unit.duration(nanos.longValue());
    }
}
