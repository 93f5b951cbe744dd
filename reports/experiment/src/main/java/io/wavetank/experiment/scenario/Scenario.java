package io.wavetank.experiment.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wavetank.experiment.Arm;
import io.wavetank.experiment.Experiment;
import io.wavetank.experiment.SchedulerChoice;
import io.wavetank.experiment.TrafficPlan;
import io.wavetank.experiment.Workload;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.scenario.RunSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A scenario as resolved: nothing in it is left to be filled in.
 *
 * @param title what it is called, in a line
 * @param workload what is run
 * @param cluster what it runs on
 * @param schedulers who decides
 * @param run seed, thinking time, trigger, end and window of each run
 * @param traffic services and the requests to them; null if there are none
 * @param replications how often each scheduler runs it
 * @param charts whether charts and the report are drawn
 * @param events whether {@code events.jsonl.gz} is written
 * @param arms what is compared, if more than the scheduler differs; else empty
 * @param resolved all of this as it stands in {@code run.json}, from which it can be run again
 */
public record Scenario(
        String title,
        Workload workload,
        ClusterSpec cluster,
        List<SchedulerChoice> schedulers,
        RunSpec run,
        @Nullable TrafficPlan traffic,
        int replications,
        boolean charts,
        boolean events,
        List<Arm> arms,
        ObjectNode resolved) {
    /** An example that has a name in common with a demonstration, and is another. */
    private static final String THREE_ORCHESTRATORS = "orchestrators";

    /** The JSON Schema of scenario files, draft 2020-12: every key, its unit and its default. */
    public static String schema() {
        return Schema.text();
    }

    /** A scenario to start from, every key of which is explained. */
    public static String starter() {
        return Schema.resource("starter.yaml");
    }

    /** The names of the examples; some demonstrations are among them. */
    public static List<String> examples() {
        return List.of(
                "starter",
                "preemption",
                "mesos",
                "swarm",
                THREE_ORCHESTRATORS,
                "control-plane",
                "checkpoints",
                "autoscaling",
                "autoscaled-requests",
                "autoscaled-rollout",
                "services",
                "snapshot",
                "retry-storm",
                "reclamation",
                "rolling-update",
                "swarm-update",
                "failover",
                "recovery",
                "architectures",
                "worldcup",
                "consolidation",
                "conflicts");
    }

    /** An example by its name: a commented scenario that can be run. */
    public static String example(String name) {
        if (!examples().contains(name)) {
            throw new IllegalArgumentException("No such example: " + name);
        }
        boolean isDemo = demos().containsKey(name) && !name.equals(THREE_ORCHESTRATORS);
        return Schema.resource((isDemo ? "demo-" : "") + name + ".yaml");
    }

    /** The files that an example reads, by their names relative to it; none for most. */
    public static SortedMap<String, String> exampleFiles(String name) {
        SortedMap<String, String> files = new TreeMap<>();
        if (name.equals("snapshot")) {
            for (String each : List.of("batch", "nodes", "platform", "shop")) {
                String file = "manifests/" + each + ".yaml";
                files.put(file, Schema.resource(file));
            }
        }
        return files;
    }

    /**
     * Reads a scenario that stands in no file; files that it names are relative to the folder that Wavetank is started in.
     *
     * @param source what it is called where something is wrong in it
     * @param overrides changes, each {@code path=value}, applied in their order
     */
    public static Scenario parse(String source, String text, List<String> overrides)
            throws IOException, ScenarioException {
        return new ScenarioReader(Path.of(source), text).read(overrides);
    }

    /** The names of the demonstrations, and what each shows, in a line; the first is the one that runs unless another is asked for. */
    public static Map<String, String> demos() {
        Map<String, String> demos = new LinkedHashMap<>();
        demos.put("day", "a day on 100 nodes under three schedulers that pack or spread");
        demos.put("failover", "a zone of three is lost, under six systems: what stops, and which requests fail");
        demos.put("recovery", "one service under thirteen policies of failover");
        demos.put(
                "worldcup",
                "the busiest day of the World Cup 1998 under six autoscalers and a fixed number of replicas");
        demos.put("consolidation", "a day under ten ways to let nodes go: cost against pods moved against latency");
        demos.put("conflicts", "HPA, VPA and Cluster Autoscaler mixed, well and badly");
        demos.put("architectures", "the busiest day of the World Cup 1998, served in eight ways");
        demos.put("retry-storm", "twice the requests for half a minute, under five ways of trying again");
        demos.put("rolling-update", "ten pods are exchanged under load, with and without probes and draining");
        demos.put("swarm-update", "ten tasks of a Swarm service are exchanged under load, in six ways");
        demos.put("orchestrators", "one workload under six architectures");
        return demos;
    }

    /**
     * The scenario of a demonstration, which needs no file.
     *
     * @param name one of {@link #demos()}
     * @param overrides changes, each {@code path=value}, applied in their order
     * @throws ScenarioException if a change does not fit
     */
    public static Scenario demo(String name, List<String> overrides) throws IOException, ScenarioException {
        if (!demos().containsKey(name)) {
            throw new IllegalArgumentException("No such demonstration: " + name);
        }
        String file = "demo-" + name + ".yaml";
        return new ScenarioReader(Path.of(file), Schema.resource(file)).read(overrides);
    }

    /**
     * Reads a scenario, or the {@code run.json} of a run made before.
     *
     * @param overrides changes, each {@code path=value}, applied in their order
     * @throws ScenarioException if there is anything wrong in it, with all faults that were found
     * @throws IOException if a file cannot be read
     */
    public static Scenario read(Path file, List<String> overrides) throws IOException, ScenarioException {
        return new ScenarioReader(file).read(overrides);
    }

    /** Returns a described scenario with every default filled in, as it should stand in {@code run.json}. */
    public static ObjectNode complete(ObjectNode described) throws ScenarioException {
        return ScenarioReader.complete(described);
    }

    /** Returns the scenario with arms to compare. */
    Scenario withArms(List<Arm> compared) {
        return new Scenario(
                title,
                workload,
                cluster,
                schedulers,
                run,
                traffic,
                replications,
                charts,
                events,
                List.copyOf(compared),
                resolved);
    }

    /** Returns the experiment. */
    public Experiment experiment(int workers) {
        var options = new Experiment.Options(charts, events, workers);
        return arms.isEmpty()
                ? Experiment.of(title, workload, cluster, schedulers, run, traffic, replications, resolved, options)
                : new Experiment(title, arms, replications, resolved, options);
    }

    /**
     * The share of the cluster's cores that the workload asks for in the mean; NaN if there is no saying, as where tasks stay for ever. Reads a
     * trace from end to end.
     */
    public double offeredLoad() throws IOException {
        return OfferedShare.of(workload, cluster);
    }
}
