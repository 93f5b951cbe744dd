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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Start times of whole logs of parallel jobs, recorded under textbook policies: each file is replayed from its own input columns, and every
 * start is compared to the second.
 *
 * <p>The number of processors stands in the file {@code <log>.metrics.json} beside {@code <log>.starts.csv.xz}, unless it is given.
 */
public final class HpcConformance implements ConformanceSuite {
    /** The recorded columns that we have a scheduler for, and its name. */
    private static final Map<String, String> SCHEDULERS = Map.of("fcfs_none", "fcfs");

    private static final long NANOS = 1_000_000_000L;
    private static final String COLUMNS = "seq,job_id,submit,run,procs,estimate,";

    private final PolicyCatalog catalog = new PolicyCatalog();
    private final int processors;

    /**
     * Sets the conformance run up.
     *
     * @param processors the processors of every machine; 0 takes them from the files beside
     */
    public HpcConformance(int processors) {
        this.processors = processors;
    }

    @Override
    public String name() {
        return "hpc";
    }

    @Override
    public String subject() {
        return "Start times of whole logs of parallel jobs, job for job.";
    }

    @Override
    public boolean recognises(RecordedFile file) throws IOException {
        return file.firstLine().startsWith(COLUMNS);
    }

    @Override
    public boolean accompanies(RecordedFile file) throws IOException, UserException {
        return file.hasKeys("log", "P", "metrics");
    }

    /** Replays one file under every scheduler that one of its columns was recorded under. */
    @Override
    public Outcome check(RecordedFile file) throws IOException, UserException {
        HpcStarts recorded = HpcStarts.read(file.path());
        List<Tally> tallies = new ArrayList<>();
        List<String> uncovered = new ArrayList<>();
        String difference = "";
        for (Map.Entry<String, long[]> column : recorded.startSeconds().entrySet()) {
            String scheduler = SCHEDULERS.get(column.getKey());
            if (scheduler == null) {
                uncovered.add(column.getKey());
            } else {
                long[] ours =
                        replay(file.path(), recorded, catalog.choose(scheduler).factory());
                long agreed = agreed(column.getValue(), ours);
                tallies.add(new Tally(file.name() + " " + column.getKey(), ours.length, agreed));
                if (agreed < ours.length && difference.isEmpty()) {
                    difference = difference(column.getKey(), recorded, column.getValue(), ours);
                }
            }
        }
        long decisions = tallies.stream().mapToLong(Tally::total).sum();
        long agreed = tallies.stream().mapToLong(Tally::agreed).sum();
        return new Outcome(decisions, agreed, difference, tallies, uncovered);
    }

    /** The start of every job in seconds, -1 for one that started at no whole second or never. */
    private long[] replay(Path file, HpcStarts recorded, Scheduler.Factory scheduler)
            throws IOException, UserException {
        int machine = processors > 0 ? processors : recordedProcessors(file);
        var trace = TraceFormats.open(file, "hpc-starts", TraceOptions.DEFAULT.withProcessors(machine));
        Map<String, Long> starts = new HashMap<>();
        var listener = new RunListener() {
            @Override
            public void finalState(TaskTable tasks, int task, TaskState state, long endNanos) {
                starts.put(tasks.id(task), tasks.startNanos(task));
            }
        };
        try (SubmissionSource source = trace.submissions()) {
            Simulation.run(RunSpec.of(1), ClusterSpec.pool(machine), source, scheduler, listener);
        }
        long[] seconds = new long[recorded.jobs()];
        for (int job = 0; job < seconds.length; job++) {
            long nanos = starts.getOrDefault(Long.toString(recorded.jobIds()[job]), -1L);
            seconds[job] = nanos < 0 || nanos % NANOS != 0 ? -1 : nanos / NANOS;
        }
        return seconds;
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

    private static long agreed(long[] expected, long[] ours) {
        long agreed = 0;
        for (int job = 0; job < ours.length; job++) {
            agreed += ours[job] == expected[job] ? 1 : 0;
        }
        return agreed;
    }

    private static String difference(String column, HpcStarts recorded, long[] expected, long[] ours) {
        int job = Arrays.mismatch(expected, ours);
        return column + ": job " + recorded.jobIds()[job] + " starts at "
                + (ours[job] < 0 ? "no time" : ours[job] + " s") + ", recorded " + expected[job] + " s";
    }
}
