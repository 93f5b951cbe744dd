package io.wavetank.experiment.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.experiment.Experiment;
import io.wavetank.experiment.SchedulerChoice;
import io.wavetank.experiment.UserException;
import io.wavetank.report.result.DistributionsFile;
import io.wavetank.report.result.ElasticJson;
import io.wavetank.report.result.Figures;
import io.wavetank.report.result.FiredAlert;
import io.wavetank.report.result.GuardedJson;
import io.wavetank.report.result.Json;
import io.wavetank.report.result.LoopLoad;
import io.wavetank.report.result.ResultDirectory;
import io.wavetank.report.result.RolloutsJson;
import io.wavetank.report.result.RunSummary;
import io.wavetank.report.result.Subject;
import io.wavetank.report.result.TimelineFile;
import io.wavetank.report.result.TrafficFile;
import io.wavetank.report.result.TrafficReader;
import io.wavetank.sim.record.AdmissionFigures;
import io.wavetank.sim.record.CensoredHistogram;
import io.wavetank.sim.record.DecisionWork;
import io.wavetank.sim.record.FailoverFigures;
import io.wavetank.sim.record.FaultSpan;
import io.wavetank.sim.record.GroupedWaits;
import io.wavetank.sim.record.MaintenanceFigures;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.traffic.TrafficResult;
import io.wavetank.sim.traffic.TrafficTimeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a folder of results back: figures from {@code summary.json}, curves from the files of each run. */
final class ResultReader {
    private final Path place;

    ResultReader(Path place) {
        this.place = place;
    }

    FinishedRuns read() throws IOException, UserException {
        JsonNode description = json(place.resolve(ResultDirectory.MARK));
        if (!description.path("scenario").isObject()) {
            throw new UserException(place
                    + (description.has("compared")
                            ? " is a comparison itself; name the folders that it compares"
                            : " holds no results of 'wavetank run'; name the folder that was given with -o"));
        }
        JsonNode rows = json(place.resolve("summary.json")).path("runs");
        long schedulers = distinct(rows, "scheduler");
        long replications = distinct(rows, "replication");
        List<RunSummary> runs = new ArrayList<>();
        for (JsonNode row : rows) {
            Path folder = schedulers > 1 ? place.resolve(SchedulerChoice.folderName(name(row))) : place;
            runs.add(run(
                    row,
                    Experiment.subject(description.path("scenario")),
                    replications > 1
                            ? folder.resolve("r" + row.path("replication").asInt())
                            : folder));
        }
        if (runs.isEmpty()) {
            throw new UserException(place.resolve("summary.json") + " holds no runs; run the scenario again");
        }
        return new FinishedRuns(place, description, runs);
    }

    private JsonNode json(Path file) throws IOException, UserException {
        if (!Files.isRegularFile(file)) {
            throw new UserException(
                    (Files.isDirectory(place) ? place + " holds no " + file.getFileName() : place + " is no folder")
                            + "; name the folder that 'wavetank run' was given with -o");
        }
        try {
            JsonNode root = Json.read(file);
            if (root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException e) {
            throw new UserException(file + ":" + e.getLocation().getLineNr() + ":"
                    + e.getLocation().getColumnNr() + ": not JSON; run the scenario again");
        }
        throw new UserException(file + " holds no JSON object; run the scenario again");
    }

    private static long distinct(JsonNode rows, String key) {
        List<String> values = new ArrayList<>();
        rows.forEach(row -> values.add(row.path(key).asText()));
        return values.stream().distinct().count();
    }

    private static String name(JsonNode row) {
        return row.path("scheduler").asText();
    }

    private static RunSummary run(JsonNode row, Subject subject, Path folder) throws IOException, UserException {
        Map<String, CensoredHistogram> curves = RunCurves.distributions(file(folder, DistributionsFile.NAME));
        RunCurves.Samples samples = RunCurves.timeline(file(folder, TimelineFile.NAME));
        CensoredHistogram queueingDelay = curve(curves, "queueing_delay_ns", row.path("queueing_delay_s"), 1e9, folder);
        CensoredHistogram completion = curve(curves, "completion_ns", row.path("completion_s"), 1e9, folder);
        CensoredHistogram slowdown =
                curve(curves, "slowdown_millionths", row.path("slowdown"), RunResult.SLOWDOWN_UNIT, folder);
        CensoredHistogram boundedSlowdown = curve(
                curves, "bounded_slowdown_millionths", row.path("bounded_slowdown"), RunResult.SLOWDOWN_UNIT, folder);
        List<RunResult.Allocation> allocation = new ArrayList<>();
        for (var share : row.path("allocation").properties()) {
            allocation.add(allocation(share.getKey(), share.getValue()));
        }
        var dropped = new TreeMap<String, Long>();
        row.at("/tasks/dropped_by_reason")
                .properties()
                .forEach(each -> dropped.put(each.getKey(), each.getValue().asLong()));
        var own = new TreeMap<String, Long>();
        row.path("scheduler_counts")
                .properties()
                .forEach(each -> own.put(each.getKey(), each.getValue().asLong()));
        var result = new RunResult(
                counts(row.path("tasks")),
                row.at("/window/from_ns").asLong(),
                row.at("/window/to_ns").asLong(),
                row.path("end_ns").asLong(),
                List.copyOf(allocation),
                row.path("headline_resource").asText(),
                figure(row.path("fragmentation")),
                queueingDelay,
                completion,
                slowdown,
                boundedSlowdown,
                row.path("events").asLong(),
                row.path("decisions").asLong(),
                row.path("refusals").asLong(),
                samples.timeline(),
                samples.columns(),
                own,
                faults(row.path("faults")),
                availability(row.path("availability")),
                waits(row.path("queueing_delay_by"), curves, folder),
                ElasticJson.read(row),
                failover(row.path("failover")),
                new DecisionWork(
                        row.path("tries").asLong(), row.path("nodes_scored").asLong()),
                admission(row.path("admission")),
                GuardedJson.read(row),
                RolloutsJson.read(row.path("rollouts")));
        return new RunSummary(
                name(row),
                row.path("seed").asLong(),
                row.path("replication").asInt(),
                dropped,
                result,
                load(row.path("load")),
                row.has("traffic") ? traffic(row.path("traffic"), curves, folder) : null,
                alerts(row.path("alerts")),
                subject);
    }

    private static TrafficResult traffic(JsonNode traffic, Map<String, CensoredHistogram> curves, Path folder)
            throws IOException, UserException {
        List<UserException> faults = new ArrayList<>();
        long step = traffic.path("step_ns").asLong(0);
        long end = traffic.path("end_ns").asLong(Long.MAX_VALUE);
        TrafficTimeline timeline = step == 0
                ? TrafficTimeline.of(0, end, List.of())
                : TrafficRows.read(file(folder, TrafficFile.NAME), step, end);
        TrafficResult read = TrafficReader.read(traffic, timeline, (figure, summary) -> {
            try {
                return curve(curves, figure, summary, 1e9, folder);
            } catch (UserException e) {
                faults.add(e);
                return new CensoredHistogram();
            }
        });
        if (!faults.isEmpty()) {
            throw faults.get(0);
        }
        return read;
    }

    private static @Nullable LoopLoad load(JsonNode load) {
        return load.isMissingNode() ? null : new LoopLoad(demand(load.path("offered")), demand(load.path("achieved")));
    }

    private static LoopLoad.Demand demand(JsonNode demand) {
        return new LoopLoad.Demand(figure(demand.path("tasks_per_hour")), figure(demand.path("cpu")));
    }

    private static SortedMap<String, Double> availability(JsonNode node) {
        var shares = new TreeMap<String, Double>();
        node.properties().forEach(each -> shares.put(each.getKey(), figure(each.getValue())));
        return shares;
    }

    private static GroupedWaits waits(JsonNode by, Map<String, CensoredHistogram> curves, Path folder)
            throws UserException {
        var byValue = new TreeMap<String, CensoredHistogram>();
        for (var group : by.path("groups").properties()) {
            String value = group.getKey();
            byValue.put(value, curve(curves, DistributionsFile.group(value), group.getValue(), 1e9, folder));
        }
        var shares = new TreeMap<String, Double>();
        by.path("dominant_shares").properties().forEach(each -> shares.put(each.getKey(), figure(each.getValue())));
        return new GroupedWaits(by.path("property").asText(), byValue, shares);
    }

    private static List<FaultSpan> faults(JsonNode list) {
        List<FaultSpan> faults = new ArrayList<>();
        list.forEach(each -> faults.add(new FaultSpan(
                each.path("name").asText(),
                each.path("from_ns").asLong(),
                each.path("to_ns").asLong())));
        return faults;
    }

    private static Path file(Path folder, String name) throws UserException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new UserException(
                    file + " is missing, as in results of an older Wavetank; run the run.json beside it again");
        }
        return file;
    }

    /** Returns a curve, after a look at whether it is of the same run as the figures in the summary. */
    private static CensoredHistogram curve(
            Map<String, CensoredHistogram> curves, String figure, JsonNode summary, double unit, Path folder)
            throws UserException {
        CensoredHistogram curve = curves.getOrDefault(figure, new CensoredHistogram()); // of nothing there is no row
        if (curve.censoredCount() != summary.path("censored").asLong(-1)
                || !same(summary.path("mean"), curve.mean().nanos() / unit)
                || !same(summary.path("max"), curve.max().nanos() / unit)) {
            throw new UserException(folder.resolve(DistributionsFile.NAME) + ": '" + figure
                    + "' does not agree with its summary.json; run the run.json beside it again");
        }
        return curve;
    }

    private static boolean same(JsonNode written, double figure) {
        return Figures.text(figure).equals(written.isNumber() ? Figures.text(written.doubleValue()) : "");
    }

    private static RunResult.Allocation allocation(String resource, JsonNode share) {
        return new RunResult.Allocation(
                resource,
                figure(share.path("capacity_mean")),
                figure(share.path("mean")),
                figure(share.path("peak")),
                figure(share.path("mean_to_last_end")),
                figure(share.path("mean_to_last_start")));
    }

    private static List<FiredAlert> alerts(JsonNode alerts) {
        List<FiredAlert> fired = new ArrayList<>();
        alerts.forEach(each -> fired.add(new FiredAlert(
                each.path("alert").asText(),
                each.path("fired_ns").asLong(),
                each.path("ended_ns").asLong(Long.MAX_VALUE))));
        return fired;
    }

    private static AdmissionFigures admission(JsonNode node) {
        var refusals = new TreeMap<String, Long>();
        node.path("refusals")
                .properties()
                .forEach(each -> refusals.put(each.getKey(), each.getValue().asLong()));
        return new AdmissionFigures(node.path("tasks_refused").asLong(), refusals);
    }

    private static FailoverFigures failover(JsonNode node) {
        return node.isMissingNode()
                ? FailoverFigures.NONE
                : new FailoverFigures(
                        node.path("outages").asLong(),
                        node.path("detected").asLong(),
                        figure(node.at("/time_to_detect_s/mean")),
                        figure(node.at("/time_to_detect_s/max")),
                        figure(node.at("/time_to_repair_s/mean")),
                        node.path("tasks_stopped").asLong(),
                        node.path("tasks_started_again").asLong(),
                        figure(node.at("/time_to_reschedule_s/mean")),
                        figure(node.at("/time_to_reschedule_s/p50")),
                        figure(node.at("/time_to_reschedule_s/p90")),
                        figure(node.at("/time_to_reschedule_s/p99")),
                        figure(node.at("/time_to_reschedule_s/max")),
                        words(node.at("/time_to_reschedule_s/at_least")),
                        node.path("most_nodes_away").asLong(),
                        node.path("most_tasks_stopped").asLong(),
                        figure(node.path("service_availability")),
                        new FailoverFigures.Headroom(
                                figure(node.at("/headroom/before")),
                                figure(node.at("/headroom/least")),
                                figure(node.at("/headroom/used"))),
                        maintenance(node.path("maintenance")));
    }

    private static List<String> words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.asText()));
        return words;
    }

    private static MaintenanceFigures maintenance(JsonNode node) {
        return node.isMissingNode()
                ? MaintenanceFigures.NONE
                : new MaintenanceFigures(
                        node.path("nodes_done").asLong(),
                        node.path("nodes_left_out").asLong(),
                        node.path("evictions").asLong(),
                        node.path("evictions_refused").asLong(),
                        node.path("budget_violations").asLong(),
                        figure(node.at("/time_to_empty_s/mean")),
                        figure(node.at("/time_to_empty_s/max")));
    }

    private static RunResult.TaskCounts counts(JsonNode tasks) {
        var byCause = new TreeMap<String, Long>();
        tasks.path("evictions_by_cause")
                .properties()
                .forEach(cause -> byCause.put(cause.getKey(), cause.getValue().asLong()));
        return new RunResult.TaskCounts(
                tasks.path("submitted").asLong(),
                tasks.path("finished").asLong(),
                tasks.path("failed").asLong(),
                tasks.path("evicted").asLong(),
                tasks.path("running").asLong(),
                tasks.path("never_placed").asLong(),
                tasks.path("lost").asLong(),
                tasks.path("removed").asLong(),
                tasks.path("losses").asLong(),
                tasks.path("core_seconds_lost").asDouble(),
                tasks.path("core_seconds_useful").asDouble(),
                tasks.path("core_seconds_overhead").asDouble(),
                byCause);
    }

    private static double figure(JsonNode node) {
        return node.isNumber() ? node.doubleValue() : Double.NaN;
    }
}
