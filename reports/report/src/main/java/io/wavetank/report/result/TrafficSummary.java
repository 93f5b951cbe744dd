package io.wavetank.report.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.sim.traffic.EntryCounts;
import io.wavetank.sim.traffic.ServiceCounts;
import io.wavetank.sim.traffic.TrafficResult;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** The figures of requests and services as they stand in {@code summary.json}, by name. */
final class TrafficSummary {
    private static final double SECOND = 1e9;

    private TrafficSummary() {}

    static ObjectNode requests(TrafficResult traffic) {
        ObjectNode node = Json.object();
        for (EntryCounts each : traffic.entries()) {
            ObjectNode entry = node.putObject(each.name());
            entry.put("offered", each.offered());
            entry.put("answered", each.answered());
            entry.put("failed", each.failed());
            entry.put("unanswered", each.unanswered());
            entry.put("tries", each.tries());
            Json.put(entry, "goodput_per_s", each.answered() / (traffic.windowNanos() / SECOND));
            Json.put(entry, "answered_share", each.answered() / (double) each.offered());
            entry.set("outcomes", outcomes(each::outcome));
            entry.set("latency_s", SummaryFiles.distribution(each.latency(), SECOND));
        }
        return node;
    }

    static ObjectNode recovery(TrafficResult traffic) {
        ObjectNode node = Json.object();
        node.put("losses", traffic.recovery().losses());
        Json.put(node, "failing_s_mean", traffic.recovery().failingMeanSeconds());
        Json.put(node, "failing_s_max", traffic.recovery().failingMaxSeconds());
        return node;
    }

    static ObjectNode services(TrafficResult traffic) {
        ObjectNode node = Json.object();
        for (ServiceCounts each : traffic.services()) {
            ObjectNode service = node.putObject(each.name());
            service.put("tries", each.tries());
            service.put("abandoned", each.abandoned());
            Json.put(service, "wait_mean_s", each.waitMeanNanos() / SECOND);
            Json.put(service, "work_mean_s", each.workMeanNanos() / SECOND);
            service.set("outcomes", outcomes(each::outcome));
            service.set("residence_s", SummaryFiles.distribution(each.residence(), SECOND));
        }
        return node;
    }

    /** How often each outcome was met, of those that were. */
    private static ObjectNode outcomes(ToLongFunction<CallOutcome> count) {
        ObjectNode node = Json.object();
        for (CallOutcome outcome : CallOutcome.values()) {
            if (count.applyAsLong(outcome) > 0) {
                node.put(outcome.name().toLowerCase(Locale.ROOT), count.applyAsLong(outcome));
            }
        }
        return node;
    }
}
