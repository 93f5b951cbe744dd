package io.wavetank.cli;

import io.wavetank.experiment.OptionalModule;
import io.wavetank.experiment.UserException;
import io.wavetank.experiment.scenario.Scenario;
import io.wavetank.experiment.scenario.ScenarioException;
import io.wavetank.workload.NearestNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a bundled workload that needs no download. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Run a bundled scenario: a table, charts, a report.",
        description = {
            "",
            "'day', which runs unless another is named, is a made-up day on 100 nodes: many small tasks that follow the time of "
                    + "day, batch tasks, and now and then one that takes a whole node. Packing keeps nodes free for those, "
                    + "spreading does not.",
            "",
            "'failover' loses one zone of three at seven tenths load under Kubernetes as it comes and tuned, with a mesh that sends requests to other zones, "
                    + "Docker Swarm, Mesos with Marathon, and a fixed fleet with an operator: what stops, when that is found out, when it runs again, "
                    + "how many requests fail, and what that takes of the error budget. Half a minute of processor time.",
            "",
            "'recovery' is one service that loses a node, a zone, and nodes to maintenance, under thirteen policies of failover: for how long it is down, "
                    + "what it loses, and what is held free for it.",
            "",
            "'worldcup' is the busiest day of the World Cup 1998 by the minute: HPA, Knative's autoscaler, KEDA, a forecast, AWS target tracking, a "
                    + "moving window and a number fixed at the peak, over the Cluster Autoscaler on three zones: load, replicas, nodes, pending pods, "
                    + "p99 and cost on one axis of time; lag, overshoot and flapping in one table.",
            "",
            "'consolidation' lets nodes go in ten ways, from never to at once, by the Cluster Autoscaler's thresholds and Karpenter's waits: "
                    + "cost against pods moved against latency, and a chart of the choices that no other beats.",
            "",
            "'conflicts' mixes HPA, VPA and Cluster Autoscaler, in ways that act against each other and in ways that do not.",
            "",
            "'architectures' serves the busiest day of the World Cup 1998, one request in 60, by a fixed fleet, a mesh on it, its rules in a library, Docker Swarm, Kubernetes, "
                    + "and Kubernetes with HPA and Cluster Autoscaler, KEDA and Knative's autoscaler: machines, cost, use, latency, failures, and what "
                    + "the loss of a node does. About a minute of processor time.",
            "",
            "'orchestrators' puts one workload in the manner of Google's of 2011 on 4,000 nodes under Kubernetes, Docker Swarm, Mesos with three "
                    + "frameworks, Borg, Omega with four schedulers, Sparrow, and YARN where its module is installed: who holds how much, waits "
                    + "how long, preempts, conflicts, and what deciding takes. Half a million tasks twice, under three minutes of processor time.",
            "",
            "'retry-storm' is a service that gets twice its requests for half a minute: with plain retries it stays down when "
                    + "that is over, with a budget or a circuit breaker it recovers.",
            "",
            "'rolling-update' exchanges the pods of a Deployment under load, with and without readiness probes and draining, "
                    + "and for a version that never comes up; event logs say which requests failed why.",
            "",
            "'swarm-update' does so with the tasks of a Swarm service: stopping or starting first, with and without a health "
                    + "check, pausing or rolling back.",
            "",
            "'think-time' sweeps how long decisions take over four architectures, as was published for Omega.",
            "",
            "'sampling' sweeps the load under the ways in which Sparrow can sample, 'hybrid' under Sparrow, Hawk and Eagle.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  wavetank demo",
            "  wavetank demo --seed 7 -o my-demo",
            "  wavetank demo failover -o failover",
            "  wavetank demo architectures -o architectures",
            "  wavetank demo retry-storm -o storm"
        })
final class DemoCommand implements Callable<Integer> {
    private static final String ARCHITECTURES = "architectures";
    private static final String ORCHESTRATORS = "orchestrators";
    private static final String WORLD_CUP = "worldcup";
    /** From the first minute of the record to midnight of 30 June 1998. */
    private static final String PEAK_DAY = "86550m";

    private static final String ONE_IN_SIXTY = "0.0166667";
    private static final String SAMPLE =
            "One request in 60 of 30 June 1998, on a fleet of a sixtieth of the size: each replica has the load that it would have.";

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            defaultValue = "day",
            completionCandidates = Names.class,
            description = "Which: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private String name = "";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The key of all draws (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, UserException, ScenarioException {
        if (SweepDemo.STUDIES.containsKey(name)) {
            new SweepDemo(name, seed, output, spec).run();
            return 0;
        }
        if (!Scenario.demos().containsKey(name)) {
            List<String> names = new ArrayList<>();
            new Names().forEach(names::add);
            throw new UserException("There is no demonstration '" + name + "'" + NearestNames.hint(name, names));
        }
        int workers = output.workers();
        output.checkPlace();
        List<String> overrides = new ArrayList<>(recorded());
        sayWhatIsAbsent();
        overrides.addAll(output.overrides());
        overrides.add("run.seed=" + seed);
        output.execute(Scenario.demo(name, overrides).experiment(workers), spec);
        return 0;
    }

    /** What it takes to put recorded rates in the place of the fitted ones, if there are any. */
    private List<String> recorded() {
        if (!name.equals(ARCHITECTURES) && !name.equals(WORLD_CUP)) {
            return List.of();
        }
        boolean sampled = name.equals(ARCHITECTURES);
        String data = System.getProperty("wavetank.data", System.getenv().getOrDefault("WAVETANK_DATA", ""));
        Path rates = Path.of(data, "traces", "web-worldcup98", "invocation_count.csv");
        if (sampled) {
            say(SAMPLE);
        }
        if (data.isEmpty() || !Files.exists(rates)) {
            say(
                    "Requests: a model of the day, fitted to it; where WAVETANK_DATA has the recorded rates, those are taken.");
            return List.of();
        }
        say("Requests: recorded, " + rates);
        String file = rates.toString().replace("\\", "\\\\").replace("\"", "\\\"");
        if (!sampled) {
            return List.of("services.0.load={file: \"" + file + "\", from: " + PEAK_DAY + ", for: 24h}");
        }
        return List.of("traffic.requests.0={name: browse, to: web, clients: 4, load: {file: \"" + file + "\", from: "
                + PEAK_DAY + ", for: 24h, scale: " + ONE_IN_SIXTY + "}}");
    }

    /** Which scheduler of the demonstration is not there, and how it is had. */
    private void sayWhatIsAbsent() {
        for (OptionalModule module : OptionalModule.ALL) {
            if (name.equals(ORCHESTRATORS) && module.name().equals("yarn") && !module.installed()) {
                say("YARN is absent: its module is not installed; 'scripts/plugins yarn' does that.");
            }
        }
    }

    private void say(String line) {
        if (spec != null) {
            Paragraph.hanging(spec.commandLine().getOut(), "", line);
        }
    }

    /** The names to choose from. */
    private static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            List<String> names = new ArrayList<>(Scenario.demos().keySet());
            names.addAll(SweepDemo.STUDIES.keySet());
            return names.iterator();
        }
    }
}
