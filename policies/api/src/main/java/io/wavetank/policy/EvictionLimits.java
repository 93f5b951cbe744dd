package io.wavetank.policy;

/**
 * How many lost nodes are given up in a time, zone by zone.
 *
 * @param perSecond in a zone in which most nodes are well, and in one in which none is; 0 for none at all
 * @param perSecondUnwell in a zone in which a share of {@code unwellShare} is lost, more than two, and not all, if the zone is large; in a smaller one
 *     none are
 * @param unwellShare that share
 * @param largeZone a zone is large if it has more nodes than this
 */
public record EvictionLimits(double perSecond, double perSecondUnwell, double unwellShare, int largeZone) {
    /** The defaults of kube-controller-manager: {@code --node-eviction-rate} and the three flags after it. */
    public static final EvictionLimits KUBERNETES = new EvictionLimits(0.1, 0.01, 0.55, 50);

    /** Checks the ranges. */
    public EvictionLimits {
        if (!(perSecond >= 0 && perSecondUnwell >= 0 && unwellShare >= 0 && unwellShare <= 1) || largeZone < 0) {
            throw new IllegalArgumentException("Not limits of evictions: " + perSecond + " and " + perSecondUnwell
                    + " a second, share " + unwellShare + ", large from " + largeZone);
        }
    }
}
