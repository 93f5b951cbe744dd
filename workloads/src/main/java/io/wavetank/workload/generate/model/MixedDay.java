package io.wavetank.workload.generate.model;

import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.generate.Amount;
import io.wavetank.workload.generate.GeneratedWorkload;
import io.wavetank.workload.generate.Inflow;
import io.wavetank.workload.generate.Kind;
import io.wavetank.workload.generate.Life;
import io.wavetank.workload.generate.Sizes;
import io.wavetank.workload.generate.arrival.Cyclic;
import io.wavetank.workload.generate.arrival.DayShape;
import io.wavetank.workload.generate.distribution.Exponential;
import io.wavetank.workload.generate.distribution.Uniform;
import java.util.List;

/**
 * A made-up day: small web tasks (0.25 to 2 cores, minutes), batch tasks (4 cores, half an hour), and now and then a task that takes a whole node
 * of 32 cores. All follow the time of day, lowest at 4 in the morning and highest at 4 in the afternoon. Whoever spreads the small tasks over all
 * nodes leaves no whole node free; whoever packs them does.
 */
final class MixedDay {
    private static final long GIB = 1L << 30;

    static final Model MODEL = new Model(
            "mixed-day",
            "a day of many small tasks, batch, and now and then a whole-node task, in the rhythm of the day",
            "made up for the demonstration",
            List.of(
                    Parameter.nodes(100, "nodes of 32 cores and 128 GiB, if no cluster is given"),
                    Parameter.load(0.01, 0.6, "the share of the cores that is asked for in the mean of the day"),
                    new Parameter("swing", "of the mean", 0, 1, 0.75, "how far arrivals rise and fall over the day"),
                    Parameter.hours(24),
                    Parameter.tasks()),
            MixedDay::make);

    private MixedDay() {}

    private static Built make(Model.Settings settings) {
        ClusterSpec given = settings.cluster();
        ClusterSpec cluster = given == null
                ? MachineMix.cluster(
                        List.of(new MachineMix.Machine(1, "32x128", 32_000, 128 * GIB, 0, "")),
                        settings.count("nodes"),
                        "node-")
                : given;
        Kind web = kind("web", new Amount(new Uniform(0, 2000), 250), 2, 600).withShare(0.80);
        Kind batch = kind("batch", Amount.of(4000), 4, 1800).withShare(0.185);
        Kind whole = kind("whole-node", Amount.of(32_000), 3, 2400).withShare(0.015);
        var day = new Cyclic(1, new DayShape.Sinusoid(settings.number("swing"), 16));
        var workload = new GeneratedWorkload(
                "mixed-day", List.of(new Inflow("day", day, List.of(web, batch, whole))), settings.until());
        return new Built(workload.withLoad(settings.number("load"), Resources.CPU, cluster), cluster);
    }

    private static Kind kind(String name, Amount cpuMillis, long gibPerCore, double meanSeconds) {
        return Kind.of(name, Sizes.perCore(cpuMillis, gibPerCore * GIB), Life.runs(new Exponential(meanSeconds)));
    }
}
