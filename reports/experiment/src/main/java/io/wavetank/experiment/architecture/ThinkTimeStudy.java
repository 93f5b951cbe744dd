package io.wavetank.experiment.architecture;

import io.wavetank.experiment.PolicyCatalog;
import io.wavetank.experiment.UserException;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Resources;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.TaskClass;
import io.wavetank.report.chart.Quantity;
import io.wavetank.sim.RunListener;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.record.CensoredHistogram;
import io.wavetank.sim.record.RunResult;
import io.wavetank.sim.scenario.RunSpec;
import io.wavetank.sim.scenario.Window;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the time that a service job's decision takes does to a cell under four architectures: the sweep of figures 5 to 7 and 14 of M. Schwarzkopf
 * et al., "Omega", EuroSys 2013, on a small cell of our own. Batch jobs take 0.1 s and 5 ms a task throughout, but for the single path, on which
 * every job takes as long.
 */
public final class ThinkTimeStudy implements Sweep.Study {
    private static final int NODES = 130;
    private static final double HOURS_SECONDS = 2 * 3600.0;
    private static final double WARM_UP_SECONDS = 1800;
    private static final String SINGLE = "single-path";
    private static final String MULTI = "multi-path";
    private static final String TWO_LEVEL = "two-level";
    private static final String OMEGA = "omega";
    private static final String COARSE = "omega-coarse";
    private static final String GANG = "omega-gang";
    private static final long GIB = 1L << 30;

    private final PolicyCatalog catalog = new PolicyCatalog();
    private final ClusterSpec cluster = cluster();
    private final List<JobStream.Kind> kinds = List.of(
            new JobStream.Kind("batch", 3, 10, false, 300, false, classes("batch", 250, 500, 1000)),
            new JobStream.Kind("service", 30, 30, false, 2400, false, classes("service", 500, 1000, 2000)));

    private final double[] values;

    /** Creates the study over these decision times of service jobs, in seconds. */
    public ThinkTimeStudy(double... values) {
        this.values = values.clone();
    }

    /** Creates the study over the decision times that were published. */
    public static ThinkTimeStudy published() {
        return new ThinkTimeStudy(0.001, 0.01, 0.1, 1, 10, 100);
    }

    private static ClusterSpec cluster() {
        List<NodeSpec> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            nodes.add(NodeSpec.builder("n-" + i)
                    .capacity(Resources.CPU, 32_000)
                    .capacity(Resources.MEMORY, 128 * GIB)
                    .capacity(Resources.PODS, 200)
                    .build());
        }
        return new ClusterSpec(Resources.basic(), nodes);
    }

    private static List<TaskClass> classes(String kind, long... millis) {
        List<TaskClass> classes = new ArrayList<>();
        for (long each : millis) {
            classes.add(TaskClass.builder()
                    .cpuMillis(each)
                    .memoryBytes(each * GIB / 300)
                    .labels(Map.of("kind", kind))
                    .build());
        }
        return classes;
    }

    @Override
    public String title() {
        return "130 nodes, batch jobs every 3 s, service jobs every 30 s";
    }

    @Override
    public String parameter() {
        return "t_job(service)";
    }

    @Override
    public boolean logarithmic() {
        return true;
    }

    @Override
    public List<String> arms() {
        return List.of(SINGLE, MULTI, TWO_LEVEL, OMEGA, COARSE, GANG);
    }

    @Override
    public double[] values() {
        return values.clone();
    }

    @Override
    public Map<String, Sweep.Figure> figures() {
        Map<String, Sweep.Figure> figures = new LinkedHashMap<>();
        figures.put(
                "wait_batch",
                new Sweep.Figure("Mean time until a batch task starts, at least", "Mean wait", Quantity.SECONDS));
        figures.put(
                "wait_service",
                new Sweep.Figure("Mean time until a service task starts, at least", "Mean wait", Quantity.SECONDS));
        figures.put(
                "busy_batch",
                new Sweep.Figure(
                        "Share of the time for which the scheduler of batch jobs is busy", "Busy", Quantity.SHARE));
        figures.put(
                "busy_service",
                new Sweep.Figure(
                        "Share of the time for which the scheduler of service jobs is busy", "Busy", Quantity.SHARE));
        figures.put(
                "conflicts_service",
                new Sweep.Figure(
                        "Transactions with conflicts for each service job that was placed",
                        "Conflicts a job",
                        Quantity.NUMBER));
        return figures;
    }

    @Override
    public List<Sweep.Direction> directions() {
        return List.of(
                new Sweep.Direction(
                        "multi-path: batch waits less than on a single path, at 10 s",
                        "wait_batch",
                        new Sweep.Point(MULTI, 10),
                        new Sweep.Point(SINGLE, 10)),
                new Sweep.Direction(
                        "multi-path: batch still waits behind service jobs, longer at 10 s than at 0.1 s",
                        "wait_batch",
                        new Sweep.Point(MULTI, 0.1),
                        new Sweep.Point(MULTI, 10)),
                new Sweep.Direction(
                        "omega: batch waits less than with multi-path, at 10 s (no blocking at the head of the line)",
                        "wait_batch",
                        new Sweep.Point(OMEGA, 10),
                        new Sweep.Point(MULTI, 10)),
                new Sweep.Direction(
                        "two-level: the batch scheduler is busier at 100 s than at 0.1 s, for offers that are too"
                                + " small",
                        "busy_batch",
                        new Sweep.Point(TWO_LEVEL, 0.1),
                        new Sweep.Point(TWO_LEVEL, 100)),
                new Sweep.Direction(
                        "omega: batch waits less than under two levels, at 100 s",
                        "wait_batch",
                        new Sweep.Point(OMEGA, 100),
                        new Sweep.Point(TWO_LEVEL, 100)),
                new Sweep.Direction(
                        "omega: the service scheduler is busier at 10 s than at 0.1 s",
                        "busy_service",
                        new Sweep.Point(OMEGA, 0.1),
                        new Sweep.Point(OMEGA, 10)),
                new Sweep.Direction(
                        "coarse conflicts: service jobs conflict more at 10 s than at 0.1 s",
                        "conflicts_service",
                        new Sweep.Point(COARSE, 0.1),
                        new Sweep.Point(COARSE, 10)),
                new Sweep.Direction(
                        "coarse conflicts (any change of a node) are more than fine ones, at 10 s",
                        "conflicts_service",
                        new Sweep.Point(OMEGA, 10),
                        new Sweep.Point(COARSE, 10)),
                new Sweep.Direction(
                        "and cost the service scheduler time, at 10 s",
                        "busy_service",
                        new Sweep.Point(OMEGA, 10),
                        new Sweep.Point(COARSE, 10)));
    }

    private static String chosen(String arm, double seconds) {
        String time = BigDecimal.valueOf(seconds).toPlainString() + "s";
        String two = ":schedulers=name=batch;takes=kind=batch|name=service;takes=kind=service;t_job=" + time;
        if (arm.equals(SINGLE)) {
            return "monolithic:t_job=" + time;
        } else if (arm.equals(MULTI)) {
            return "monolithic:t_job=" + time + ":fast=kind=batch";
        }
        return switch (List.of(COARSE, GANG).indexOf(arm)) {
            case 0 -> OMEGA + two + ":conflicts=sequence";
            case 1 -> OMEGA + two + ":commit=all-or-nothing";
            default -> arm + two;
        };
    }

    @Override
    public Map<String, Double> run(String arm, double value, long seed, int replication) throws IOException {
        long until = (long) (HOURS_SECONDS * 1e9);
        RunSpec spec = RunSpec.of(seed)
                .withUntil(until)
                .withWindow(new Window((long) (WARM_UP_SECONDS * 1e9), Window.LAST_SUBMISSION))
                .withGroupBy("kind")
                .withReplication(replication);
        RunResult result;
        try (var source = new JobStream(kinds, HOURS_SECONDS, new Draws(seed, replication).stream("jobs"))) {
            Scheduler.Factory factory = catalog.choose(chosen(arm, value)).factory();
            result = Simulation.run(spec, cluster, source, factory, RunListener.NONE);
        } catch (UserException e) {
            throw new IllegalStateException(e);
        }
        Map<String, Double> figures = new TreeMap<>();
        boolean one = arm.equals(SINGLE) || arm.equals(MULTI);
        figures.put("wait_batch", wait(result, "batch"));
        figures.put("wait_service", wait(result, "service"));
        figures.put("busy_batch", count(result, "busy_ms." + (one ? "all" : "batch")) / 1e3 / HOURS_SECONDS);
        figures.put("busy_service", count(result, "busy_ms." + (one ? "all" : "service")) / 1e3 / HOURS_SECONDS);
        String service = one ? "all" : "service";
        double placed = count(result, "jobs_placed." + service);
        figures.put("conflicts_service", placed == 0 ? 0 : count(result, "conflicted." + service) / placed);
        return figures;
    }

    private static double wait(RunResult result, String kind) {
        CensoredHistogram waits = result.waits().byValue().get(kind);
        return waits == null ? Double.NaN : waits.mean().nanos() / 1e9;
    }

    private static double count(RunResult result, String name) {
        Long count = result.schedulerCounts().get(name);
        return count == null ? 0 : count;
    }
}
