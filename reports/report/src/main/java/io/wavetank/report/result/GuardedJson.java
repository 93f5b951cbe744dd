package io.wavetank.report.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.sim.record.GuardedFigures;
import java.util.ArrayList;
import java.util.List;

/** How services with policies of failover of their own came through, in {@code summary.json}. */
public final class GuardedJson {
    private static final String KEY = "failover_services";

    private GuardedJson() {}

    static void write(List<GuardedFigures> services, ObjectNode run) {
        if (services.isEmpty()) {
            return;
        }
        ArrayNode all = run.putArray(KEY);
        for (GuardedFigures each : services) {
            ObjectNode node = all.addObject();
            node.put("service", each.service());
            node.put("policy", each.policy());
            node.put("need", each.need());
            Json.put(node, "availability", each.availability());
            node.put("outages", each.outages());
            ObjectNode outage = node.putObject("time_to_recover_s");
            Json.put(outage, "mean", each.outageMean());
            Json.put(outage, "max", each.outageMax());
            Json.put(node, "serving_mean", each.servingMean());
            node.put("takeovers", each.takeovers());
            node.put("switch_failures", each.switchFailures());
            Json.put(node, "data_lost_max_s", each.dataLostMax());
            node.put("given_up", each.givenUp());
            node.put("migrations", each.migrations());
            node.put("spread_again", each.spread());
            ObjectNode cores = node.putObject("cores");
            Json.put(cores, "serving", each.coresServing());
            Json.put(cores, "standing_by", each.coresStandingBy());
            Json.put(cores, "closed", each.coresClosed());
            node.put("kept_waiting", each.keptWaiting());
            Json.put(node, "kept_waiting_mean_s", each.keptWaitingMean());
            Json.put(node, "budget_burn", each.budgetBurn());
        }
    }

    /** Reads what was written of a run. */
    public static List<GuardedFigures> read(JsonNode run) {
        List<GuardedFigures> all = new ArrayList<>();
        for (JsonNode node : run.path(KEY)) {
            all.add(new GuardedFigures(
                    node.path("service").asText(),
                    node.path("policy").asText(),
                    node.path("need").asInt(),
                    figure(node.path("availability")),
                    node.path("outages").asLong(),
                    figure(node.at("/time_to_recover_s/mean")),
                    figure(node.at("/time_to_recover_s/max")),
                    figure(node.path("serving_mean")),
                    node.path("takeovers").asLong(),
                    node.path("switch_failures").asLong(),
                    figure(node.path("data_lost_max_s")),
                    node.path("given_up").asLong(),
                    node.path("migrations").asLong(),
                    node.path("spread_again").asLong(),
                    figure(node.at("/cores/serving")),
                    figure(node.at("/cores/standing_by")),
                    figure(node.at("/cores/closed")),
                    node.path("kept_waiting").asLong(),
                    figure(node.path("kept_waiting_mean_s")),
                    figure(node.path("budget_burn"))));
        }
        return all;
    }

    private static double figure(JsonNode node) {
        return node.isNumber() ? node.doubleValue() : Double.NaN;
    }
}
