package io.wavetank.policy.kubernetes.index;

import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.cluster.ResourceNames;
import io.wavetank.policy.kubernetes.plugin.Rounding;
import io.wavetank.policy.kubernetes.profile.FitArguments;
import io.wavetank.policy.kubernetes.profile.FitArguments.ResourceWeight;
import io.wavetank.policy.kubernetes.profile.FitArguments.ShapePoint;
import io.wavetank.policy.kubernetes.profile.FitArguments.Strategy;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import java.util.Arrays;
import java.util.List;

/**
 * NodeResourcesFit's score for one kind of pod, from {@link NodeRecords}. A percentage is found by multiplying with the reciprocal and put right
 * by at most one, so that it is the truncated quotient exactly; means are looked up where the weights allow it.
 */
final class FitScore {
    private static final int FULL = 100;
    private static final int SHAPE_SCALE = 10;
    private static final int LARGEST_TABLE = 1 << 12;

    private final Strategy strategy;
    private final int[] offeredAt;
    private final int[] usedAt;
    private final long[] amount;
    private final long[] weight;
    private final long[] curve;
    private final long weights;
    private final byte[] means;

    FitScore(ClusterCache cluster, SchedulerProfile profile, PodClass pod) {
        FitArguments arguments = profile.fit();
        this.strategy = arguments.strategy();
        boolean wholeUnits = profile.version().addsOverheadInWholeUnits();
        List<ResourceWeight> scored = LocalScore.known(cluster, arguments.resources()).stream()
                .filter(each -> counts(cluster.resources().number(each.name()), pod, wholeUnits))
                .toList();
        int[] numbers = scored.stream()
                .mapToInt(each -> cluster.resources().number(each.name()))
                .toArray();
        this.offeredAt = Arrays.stream(numbers).map(NodeRecords::offset).toArray();
        this.usedAt = Arrays.stream(numbers).map(FitScore::usedAt).toArray();
        this.amount = Arrays.stream(numbers)
                .mapToLong(each -> pod.requests().whileScored(each, true, wholeUnits))
                .toArray();
        this.weight = scored.stream().mapToLong(ResourceWeight::weight).toArray();
        this.weights = Arrays.stream(weight).sum();
        this.means = means(weights);
        this.curve = strategy == Strategy.REQUESTED_TO_CAPACITY_RATIO ? curve(arguments.shape()) : new long[0];
    }

    /** The truncated mean for each weighted sum of percentages; empty if there would be too many. */
    static byte[] means(long weights) {
        byte[] means = new byte[weights > 0 && weights * FULL <= LARGEST_TABLE ? (int) weights * FULL + 1 : 0];
        for (int sum = 0; sum < means.length; sum++) {
            means[sum] = (byte) (sum / weights);
        }
        return means;
    }

    /** A scalar resource that the pod does not ask for is left out. */
    private static boolean counts(int resource, PodClass pod, boolean wholeUnits) {
        return resource < ResourceNames.FIXED || pod.requests().whileScored(resource, true, wholeUnits) != 0;
    }

    private static int usedAt(int resource) {
        return switch (resource) {
            case ResourceNames.CPU -> NodeRecords.SCORING_CPU;
            case ResourceNames.MEMORY -> NodeRecords.SCORING_MEMORY;
            default -> NodeRecords.offset(resource) + NodeRecords.REQUESTED;
        };
    }

    /** The score for each percentage used. */
    private static long[] curve(List<ShapePoint> shape) {
        long[] scores = new long[FULL + 1];
        for (int used = 0; used <= FULL; used++) {
            scores[used] = score(shape, used);
        }
        return scores;
    }

    private static long score(List<ShapePoint> shape, int used) {
        for (int i = 0; i < shape.size(); i++) {
            ShapePoint to = shape.get(i);
            if (used <= to.utilization()) {
                if (i == 0) {
                    return to.score() * SHAPE_SCALE;
                }
                ShapePoint from = shape.get(i - 1);
                return from.score() * SHAPE_SCALE
                        + (to.score() - from.score())
                                * SHAPE_SCALE
                                * (used - from.utilization())
                                / (to.utilization() - from.utilization());
            }
        }
        return shape.get(shape.size() - 1).score() * SHAPE_SCALE;
    }

    /** Returns the score of the node whose record begins at {@code base}. */
    int of(long[] data, int base) {
        long sum = 0;
        long counted = 0;
        for (int i = 0; i < offeredAt.length; i++) {
            int at = base + offeredAt[i];
            long offered = data[at];
            if (offered != 0) {
                long one = one(data[base + usedAt[i]] + amount[i], offered, data[at + NodeRecords.RECIPROCAL]);
                if (one > 0 || strategy != Strategy.REQUESTED_TO_CAPACITY_RATIO) {
                    sum += one * weight[i];
                    counted += weight[i];
                }
            }
        }
        return mean(sum, counted);
    }

    private int mean(long sum, long counted) {
        if (counted == 0) {
            return 0;
        } else if (strategy == Strategy.REQUESTED_TO_CAPACITY_RATIO) {
            return (int) Rounding.halfAwayFromZero((double) sum / counted);
        }
        return counted == weights && sum < means.length ? means[(int) sum] : (int) (sum / counted);
    }

    private long one(long used, long offered, long reciprocal) {
        return switch (strategy) {
            case LEAST_ALLOCATED -> used > offered ? 0 : percentage(offered - used, offered, reciprocal);
            case MOST_ALLOCATED -> percentage(Math.min(used, offered), offered, reciprocal);
            case REQUESTED_TO_CAPACITY_RATIO ->
                curve[used > offered ? FULL : (int) percentage(used, offered, reciprocal)];
        };
    }

    private static long percentage(long part, long whole, long reciprocalBits) {
        long hundredfold = part * FULL;
        double reciprocal = Double.longBitsToDouble(reciprocalBits);
        if (reciprocal == 0) {
            return hundredfold / whole;
        }
        long quotient = (long) (hundredfold * reciprocal);
        long rest = hundredfold - quotient * whole;
        if (rest < 0) {
            return quotient - 1;
        }
        return rest >= whole ? quotient + 1 : quotient;
    }
}
