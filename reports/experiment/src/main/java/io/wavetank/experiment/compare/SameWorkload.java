package io.wavetank.experiment.compare;

import io.wavetank.experiment.UserException;
import io.wavetank.report.result.RunSummary;
import io.wavetank.sim.record.RunResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether two folders of results hold runs of one workload: what their scenarios say about workload, seed, end and window, the digests of what was
 * read, and in the end the tasks that were submitted and the window that came of it, replication by replication. A made-up workload is made to the
 * measure of its cluster, so there the cluster counts too.
 */
final class SameWorkload {
    private static final int MOST_NAMED = 3;
    /** What of services is what they are asked for, and not how they deal with it. */
    private static final Pattern LOAD = Pattern.compile("^services\\.\\d+\\.(name|count|load|request)\\b");

    private SameWorkload() {}

    /** Checks that {@code other} may stand beside {@code first}. */
    static void check(FinishedRuns first, FinishedRuns other) throws UserException {
        if (first.scenario().madeUp() != other.scenario().madeUp()) {
            throw new UserException(first.place() + " and " + other.place() + " are not runs of one workload: that of "
                    + (first.scenario().madeUp() ? other : first).place()
                    + " is a recorded trace, the other is made up");
        }
        List<String> parts =
                new ArrayList<>(List.of("workload", "traffic.requests", "run.seed", "run.until", "report.window"));
        if (first.scenario().madeUp()) {
            parts.add("cluster");
        }
        List<String> differences = new ArrayList<>();
        parts.forEach(part -> differences.addAll(differences(first, other, part)));
        differences(first, other, "services").stream()
                .filter(LOAD.asPredicate())
                .forEach(differences::add);
        if (differences.isEmpty()) {
            totals(first, other, differences);
            outcomes(first, other, differences);
        }
        if (!differences.isEmpty()) {
            int more = differences.size() - MOST_NAMED;
            throw new UserException(first.place() + " and " + other.place()
                    + " are not runs of one workload, seed and window: "
                    + String.join("; ", differences.subList(0, Math.min(MOST_NAMED, differences.size())))
                    + (more > 0 ? "; and " + more + " more" : ""));
        }
    }

    /** What two scenarios do not share below a part, each as {@code path is x and y}. */
    static List<String> differences(FinishedRuns first, FinishedRuns other, String part) {
        Map<String, String> left = first.scenario().values(part);
        Map<String, String> right = other.scenario().values(part);
        Set<String> paths = new LinkedHashSet<>(left.keySet());
        paths.addAll(right.keySet());
        List<String> differences = new ArrayList<>();
        for (String path : paths) {
            add(path, left.getOrDefault(path, "not given"), right.getOrDefault(path, "not given"), differences);
        }
        return differences;
    }

    private static void add(String what, String left, String right, List<String> into) {
        if (!left.equals(right)) {
            into.add(what + " is " + shortened(left) + " and " + shortened(right));
        }
    }

    /** Of a digest the beginning is enough to tell two apart. */
    private static String shortened(String value) {
        return value.matches("[0-9a-f]{64}") ? value.substring(0, 12) + "..." : value;
    }

    private static void totals(FinishedRuns first, FinishedRuns other, List<String> differences) {
        var left = first.description().path("workload_totals");
        var right = other.description().path("workload_totals");
        left.fieldNames()
                .forEachRemaining(name -> add(
                        "the workload's " + name,
                        left.get(name).asText(),
                        right.path(name).asText("unknown"),
                        differences));
    }

    private static void outcomes(FinishedRuns first, FinishedRuns other, List<String> differences) {
        Map<Integer, RunResult> byReplication = new LinkedHashMap<>();
        first.runs().forEach(run -> byReplication.putIfAbsent(run.replication(), run.result()));
        if (first.scenario().random()
                && other.runs().stream().noneMatch(run -> byReplication.containsKey(run.replication()))) {
            add("the replication", replications(first), replications(other), differences);
        }
        if (first.runs().stream().anyMatch(run -> run.load() != null)) {
            return; // users who wait submit more where they are served sooner
        }
        for (RunSummary run : other.runs()) {
            RunResult partner = byReplication.get(run.replication());
            if (partner != null) {
                String in = " in replication " + run.replication();
                if (run.result().elastic() == null && run.result().rollouts().isEmpty()) {
                    add("the number of tasks" + in, submitted(partner), submitted(run.result()), differences);
                } // else replicas are tasks, of which each has as many as it is scaled to
                add("the window" + in, window(partner), window(run.result()), differences);
            }
        }
    }

    private static String replications(FinishedRuns of) {
        return of.runs().stream()
                .map(run -> Integer.toString(run.replication()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String submitted(RunResult result) {
        return Long.toString(result.tasks().submitted());
    }

    private static String window(RunResult result) {
        return result.fromNanos() + ".." + result.toNanos() + " ns";
    }
}
