package io.wavetank.experiment.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.experiment.Digests;
import io.wavetank.experiment.Environment;
import io.wavetank.experiment.Notices;
import io.wavetank.experiment.ReportPages;
import io.wavetank.experiment.UserException;
import io.wavetank.report.result.Differences;
import io.wavetank.report.result.Json;
import io.wavetank.report.result.ResultDirectory;
import io.wavetank.report.result.RunSummary;
import io.wavetank.report.result.SummaryFiles;
import io.wavetank.sim.scenario.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finished runs of one workload side by side. A scheduler that stands in several folders is told apart by the name of the folder.
 *
 * @param title what the first of them is called
 * @param workload what was run, in a line
 * @param cluster what it ran on, in a line; of the first where they differ
 * @param window what the figures are about
 * @param random whether replications are made up anew, rather than all one recorded trace
 * @param runs all runs, the first scheduler of the first folder first, under the names by which they are told apart
 * @param remarks what differs besides the schedulers, in words
 * @param places the folders
 */
public record ResultComparison(
        String title,
        String workload,
        String cluster,
        Window window,
        boolean random,
        List<RunSummary> runs,
        List<String> remarks,
        List<Path> places) {
    /** Keeps copies. */
    public ResultComparison {
        runs = List.copyOf(runs);
        remarks = List.copyOf(remarks);
        places = List.copyOf(places);
    }

    /**
     * Reads the folders.
     *
     * @throws UserException if they are not runs of one workload, or there is nothing to compare
     */
    public static ResultComparison of(List<Path> places) throws IOException, UserException {
        Set<Path> seen = new LinkedHashSet<>();
        List<FinishedRuns> all = new ArrayList<>();
        for (Path place : places) {
            FinishedRuns read = new ResultReader(place).read();
            if (!seen.add(place.toRealPath())) {
                throw new UserException(place + " is named twice; name each folder once");
            }
            all.add(read);
        }
        FinishedRuns first = all.get(0);
        for (FinishedRuns other : all.subList(1, all.size())) {
            SameWorkload.check(first, other);
        }
        List<RunSummary> runs = Labels.told(all);
        if (Differences.byScheduler(runs).size() < 2) {
            throw new UserException(
                    places.get(0) + " alone holds one scheduler; name another folder to compare it with");
        }
        return new ResultComparison(
                first.described("title"),
                first.described("workload"),
                first.described("cluster"),
                first.scenario().window(),
                first.scenario().random(),
                runs,
                remarks(all),
                places);
    }

    private static List<String> remarks(List<FinishedRuns> all) {
        FinishedRuns first = all.get(0);
        List<String> remarks = new ArrayList<>();
        for (FinishedRuns other : all.subList(1, all.size())) {
            List<String> differences = new ArrayList<>();
            for (String part : List.of("policies.decision_time", "policies.trigger", "policies.event_ranks")) {
                differences.addAll(SameWorkload.differences(first, other, part));
            }
            if (!SameWorkload.differences(first, other, "cluster").isEmpty()) {
                differences.add("the cluster is " + first.described("cluster") + " and " + other.described("cluster")
                        + ", and shares are of each one's own");
            }
            String version = first.description().path("wavetank").asText();
            String otherVersion = other.description().path("wavetank").asText();
            if (!version.equals(otherVersion)) {
                differences.add("Wavetank's version is " + version + " and " + otherVersion);
            }
            if (!differences.isEmpty()) {
                remarks.add("Besides the schedulers, " + first.place() + " and " + other.place() + " differ: "
                        + String.join("; ", differences) + ".");
            }
        }
        return remarks;
    }

    /** The key of all draws, which the folders share. */
    public long seed() {
        return runs.get(0).seed();
    }

    /** Writes summary, charts and report into a folder of its own, which appears whole or not at all. */
    public void write(Path place, boolean charts, Notices notices) throws IOException {
        long startedNanos = Environment.wallNanos();
        try (ResultDirectory directory = ResultDirectory.begin(place)) {
            SummaryFiles.write(directory.path(), runs);
            Json.write(directory.path().resolve(ResultDirectory.MARK), description());
            if (charts) {
                ReportPages.write(directory.path(), page(), runs, notices);
            }
            Environment.write(directory.path().resolve("environment.json"), startedNanos);
            directory.commit();
        }
    }

    private ObjectNode description() throws IOException {
        ObjectNode root = Json.object();
        root.put("wavetank", Environment.version());
        root.put("seed", seed());
        root.putObject("described")
                .put("title", title)
                .put("workload", workload)
                .put("cluster", cluster);
        var compared = root.putArray("compared");
        for (Path place : places) {
            compared.addObject()
                    .put("folder", place.toString())
                    .put("run_json_sha256", Digests.sha256(place.resolve(ResultDirectory.MARK)))
                    .put("summary_json_sha256", Digests.sha256(place.resolve("summary.json")));
        }
        remarks.forEach(root.putArray("remarks")::add);
        return root;
    }

    private ReportPages.Page page() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Workload", workload);
        facts.put("Cluster", cluster);
        facts.put("Seed", Long.toString(seed()));
        facts.put("Wavetank", Environment.version());
        List<String> folders = places.stream().map(Path::toString).toList();
        return new ReportPages.Page("Comparison: " + title, workload, facts, remarks, folders);
    }
}
