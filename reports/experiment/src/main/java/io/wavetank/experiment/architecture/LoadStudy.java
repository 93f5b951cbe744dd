package io.wavetank.experiment.architecture;

import io.wavetank.experiment.PolicyCatalog;
import io.wavetank.experiment.UserException;
import io.wavetank.policy.Draws;
import io.wavetank.policy.Resources;
import io.wavetank.policy.Scheduler;
import io.wavetank.policy.TaskClass;
import io.wavetank.report.chart.Quantity;
import io.wavetank.sim.Simulation;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;
import io.wavetank.sim.scenario.RunSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What load does to jobs under schedulers that sample queues at nodes, on a cluster of nodes that run a task at a time.
 *
 * @param title the study in a line
 * @param schedulers what is compared: names, and what they stand for
 * @param loads the loads
 * @param mix what share of the work is of which kind of job
 * @param directions what was published
 */
public record LoadStudy(
        String title,
        Map<String, String> schedulers,
        List<Double> loads,
        List<Share> mix,
        List<Sweep.Direction> directions)
        implements Sweep.Study {
    private static final int NODES = 400;
    private static final double SECONDS = 7200;
    private static final double WARM_UP_SECONDS = 600;
    private static final String SHORT = "short";
    private static final String LONG = "long";
    private static final long GIB = 1L << 30;

    /**
     * A kind of job.
     *
     * @param kind its name
     * @param tasks how many tasks each job has
     * @param runSeconds the mean run time of a task, exponentially distributed
     * @param byJob whether all tasks of a job run for the same time
     * @param work its share of all work
     */
    public record Share(String kind, int tasks, double runSeconds, boolean byJob, double work) {}

    /** The ways in which Sparrow can sample, over jobs that are all alike; after figure 8 of Ousterhout et al., Sparrow, SOSP 2013. */
    public static LoadStudy sampling(double... loads) {
        Map<String, String> arms = new LinkedHashMap<>();
        for (String each : List.of("random", "per-task", "batch", "late-binding")) {
            arms.put(each, "sparrow:sampling=" + each);
        }
        double high = loads[loads.length - 1];
        return new LoadStudy(
                "400 nodes of one slot, jobs of 50 tasks of 10 s in the mean",
                arms,
                boxed(loads),
                List.of(new Share(SHORT, 50, 10, false, 1)),
                List.of(
                        less("per-task sampling is quicker than random placement", "per-task", "random", high),
                        less("batch sampling is quicker than per-task sampling", "batch", "per-task", high),
                        less("late binding is quicker than batch sampling", "late-binding", "batch", high)));
    }

    /** Sparrow, Hawk and Eagle over a mix in which few long jobs are most of the work; after Delgado et al., Hawk, USENIX ATC 2015. */
    public static LoadStudy hybrid(double... loads) {
        Map<String, String> arms = new LinkedHashMap<>();
        String marked = ":long=kind=long:long_from=1000h:short_percent=17";
        arms.put("sparrow", "sparrow");
        arms.put("hawk", "hawk" + marked);
        arms.put("eagle", "eagle" + marked);
        double high = loads[loads.length - 1];
        return new LoadStudy(
                "400 nodes of one slot, short jobs of 10 tasks of 20 s, long ones of 40 of 10 min that are 85 % of the work",
                arms,
                boxed(loads),
                List.of(new Share(SHORT, 10, 20, false, 0.15), new Share(LONG, 40, 600, true, 0.85)),
                List.of(
                        less("short jobs are quicker under hawk than under sparrow", "hawk", "sparrow", high),
                        less("short jobs are quicker under eagle than under sparrow", "eagle", "sparrow", high)));
    }

    private static List<Double> boxed(double... values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static Sweep.Direction less(String claim, String less, String more, double load) {
        return new Sweep.Direction(
                claim + ", at a load of " + load,
                "response_short",
                new Sweep.Point(less, load),
                new Sweep.Point(more, load));
    }

    @Override
    public String parameter() {
        return "Load";
    }

    @Override
    public boolean logarithmic() {
        return false;
    }

    @Override
    public List<String> arms() {
        return List.copyOf(schedulers.keySet());
    }

    @Override
    public double[] values() {
        return loads.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public Map<String, Sweep.Figure> figures() {
        Map<String, Sweep.Figure> figures = new LinkedHashMap<>();
        mix.forEach(each -> figures.put(
                "response_" + each.kind(),
                new Sweep.Figure(
                        mix.size() == 1
                                ? "Mean time from a job's submission to its end"
                                : "Mean response of " + each.kind() + " jobs",
                        "Mean response",
                        Quantity.SECONDS)));
        return figures;
    }

    private static ClusterSpec cluster() {
        List<NodeSpec> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            nodes.add(NodeSpec.builder("n-" + i)
                    .capacity(Resources.CPU, 1000)
                    .capacity(Resources.MEMORY, 4 * GIB)
                    .capacity(Resources.PODS, 1)
                    .build());
        }
        return new ClusterSpec(Resources.basic(), nodes);
    }

    private List<JobStream.Kind> kinds(double load) {
        List<JobStream.Kind> kinds = new ArrayList<>();
        for (Share each : mix) {
            double gap = each.tasks() * each.runSeconds() / (NODES * load * each.work());
            var asked = TaskClass.builder()
                    .cpuMillis(1000)
                    .memoryBytes(GIB)
                    .labels(Map.of("kind", each.kind()))
                    .build();
            kinds.add(new JobStream.Kind(
                    each.kind(), gap, each.tasks(), true, each.runSeconds(), each.byJob(), List.of(asked)));
        }
        return kinds;
    }

    @Override
    public Map<String, Double> run(String arm, double value, long seed, int replication) throws IOException {
        var responses = new JobResponses();
        try (var source = new JobStream(kinds(value), SECONDS, new Draws(seed, replication).stream("jobs"))) {
            String chosen = schedulers.get(arm);
            if (chosen == null) {
                throw new IllegalArgumentException("No such arm: " + arm);
            }
            Scheduler.Factory factory = new PolicyCatalog().choose(chosen).factory();
            Simulation.run(RunSpec.of(seed).withReplication(replication), cluster(), source, factory, responses);
        } catch (UserException e) {
            throw new IllegalStateException(e);
        }
        Map<String, Double> figures = new TreeMap<>();
        mix.forEach(
                each -> figures.put("response_" + each.kind(), responses.meanSeconds(each.kind(), WARM_UP_SECONDS)));
        return figures;
    }
}
