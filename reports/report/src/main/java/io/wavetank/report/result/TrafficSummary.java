package io.wavetank.report.result;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.sim.traffic.EntryCounts;
import io.wavetank.sim.traffic.Machines;
import io.wavetank.sim.traffic.MemoryUse;
import io.wavetank.sim.traffic.PathMeans;
import io.wavetank.sim.traffic.ServiceCounts;
import io.wavetank.sim.traffic.TrafficResult;
import io.wavetank.sim.traffic.VersionCounts;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** The figures of requests and services as they stand in {@code summary.json}, by name; {@link TrafficReader} reads them back. */
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
            if (!Double.isNaN(each.objective())) {
                Json.put(entry, "objective", each.objective());
                Json.put(entry, "budget_burn", each.budgetBurn());
            }
            entry.set("outcomes", outcomes(each::outcome));
            entry.set("latency_s", SummaryFiles.distribution(each.latency(), each::latency, SECOND));
        }
        return node;
    }

    static ObjectNode recovery(TrafficResult traffic) {
        ObjectNode node = Json.object();
        node.put("losses", traffic.recovery().losses());
        Json.put(node, "failing_s_mean", traffic.recovery().failingMeanSeconds());
        Json.put(node, "failing_s_max", traffic.recovery().failingMaxSeconds());
        ArrayNode atLeast = node.putArray("at_least");
        if (traffic.recovery().atLeast()) {
            atLeast.add("failing_s_mean").add("failing_s_max");
        }
        return node;
    }

    static ObjectNode machines(Machines machines) {
        ObjectNode node = Json.object();
        node.put("count", machines.count());
        Json.put(node, "cores", machines.cores());
        Json.put(node, "price_per_hour", machines.pricePerHour());
        return node;
    }

    static ObjectNode memory(MemoryUse use) {
        ObjectNode node = Json.object();
        Json.put(node, "used_mean", use.meanShare());
        Json.put(node, "used_most", use.mostShare());
        Json.put(node, "proxies_mean", use.proxyShare());
        node.put("evictions", use.evictions());
        node.put("kills", use.kills());
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
            if (each.proxyNanos() > 0) {
                Json.put(service, "proxy_core_s", each.proxyNanos() / SECOND);
            }
            put(service, "handshakes", each.handshakes());
            put(service, "kills", each.kills());
            put(service, "not_allowed", each.notAllowed());
            if (!each.versions().isEmpty()) {
                service.set("versions", versions(each.versions()));
            }
            service.set("outcomes", outcomes(each::outcome));
            service.set("residence_s", SummaryFiles.distribution(each.residence(), SECOND));
        }
        return node;
    }

    private static void put(ObjectNode node, String key, long count) {
        if (count > 0) {
            node.put(key, count);
        }
    }

    private static ObjectNode versions(List<VersionCounts> versions) {
        ObjectNode node = Json.object();
        for (VersionCounts each : versions) {
            ObjectNode version = node.putObject(each.name());
            version.put("tries", each.tries());
            version.put("failed", each.failed());
            if (each.givenUpNanos() >= 0) {
                Json.put(version, "given_up_s", each.givenUpNanos() / SECOND);
            }
            version.set("residence_s", SummaryFiles.distribution(each.residence(), SECOND));
        }
        return node;
    }

    /** Where the time went, of all requests that were followed and of the slowest hundredth; in seconds. */
    static ObjectNode paths(TrafficResult traffic) {
        ObjectNode node = Json.object();
        node.put("followed", traffic.paths().followed());
        node.set("all", means(traffic, traffic.paths().all()));
        node.set("slowest", means(traffic, traffic.paths().slowest()));
        return node;
    }

    private static ObjectNode means(TrafficResult traffic, PathMeans means) {
        ObjectNode node = Json.object();
        Json.put(node, "latency_s", means.latencyNanos() / SECOND);
        ObjectNode services = node.putObject("services");
        for (int i = 0; i < traffic.services().size(); i++) {
            ObjectNode service = services.putObject(traffic.services().get(i).name());
            Json.put(service, "wait_s", means.stages().get(i).waitNanos() / SECOND);
            Json.put(service, "served_s", means.stages().get(i).servedNanos() / SECOND);
        }
        Json.put(node, "way_s", means.wayNanos() / SECOND);
        Json.put(node, "other_s", means.otherNanos() / SECOND);
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
