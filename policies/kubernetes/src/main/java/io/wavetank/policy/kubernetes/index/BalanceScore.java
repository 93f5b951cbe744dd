package io.wavetank.policy.kubernetes.index;

import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.cluster.ResourceNames;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;

/** NodeResourcesBalancedAllocation's score for one kind of pod, from {@link NodeRecords}: the same operations on doubles as the plug-in's. */
final class BalanceScore {
    private static final int FULL = 100;

    private final int[] offeredAt;
    private final long[] amount;
    private final double[] shares;

    BalanceScore(ClusterCache cluster, SchedulerProfile profile, PodClass pod) {
        boolean wholeUnits = profile.version().addsOverheadInWholeUnits();
        int[] numbers = LocalScore.known(cluster, profile.balancedResources()).stream()
                .mapToInt(each -> cluster.resources().number(each.name()))
                .filter(each -> each < ResourceNames.FIXED || pod.requests().whileScored(each, false, wholeUnits) != 0)
                .toArray();
        this.offeredAt = new int[numbers.length];
        this.amount = new long[numbers.length];
        this.shares = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            offeredAt[i] = NodeRecords.offset(numbers[i]);
            amount[i] = pod.requests().whileScored(numbers[i], false, wholeUnits);
        }
    }

    /** Returns the score of the node whose record begins at {@code base}. */
    int of(long[] data, int base) {
        int count = 0;
        for (int i = 0; i < offeredAt.length; i++) {
            int at = base + offeredAt[i];
            long offered = data[at];
            if (offered != 0) {
                double share = (double) (data[at + NodeRecords.REQUESTED] + amount[i]) / offered;
                shares[count++] = share > 1 ? 1 : share;
            }
        }
        return (int) ((1 - deviation(count)) * FULL);
    }

    private double deviation(int count) {
        if (count < 2) {
            return 0;
        } else if (count == 2) {
            return Math.abs((shares[0] - shares[1]) / 2);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += shares[i];
        }
        double mean = sum / count;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += (shares[i] - mean) * (shares[i] - mean);
        }
        return Math.sqrt(squares / count);
    }
}
