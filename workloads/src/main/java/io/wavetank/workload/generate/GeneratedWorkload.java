package io.wavetank.workload.generate;

import io.wavetank.policy.Draws;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.generate.distribution.Key;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A workload as it is described: inflows of jobs, and an end. It is turned into submissions by the draws of a run.
 *
 * @param name for people
 * @param inflows at least one; of two tasks that come at the same instant the one of the inflow named first goes first, then the lower number
 * @param until its end
 */
public record GeneratedWorkload(String name, List<Inflow> inflows, Until until) {
    /** Checks that names are unique. */
    public GeneratedWorkload {
        inflows = List.copyOf(inflows);
        if (inflows.isEmpty()) {
            throw Key.fault("inflows", inflows, "nothing arrives; one inflow would do");
        }
        Set<String> names = new HashSet<>();
        Set<String> kinds = new HashSet<>();
        for (Inflow inflow : inflows) {
            if (!names.add(inflow.name())) {
                throw Key.fault("inflows", inflow.name(), "two have this name; draws are keyed by it");
            }
            for (Kind kind : inflow.kinds()) {
                if (!kinds.add(kind.name())) {
                    throw Key.fault("kinds", kind.name(), "two have this name; tasks are named after it");
                }
            }
        }
    }

    /**
     * Opens the stream of tasks: for equal draws the same to the last bit, whoever reads it and how often. Of users it has the first jobs; the others come of
     * its closed loop.
     */
    public SubmissionSource open(Draws draws) {
        return new Generator(this, draws.stream("workload"));
    }

    /** Returns the same with all rates multiplied. */
    public GeneratedWorkload scaled(double factor) {
        Key.positive("factor", factor, "1 would do");
        return new GeneratedWorkload(
                name, inflows.stream().map(inflow -> inflow.scaled(factor)).toList(), until);
    }

    /** Returns the same with another end. */
    public GeneratedWorkload until(Until end) {
        return new GeneratedWorkload(name, inflows, end);
    }

    /**
     * Returns the same with all rates multiplied so that the offered load of a resource is this share of what the cluster offers.
     *
     * @param load above 0: 0.8 is busy, 1 and more is overload
     * @param resource its number, as in {@link io.wavetank.policy.Resources}
     * @param cluster whose capacity counts
     */
    public GeneratedWorkload withLoad(double load, int resource, ClusterSpec cluster) {
        return scaled(OfferedLoad.factor(this, load, resource, cluster));
    }

    /** Whether users wait for their jobs, so that what comes depends on what becomes of what came before. */
    public boolean closedLoop() {
        return inflows.stream().anyMatch(inflow -> inflow.users() != null);
    }

    /** How many tasks a second come in the long run, surges and what is there at the start not counted; infinity if users come and never leave. */
    public double meanTasksPerSecond() {
        double sum = 0;
        for (Inflow inflow : inflows) {
            double each = 0;
            for (Kind kind : inflow.kinds()) {
                each += inflow.probability(kind) * kind.meanTasks();
            }
            double rate = inflow.arrivals().meanRatePerSecond();
            sum += rate == 0 ? 0 : rate * inflow.jobsPerArrival() * each;
        }
        return sum;
    }
}
