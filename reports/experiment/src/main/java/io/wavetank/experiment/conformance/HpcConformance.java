package io.wavetank.experiment.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.wavetank.experiment.PolicyCatalog;
import io.wavetank.experiment.UserException;
import io.wavetank.policy.Scheduler;
import io.wavetank.report.result.Json;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.scenario.RunSpec;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.swf.HpcStarts;
import io.wavetank.workload.trace.TraceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Start times of whole logs of parallel jobs, recorded under textbook policies: each file is replayed from its own input columns, and every
 * start is compared to the second.
 *
 * <p>The number of processors stands in the file {@code <log>.metrics.json} beside {@code <log>.starts.csv.xz}, unless it is given.
 */
public final class HpcConformance {
    /** The recorded columns that we have a scheduler for, and its name. */
    private static final Map<String, String> SCHEDULERS = Map.of("fcfs_none", "fcfs");

    private final PolicyCatalog catalog = new PolicyCatalog();
    private final int processors;

    /** The agreements of one file, and its columns that no scheduler here claims to reproduce. */
    public record Outcome(List<Agreement> agreements, List<String> uncovered) {}

    /**
     * Sets the conformance run up.
     *
     * @param processors the processors of every machine; 0 takes them from the files beside
     */
    public HpcConformance(int processors) {
        this.processors = processors;
    }

    /** Returns whether a file is one of these by its name. */
    public static boolean recognises(Path file) {
        return file.getFileName().toString().contains(".starts.csv");
    }

    /** Replays one file under every scheduler that one of its columns was recorded under. */
    public Outcome check(Path file) throws IOException, UserException {
        HpcStarts recorded = HpcStarts.read(file);
        List<Agreement> agreements = new ArrayList<>();
        List<String> uncovered = new ArrayList<>();
        for (Map.Entry<String, long[]> column : recorded.startSeconds().entrySet()) {
            String scheduler = SCHEDULERS.get(column.getKey());
            if (scheduler == null) {
                uncovered.add(column.getKey());
            } else {
                Map<String, Long> ours = replay(file, catalog.choose(scheduler).factory());
                agreements.add(compare(file, column.getKey(), recorded, column.getValue(), ours));
            }
        }
        return new Outcome(agreements, uncovered);
    }

    private Map<String, Long> replay(Path file, Scheduler.Factory scheduler) throws IOException, UserException {
        int machine = processors > 0 ? processors : recordedProcessors(file);
        var trace = TraceFormats.open(file, "hpc-starts", TraceOptions.DEFAULT.withProcessors(machine));
        Map<String, Long> starts = new LinkedHashMap<>();
        var listener = new RunListener() {
            @Override
            public void finalState(TaskTable tasks, int task, TaskState state, long endNanos) {
                starts.put(tasks.id(task), tasks.startNanos(task));
            }
        };
        try (SubmissionSource source = trace.submissions()) {
            Simulation.run(RunSpec.of(1), ClusterSpec.pool(machine), source, scheduler, listener);
        }
        return starts;
    }

    private static int recordedProcessors(Path file) throws IOException, UserException {
        String name = file.getFileName().toString();
        Path beside = file.resolveSibling(name.substring(0, name.indexOf('.')) + ".metrics.json");
        JsonNode machine = Files.exists(beside) ? Json.read(beside).path("P") : null;
        if (machine == null || !machine.isInt()) {
            throw new UserException(file + ": how many processors? There is no " + beside.getFileName()
                    + " beside it that says so; give --processors P");
        }
        return machine.intValue();
    }

    private static Agreement compare(
            Path file, String column, HpcStarts recorded, long[] expected, Map<String, Long> ours) {
        long agreed = 0;
        String difference = "";
        for (int job = 0; job < recorded.jobs(); job++) {
            String id = Long.toString(recorded.jobIds()[job]);
            long start = ours.getOrDefault(id, -1L);
            if (start >= 0 && start == Math.multiplyExact(expected[job], 1_000_000_000L)) {
                agreed++;
            } else if (difference.isEmpty()) {
                difference = "job " + id + " starts at " + (start < 0 ? "no time" : start / 1e9 + " s") + ", recorded "
                        + expected[job] + " s";
            }
        }
        return new Agreement(String.valueOf(file.getFileName()), column, recorded.jobs(), agreed, difference);
    }

    /** Returns the files to check: the one named, or those in the folder named, by name. */
    public static List<Path> files(Path place) throws IOException, UserException {
        if (!Files.exists(place)) {
            throw new UserException(place + ": no such file or folder");
        }
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (var content = Files.list(place)) {
            Path[] found = content.filter(HpcConformance::recognises).toArray(Path[]::new);
            Arrays.sort(found);
            if (found.length == 0) {
                throw new UserException(place + ": no file *.starts.csv* in this folder");
            }
            return List.of(found);
        }
    }
}
