package io.wavetank.sim.traffic;

/**
 * How nodes run short of memory: every so often the kubelet looks at what is used, and evicts one pod of a node on which too little is left. Where more is asked for
 * than there is, the kernel kills at once, see {@link OutOfMemory}.
 *
 * <p>Source: Kubernetes 1.26, {@code pkg/kubelet/eviction}: a look every 10 s, {@code memory.available<100Mi} as hard threshold, no grace.
 *
 * @param availableBytes with less left pods are evicted
 * @param everyNanos from one look to the next, positive
 */
public record PressureSpec(long availableBytes, long everyNanos) {
    /** Checks the ranges. */
    public PressureSpec {
        if (availableBytes < 0 || everyNanos <= 0) {
            throw new IllegalArgumentException("Pressure is looked at in steps, and begins at 0 bytes or more: "
                    + availableBytes + ", " + everyNanos);
        }
    }
}
