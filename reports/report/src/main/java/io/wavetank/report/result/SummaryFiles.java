package io.wavetank.report.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.sim.record.CensoredHistogram;
import io.wavetank.sim.record.FailoverFigures;
import io.wavetank.sim.record.MaintenanceFigures;
import io.wavetank.sim.record.Quantile;
import io.wavetank.sim.record.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;

/**
 * Writes {@code summary.json} and {@code summary.csv}: the figures of every run, and of every scheduler over its replications. The keys are
 * meant to be relied on.
 *
 * <p>A distribution is given as mean, p50, p90, p95, p99, max in seconds (slowdowns: a ratio), the number of censored tasks, and the names
 * of those of its figures that are only lower bounds, because the censored tasks reach that far.
 */
public final class SummaryFiles {
    private static final Map<String, Double> QUANTILES = quantiles();

    private SummaryFiles() {}

    private static Map<String, Double> quantiles() {
        var quantiles = new LinkedHashMap<String, Double>();
        quantiles.put("p50", 0.50);
        quantiles.put("p90", 0.90);
        quantiles.put("p95", 0.95);
        quantiles.put("p99", 0.99);
        return quantiles;
    }

    /** Writes both files into a folder. */
    public static void write(Path folder, List<RunSummary> runs) throws IOException {
        ObjectNode root = Json.object();
        ArrayNode list = root.putArray("runs");
        runs.forEach(run -> list.add(json(run)));
        root.set("comparison", Comparison.of(list));
        root.set("differences", Comparison.differences(runs));
        Json.write(folder.resolve("summary.json"), root);
        writeCsv(folder.resolve("summary.csv"), list);
    }

    private static ObjectNode json(RunSummary run) {
        RunResult result = run.result();
        ObjectNode node = Json.object();
        node.put("scheduler", run.scheduler());
        node.put("seed", run.seed());
        node.put("replication", run.replication());
        ObjectNode window = node.putObject("window");
        window.put("from_ns", result.fromNanos());
        window.put("to_ns", result.toNanos());
        node.put("end_ns", result.endNanos());
        node.set("tasks", tasks(run));
        ObjectNode allocation = node.putObject("allocation");
        for (var share : result.allocation()) {
            ObjectNode each = allocation.putObject(share.resource());
            Json.put(each, "mean", share.mean());
            Json.put(each, "peak", share.peak());
            Json.put(each, "mean_to_last_end", share.meanToLastEnd());
            Json.put(each, "mean_to_last_start", share.meanToLastStart());
            Json.put(each, "capacity_mean", share.meanCapacity());
        }
        LoopLoad load = run.load();
        if (load != null) {
            ObjectNode both = node.putObject("load");
            demand(both.putObject("offered"), load.offered());
            demand(both.putObject("achieved"), load.achieved());
        }
        node.put("headline_resource", result.headlineResource());
        Json.put(node, "fragmentation", result.fragmentation());
        node.set("queueing_delay_s", distribution(result.queueingDelay(), 1e9));
        node.set("completion_s", distribution(result.completion(), 1e9));
        node.set("slowdown", distribution(result.slowdown(), RunResult.SLOWDOWN_UNIT));
        node.set("bounded_slowdown", distribution(result.boundedSlowdown(), RunResult.SLOWDOWN_UNIT));
        if (!result.waits().property().isEmpty()) {
            ObjectNode by = node.putObject("queueing_delay_by");
            by.put("property", result.waits().property());
            ObjectNode groups = by.putObject("groups");
            result.waits().byValue().forEach((value, delay) -> groups.set(value, distribution(delay, 1e9)));
            ObjectNode shares = by.putObject("dominant_shares");
            result.waits().dominantShares().forEach((value, share) -> Json.put(shares, value, share));
            Json.put(by, "jain", result.waits().jain());
        }
        node.put("events", result.events());
        node.put("decisions", result.decisions());
        node.put("refusals", result.refusals());
        node.put("tries", result.work().tries());
        node.put("nodes_scored", result.work().nodes());
        if (!result.availability().isEmpty()) {
            ObjectNode availability = node.putObject("availability");
            result.availability().forEach((name, share) -> Json.put(availability, name, share));
        }
        if (result.failover().outages() > 0 || !result.failover().maintenance().isEmpty()) {
            node.set("failover", failover(result.failover()));
        }
        GuardedJson.write(result.guarded(), node);
        if (!result.faults().isEmpty()) {
            ArrayNode faults = node.putArray("faults");
            result.faults()
                    .forEach(each -> faults.addObject()
                            .put("name", each.name())
                            .put("from_ns", each.fromNanos())
                            .put("to_ns", each.toNanos()));
        }
        if (result.admission().tasks() > 0) {
            ObjectNode admission = node.putObject("admission");
            admission.put("tasks_refused", result.admission().tasks());
            ObjectNode by = admission.putObject("refusals");
            result.admission().refusals().forEach(by::put);
        }
        if (!run.alerts().isEmpty()) {
            ArrayNode alerts = node.putArray("alerts");
            run.alerts().forEach(each -> {
                ObjectNode fired = alerts.addObject();
                fired.put("alert", each.alert()).put("fired_ns", each.firedNanos());
                if (!each.open()) {
                    fired.put("ended_ns", each.endedNanos());
                }
            });
        }
        if (!result.rollouts().isEmpty()) {
            node.set("rollouts", RolloutsJson.write(result.rollouts()));
        }
        if (result.elastic() != null) {
            ElasticJson.write(result.elastic(), node);
        }
        if (!result.schedulerCounts().isEmpty()) {
            ObjectNode own = node.putObject("scheduler_counts");
            result.schedulerCounts().forEach(own::put);
        }
        if (run.requests() != null) {
            ObjectNode traffic = node.putObject("traffic");
            traffic.put("window_from_ns", run.requests().fromNanos());
            traffic.put("window_ns", run.requests().windowNanos());
            traffic.put("step_ns", run.requests().timeline().stepNanos());
            traffic.put("end_ns", run.requests().timeline().endNanos());
            if (run.requests().machines().count() > 0) {
                traffic.set("machines", TrafficSummary.machines(run.requests().machines()));
            }
            traffic.set("requests", TrafficSummary.requests(run.requests()));
            traffic.set("services", TrafficSummary.services(run.requests()));
            traffic.set("recovery", TrafficSummary.recovery(run.requests()));
            if (!Double.isNaN(run.requests().memory().meanShare())) {
                traffic.set("memory", TrafficSummary.memory(run.requests().memory()));
            }
            if (run.requests().paths().followed() > 0) {
                traffic.set("paths", TrafficSummary.paths(run.requests()));
            }
        }
        return node;
    }

    private static void demand(ObjectNode node, LoopLoad.Demand demand) {
        Json.put(node, "tasks_per_hour", demand.tasksPerHour());
        Json.put(node, "cpu", demand.cpu());
    }

    private static ObjectNode failover(FailoverFigures figures) {
        ObjectNode node = Json.object();
        node.put("outages", figures.outages());
        node.put("detected", figures.detected());
        ObjectNode detect = node.putObject("time_to_detect_s");
        Json.put(detect, "mean", figures.detectMean());
        Json.put(detect, "max", figures.detectMax());
        Json.put(node.putObject("time_to_repair_s"), "mean", figures.repairMean());
        node.put("tasks_stopped", figures.stopped());
        node.put("tasks_started_again", figures.startedAgain());
        ObjectNode again = node.putObject("time_to_reschedule_s");
        Json.put(again, "mean", figures.againMean());
        Json.put(again, "p50", figures.againP50());
        Json.put(again, "p90", figures.againP90());
        Json.put(again, "p99", figures.againP99());
        Json.put(again, "max", figures.againMax());
        ArrayNode atLeast = again.putArray("at_least");
        figures.againAtLeast().forEach(atLeast::add);
        node.put("most_nodes_away", figures.mostNodesAway());
        node.put("most_tasks_stopped", figures.mostTasksStopped());
        Json.put(node, "service_availability", figures.serviceAvailability());
        ObjectNode headroom = node.putObject("headroom");
        Json.put(headroom, "before", figures.headroom().before());
        Json.put(headroom, "least", figures.headroom().least());
        Json.put(headroom, "used", figures.headroom().used());
        if (!figures.maintenance().isEmpty()) {
            node.set("maintenance", maintenance(figures.maintenance()));
        }
        return node;
    }

    private static ObjectNode maintenance(MaintenanceFigures figures) {
        ObjectNode node = Json.object();
        node.put("nodes_done", figures.done());
        node.put("nodes_left_out", figures.leftOut());
        node.put("evictions", figures.evictions());
        node.put("evictions_refused", figures.refusals());
        node.put("budget_violations", figures.violations());
        ObjectNode empty = node.putObject("time_to_empty_s");
        Json.put(empty, "mean", figures.emptyMean());
        Json.put(empty, "max", figures.emptyMax());
        return node;
    }

    private static ObjectNode tasks(RunSummary run) {
        RunResult.TaskCounts counts = run.result().tasks();
        ObjectNode node = Json.object();
        node.put("submitted", counts.submitted());
        node.put("finished", counts.finished());
        node.put("failed", counts.failed());
        node.put("evicted", counts.evicted());
        node.put("running", counts.running());
        node.put("never_placed", counts.neverPlaced());
        node.put("evictions", counts.evictions());
        ObjectNode byCause = node.putObject("evictions_by_cause");
        counts.evictionsByCause().forEach(byCause::put);
        if (!run.result().availability().isEmpty()) {
            node.put("lost", counts.lost());
            node.put("losses", counts.losses());
            Json.put(node, "core_seconds_lost", counts.coreSecondsLost());
            Json.put(node, "core_seconds_useful", counts.coreSecondsUseful());
            Json.put(node, "core_seconds_overhead", counts.coreSecondsOverhead());
        }
        if (run.result().elastic() != null || !run.result().rollouts().isEmpty()) {
            node.put("removed", counts.removed());
        }
        ObjectNode dropped = node.putObject("dropped_by_reason");
        run.dropped().forEach(dropped::put);
        return node;
    }

    static ObjectNode distribution(CensoredHistogram histogram, double unit) {
        return distribution(histogram, histogram::quantile, unit);
    }

    /** The figures of a distribution whose quantiles are these. */
    static ObjectNode distribution(CensoredHistogram histogram, DoubleFunction<Quantile> quantiles, double unit) {
        ObjectNode node = Json.object();
        ArrayNode atLeast = Json.array();
        figure(node, "mean", histogram.mean(), unit, atLeast);
        QUANTILES.forEach((name, q) -> figure(node, name, quantiles.apply(q), unit, atLeast));
        figure(node, "max", histogram.max(), unit, atLeast);
        node.put("censored", histogram.censoredCount());
        node.set("at_least", atLeast);
        return node;
    }

    private static void figure(ObjectNode node, String name, Quantile figure, double unit, ArrayNode atLeast) {
        Json.put(node, name, figure.nanos() / unit);
        if (figure.atLeast()) {
            atLeast.add(name);
        }
    }

    private static void writeCsv(Path file, ArrayNode runs) throws IOException {
        var rows = new ArrayList<Map<String, String>>();
        var columns = new LinkedHashSet<String>();
        for (JsonNode run : runs) {
            var row = new LinkedHashMap<String, String>();
            flatten("", run, row);
            columns.addAll(row.keySet());
            rows.add(row);
        }
        try (Csv csv = new Csv(file, List.copyOf(columns))) {
            for (var row : rows) {
                columns.forEach(column -> csv.field(row.getOrDefault(column, "")));
                csv.endRow();
            }
        }
    }

    private static void flatten(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> flatten(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), into));
        } else if (node.isArray() && node.path(0).isObject()) {
            return; // a table of its own, which has no place in a row
        } else if (node.isArray()) {
            var words = new StringBuilder();
            node.forEach(word -> words.append(words.isEmpty() ? "" : " ").append(word.asText()));
            into.put(path, words.toString());
        } else {
            into.put(path, node.isNull() ? "" : node.asText());
        }
    }
}
