package io.wavetank.report.result;

import io.wavetank.sim.record.BucketCounts;
import io.wavetank.sim.record.CensoredHistogram;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.traffic.EntryCounts;
import io.wavetank.sim.traffic.ServiceCounts;
import io.wavetank.sim.traffic.TrafficResult;
import io.wavetank.sim.traffic.VersionCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The file {@code distributions.csv.gz}: the distributions of a run, bucket by bucket, from which its curves and quantiles can be worked out
 * again, alone or together with those of other runs.
 *
 * <p>{@code kind} is {@code observed}, or {@code censored} for what is known to have been longer; {@code up_to} is how far a bucket reaches, the
 * last as far as the longest; {@code sum} is the exact sum over the figure and kind, the same in each of its rows. The unit is the last word of
 * the figure's name.
 */
public final class DistributionsFile {
    /** Its name in the folder of a run. */
    public static final String NAME = "distributions.csv.gz";

    /** What a row holds. */
    public static final List<String> COLUMNS =
            List.of("scheduler", "replication", "figure", "kind", "up_to", "count", "sum");

    /** The word for complete durations. */
    public static final String OBSERVED = "observed";

    /** The word for durations of which only so much was seen. */
    public static final String CENSORED = "censored";

    private DistributionsFile() {}

    /** Returns the distributions of a run by the name of the figure. */
    public static Map<String, Function<RunResult, CensoredHistogram>> figures() {
        Map<String, Function<RunResult, CensoredHistogram>> figures = new LinkedHashMap<>();
        figures.put("queueing_delay_ns", RunResult::queueingDelay);
        figures.put("completion_ns", RunResult::completion);
        figures.put("slowdown_millionths", RunResult::slowdown);
        figures.put("bounded_slowdown_millionths", RunResult::boundedSlowdown);
        return figures;
    }

    /** The name of the figure that is the queueing delay of a group of tasks. */
    public static String group(String value) {
        return "queueing_delay." + value + "_ns";
    }

    /** The name of the figure that is the latency of a class of requests. */
    public static String requests(String name) {
        return "latency." + name + "_ns";
    }

    /** The name of the figure that is how long tries were in a service. */
    public static String service(String name) {
        return "residence." + name + "_ns";
    }

    /** The name of the figure that is how long tries were in a version of a service. */
    public static String version(String service, String name) {
        return "residence." + service + "/" + name + "_ns";
    }

    static void write(Path file, RunSummary run) throws IOException {
        try (Csv csv = new Csv(file, COLUMNS)) {
            for (var figure : figures().entrySet()) {
                CensoredHistogram of = figure.getValue().apply(run.result());
                write(csv, run, figure.getKey(), OBSERVED, of.observed());
                write(csv, run, figure.getKey(), CENSORED, of.censored());
            }
            TrafficResult traffic = run.requests();
            if (traffic != null) {
                for (EntryCounts each : traffic.entries()) {
                    write(
                            csv,
                            run,
                            requests(each.name()),
                            OBSERVED,
                            each.latency().observed());
                    write(
                            csv,
                            run,
                            requests(each.name()),
                            CENSORED,
                            each.latency().censored());
                }
                for (ServiceCounts each : traffic.services()) {
                    write(
                            csv,
                            run,
                            service(each.name()),
                            OBSERVED,
                            each.residence().observed());
                    write(
                            csv,
                            run,
                            service(each.name()),
                            CENSORED,
                            each.residence().censored());
                    for (VersionCounts version : each.versions()) {
                        write(
                                csv,
                                run,
                                version(each.name(), version.name()),
                                OBSERVED,
                                version.residence().observed());
                    }
                }
            }
            for (var group : run.result().waits().byValue().entrySet()) {
                write(
                        csv,
                        run,
                        group(group.getKey()),
                        OBSERVED,
                        group.getValue().observed());
                write(
                        csv,
                        run,
                        group(group.getKey()),
                        CENSORED,
                        group.getValue().censored());
            }
        }
    }

    private static void write(Csv csv, RunSummary run, String figure, String kind, BucketCounts buckets)
            throws IOException {
        String sum = buckets.sum().toString();
        for (int bucket = 0; bucket < buckets.size(); bucket++) {
            csv.field(run.scheduler()).field(run.replication()).field(figure).field(kind);
            csv.field(buckets.upTo(bucket))
                    .field(buckets.count(bucket))
                    .field(sum)
                    .endRow();
        }
    }
}
