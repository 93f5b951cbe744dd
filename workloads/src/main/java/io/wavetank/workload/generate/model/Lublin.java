package io.wavetank.workload.generate.model;

import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.generate.Amount;
import io.wavetank.workload.generate.GeneratedWorkload;
import io.wavetank.workload.generate.Inflow;
import io.wavetank.workload.generate.JobShape;
import io.wavetank.workload.generate.Kind;
import io.wavetank.workload.generate.Life;
import io.wavetank.workload.generate.Sizes;
import io.wavetank.workload.generate.arrival.CyclicRenewal;
import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.generate.distribution.Gamma;
import io.wavetank.workload.generate.distribution.LogHyperGamma;
import java.util.ArrayList;
import java.util.List;

/**
 * Rigid jobs of a parallel computer after U. Lublin and D. G. Feitelson, "The workload on parallel supercomputers: modeling the characteristics of
 * rigid jobs", Journal of Parallel and Distributed Computing 63(11), 2003; constants as in the authors' program {@code m_lublin99}.
 *
 * <p>How many nodes: one with a probability; else the logarithm to base 2 is uniform below and above a point, and rounded to a whole number for the
 * share of jobs that ask for a power of two. How long: the natural logarithm of the seconds is one of two gamma numbers, the first with probability
 * {@code pa * nodes + pb}, so that wide jobs run longer; nothing beyond e^12 s. When: the logarithm of a gap is a gamma number, nothing beyond e^13 s,
 * and gaps are worked off at the pace of the half-hour of the day, whose shares are those of a gamma distribution, from half past five on. Batch and
 * interactive jobs have parameters of their own; with {@code types} 1 those for all jobs alike.
 *
 * <p>Deviations: run times and arrivals are not cut to whole seconds. For machines of other sizes than 128 the largest and the middle size move
 * along with the logarithm, as the authors advise.
 */
final class Lublin {
    private static final int BUCKETS = 48;
    private static final int FIRST_BUCKET = 11;
    private static final double LONGEST_LOG = 12;
    private static final double LONGEST_GAP_LOG = 13;
    private static final double LOG_OF_128 = 7;

    /**
     * What a type of jobs is like; sizes are logarithms to base 2 on a machine of 128 nodes.
     *
     * @param arrivalShape of gaps in the rush hours, times the ratio of all hours to these
     */
    record Type(
            String name,
            double serial,
            double powers,
            double low,
            double middle,
            double high,
            double lowShare,
            double shape1,
            double scale1,
            double shape2,
            double scale2,
            double shareByNodes,
            double shareOfOne,
            double arrivalShape,
            double arrivalScale,
            double dayShape,
            double dayScale) {
        /** Where the logarithm of the size of a parallel job lies, as its distribution function. */
        private double upTo(double log, double shift) {
            double from = low;
            double bend = middle + shift;
            double to = high + shift;
            if (log <= from) {
                return 0;
            } else if (log >= to) {
                return 1;
            }
            return log <= bend
                    ? lowShare * (log - from) / (bend - from)
                    : lowShare + (1 - lowShare) * (log - bend) / (to - bend);
        }

        /** How probable a number of nodes is, the machine being {@code 2^shift} times 128 nodes. */
        double probability(int nodes, double shift) {
            int most = (int) StrictMath.rint(StrictMath.pow(2, high + shift));
            double parallel = between(nodes - 0.5, nodes == most ? Double.POSITIVE_INFINITY : nodes + 0.5, shift);
            double share = (1 - serial - powers) * parallel;
            if (Integer.bitCount(nodes) == 1) {
                int log = Integer.numberOfTrailingZeros(nodes);
                share += powers * (upTo(log + 0.5, shift) - upTo(log - 0.5, shift));
            } else if (nodes == most) {
                share += powers * (1 - upTo(StrictMath.rint(high + shift) - 0.5, shift));
            }
            return share + (nodes == 1 ? serial : 0);
        }

        private double between(double from, double to, double shift) {
            double above = to == Double.POSITIVE_INFINITY ? 1 : upTo(log2(to), shift);
            return above - upTo(log2(from), shift);
        }
    }

    static final Type BATCH = new Type(
            "batch",
            0.2927,
            0.6686,
            1.2,
            5,
            7,
            0.875,
            6.57,
            0.823,
            639.1,
            0.0156,
            -0.003,
            0.6986,
            6.0415 * 1.0519,
            0.8531,
            6.1271,
            5.2740);
    static final Type INTERACTIVE = new Type(
            "interactive",
            0.1541,
            0.625,
            1,
            3,
            5.5,
            0.705,
            3.8351,
            0.6605,
            7.073,
            0.6856,
            -0.0118,
            0.9156,
            6.5510 * 0.9797,
            0.6621,
            8.9186,
            3.6680);
    static final Type ALL = new Type(
            "job",
            0.244,
            0.576,
            0.8,
            4.5,
            7,
            0.86,
            4.2,
            0.94,
            312,
            0.03,
            -0.0054,
            0.78,
            10.2303 * 1.0225,
            0.4871,
            8.1737,
            3.9631);

    static final Model MODEL = new Model(
            "lublin-2003",
            "rigid jobs of a parallel computer, batch and interactive, in the rhythm of the day",
            "U. Lublin, D. G. Feitelson, The workload on parallel supercomputers: modeling the characteristics of rigid jobs, JPDC"
                    + " 63(11), 2003; constants of the authors' program m_lublin99",
            List.of(
                    new Parameter("nodes", "processors", 8, 1e5, 128, "the size of the machine, a pool of processors")
                            .counted(),
                    new Parameter("types", "types of jobs", 1, 2, 2, "2: batch and interactive; 1: all jobs alike")
                            .counted(),
                    Parameter.load(0, 0, "the share of the processors asked for; 0 for the published rate of jobs"),
                    Parameter.hours(720),
                    Parameter.tasks()),
            Lublin::make);

    private Lublin() {}

    private static double log2(double x) {
        return StrictMath.log(x) / StrictMath.log(2);
    }

    private static Built make(Model.Settings settings) {
        int nodes = settings.count("nodes");
        ClusterSpec given = settings.cluster();
        ClusterSpec cluster = given == null ? ClusterSpec.pool(nodes) : given;
        double shift = log2(nodes) - LOG_OF_128;
        List<Inflow> inflows = new ArrayList<>();
        for (Type type : settings.number("types") < 2 ? List.of(ALL) : List.of(BATCH, INTERACTIVE)) {
            inflows.add(new Inflow(type.name(), arrivals(type), kinds(type, shift)));
        }
        var workload = new GeneratedWorkload("lublin-2003", inflows, settings.until());
        double load = settings.number("load");
        return new Built(load == 0 ? workload : workload.withLoad(load, Resources.CPU, cluster), cluster);
    }

    /** The part of a day that bucket i stands for is the one before it: the buckets count from 1, the parts from 0. */
    private static CyclicRenewal arrivals(Type type) {
        var arrived = new Gamma(type.dayShape(), type.dayScale());
        Double[] weights = new Double[BUCKETS];
        for (int bucket = FIRST_BUCKET; bucket < FIRST_BUCKET + BUCKETS; bucket++) {
            weights[(bucket - 1) % BUCKETS] = arrived.cdf(bucket + 0.5) - arrived.cdf(bucket - 0.5);
        }
        Distribution gaps = new LogHyperGamma(
                        1, type.arrivalShape(), type.arrivalScale(), type.arrivalShape(), type.arrivalScale())
                .truncated(0, StrictMath.exp(LONGEST_GAP_LOG));
        return new CyclicRenewal(gaps, List.of(weights), 1);
    }

    private static List<Kind> kinds(Type type, double shift) {
        int most = (int) StrictMath.rint(StrictMath.pow(2, type.high() + shift));
        List<Kind> kinds = new ArrayList<>();
        for (int nodes = 1; nodes <= most; nodes++) {
            double probability = type.probability(nodes, shift);
            if (probability > 0) {
                kinds.add(kind(type, nodes).withShare(probability));
            }
        }
        return kinds;
    }

    private static Kind kind(Type type, int nodes) {
        double first = Math.max(0, Math.min(1, type.shareByNodes() * nodes + type.shareOfOne()));
        Distribution seconds = new LogHyperGamma(first, type.shape1(), type.scale1(), type.shape2(), type.scale2())
                .truncated(0, StrictMath.exp(LONGEST_LOG));
        return Kind.of(type.name() + "-" + nodes, Sizes.of(Amount.of(1000), Amount.NONE), Life.runs(seconds))
                .with(JobShape.gang(Amount.of(nodes)));
    }
}
