package io.wavetank.workload.generate.model;

import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.generate.Amount;
import io.wavetank.workload.generate.GeneratedWorkload;
import io.wavetank.workload.generate.Gpus;
import io.wavetank.workload.generate.Inflow;
import io.wavetank.workload.generate.Kind;
import io.wavetank.workload.generate.Life;
import io.wavetank.workload.generate.Sizes;
import io.wavetank.workload.generate.arrival.Cyclic;
import io.wavetank.workload.generate.arrival.DayShape;
import io.wavetank.workload.generate.distribution.Quantiles;
import java.util.ArrayList;
import java.util.List;

/**
 * A GPU cluster in the manner of Alibaba's trace of 2023.
 *
 * <p>Measured by us on {@code openb_pod_list_default.csv}, the 7,483 pods created from day 119 on (before, the trace is nearly empty): the rhythm
 * of the day, the shares of pods without GPU, with a share of one, with one, with several, the commonest sizes of each (86 to 100 % of the pods)
 * as a joint table of CPU, memory and GPU, and the quantiles of their run times. The machines are those of
 * {@code openb_node_list_all_node.csv}.
 *
 * <p>Not kept: gaps in the trace are more variable (cv 1.64, and 5.9 times the variance of a Poisson process in counts of an hour) than a
 * daily rhythm makes them. At the recorded rate the GPUs would be under 1 % busy, which is why {@code load} is not 0 by default.
 */
final class OpenbLike {
    private static final long MIB = 1L << 20;
    private static final int CLUSTER_NODES = 1523;
    private static final double PODS_PER_SECOND = 7483 / (30.3259375 * 86_400);

    private static final List<Double> HOURS = List.of(
            472.0, 421.0, 339.0, 398.0, 382.0, 291.0, 271.0, 310.0, 222.0, 140.0, 197.0, 190.0, 145.0, 141.0, 124.0,
            246.0, 280.0, 407.0, 486.0, 428.0, 320.0, 410.0, 379.0, 484.0);

    private static final List<Double> PROBABILITIES =
            List.of(0.0, 0.01, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99, 0.999, 1.0);

    static final Model MODEL = new Model(
            "openb-like",
            "pods for shares of a GPU, whole ones, several, and none, on machines with and without",
            "github.com/alibaba/clusterdata, cluster-trace-gpu-v2023, measured; load chosen",
            List.of(
                    Parameter.nodes(CLUSTER_NODES, "the cluster's size, in the proportions of the trace"),
                    Parameter.load(0, 0.7, "the share of the GPUs asked for; 0 for the recorded rate of pods"),
                    Parameter.hours(48),
                    Parameter.tasks()),
            OpenbLike::make);

    private OpenbLike() {}

    private static Built make(Model.Settings settings) {
        ClusterSpec given = settings.cluster();
        ClusterSpec cluster =
                given == null ? MachineMix.cluster(OpenbTables.MACHINES, settings.count("nodes"), "openb-") : given;
        double rate = PODS_PER_SECOND * cluster.nodes().size() / CLUSTER_NODES;
        var inflow = new Inflow("pods", new Cyclic(rate, new DayShape.Hourly(HOURS)), kinds());
        var workload = new GeneratedWorkload("openb-like", List.of(inflow), settings.until());
        double load = settings.number("load");
        return new Built(load == 0 ? workload : workload.withLoad(load, Resources.GPU, cluster), cluster);
    }

    private static List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        for (OpenbTables.Group group : OpenbTables.GROUPS) {
            var seconds = new Quantiles(PROBABILITIES, group.runSeconds(), true);
            double listed = group.sizes().stream()
                    .mapToDouble(OpenbTables.PodSize::count)
                    .sum();
            int number = 0;
            for (OpenbTables.PodSize size : group.sizes()) {
                kinds.add(Kind.of(group.name() + "-" + ++number, sizes(size), Life.runs(seconds))
                        .withShare(group.pods() * size.count() / listed));
            }
        }
        return kinds;
    }

    private static Sizes sizes(OpenbTables.PodSize pod) {
        Sizes sizes = Sizes.of(Amount.of(pod.cpuMillis()), Amount.of(pod.memoryMib() * MIB));
        if (pod.gpus() == 0) {
            return sizes;
        }
        return sizes.with(
                pod.gpuMillis() == 1000 ? Gpus.whole(Amount.of(pod.gpus())) : Gpus.share(Amount.of(pod.gpuMillis())));
    }
}
