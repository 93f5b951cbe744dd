package io.wavetank.workload.generate.model;

import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.generate.Amount;
import io.wavetank.workload.generate.GeneratedWorkload;
import io.wavetank.workload.generate.Inflow;
import io.wavetank.workload.generate.Kind;
import io.wavetank.workload.generate.Life;
import io.wavetank.workload.generate.Sizes;
import io.wavetank.workload.generate.Until;
import io.wavetank.workload.generate.arrival.Poisson;
import io.wavetank.workload.generate.distribution.Uniform;
import java.util.List;

/**
 * A workload for benchmarks: four sizes of 1, 2, 4 and 8 cores with 4 GiB each, run times uniform from 300 to 900 seconds, Poisson arrivals at
 * the rate that keeps the share {@code load} of the cores busy.
 */
final class UniformBench {
    private static final long GIB = 1L << 30;

    static final Model MODEL = new Model(
            "uniform-bench",
            "few sizes, steady arrivals: a cluster that is evenly busy, for benchmarks",
            "chosen, nothing measured",
            List.of(
                    Parameter.nodes(1000, "nodes of 32 cores and 128 GiB, if no cluster is given"),
                    new Parameter("tasks", "tasks", 1, 1e15, 100_000, "ends the workload after so many"),
                    Parameter.load(0.01, 0.7, "the share of the cores that is asked for in the long run")),
            UniformBench::make);

    private UniformBench() {}

    private static Built make(Model.Settings settings) {
        ClusterSpec given = settings.cluster();
        ClusterSpec cluster = given == null
                ? MachineMix.cluster(
                        List.of(new MachineMix.Machine(1, "32x128", 32_000, 128 * GIB, 0, "")),
                        settings.count("nodes"),
                        "node-")
                : given;
        List<Kind> kinds =
                List.of(kind("small", 1, 0.4), kind("medium", 2, 0.3), kind("large", 4, 0.2), kind("huge", 8, 0.1));
        var inflow = new Inflow("bench", new Poisson(1), kinds);
        var workload = new GeneratedWorkload("uniform-bench", List.of(inflow), Until.tasks(settings.taskLimit()));
        return new Built(workload.withLoad(settings.number("load"), Resources.CPU, cluster), cluster);
    }

    private static Kind kind(String name, int cores, double share) {
        Sizes sizes = Sizes.of(Amount.of(1000L * cores), Amount.of(4 * GIB * cores));
        return Kind.of(name, sizes, Life.runs(new Uniform(300, 900))).withShare(share);
    }
}
