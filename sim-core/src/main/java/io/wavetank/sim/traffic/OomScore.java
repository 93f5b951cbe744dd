package io.wavetank.sim.traffic;

/**
 * Whom the kernel kills when a node is out of memory: the process with the most points,
 * {@code pages in use + oom_score_adj * (pages of the node / 1000)} in integers, where the kubelet sets {@code oom_score_adj} by the class of the
 * pod's quality of service.
 *
 * <p>Guaranteed pods have -997, best-effort ones 1000, the others {@code 1000 - 1000 * request / capacity}, at least 3 and at most 999; pods that are critical for
 * their node are as the guaranteed ones. (Kubernetes' documentation has 2 in the place of 3, which is the bound of the time when guaranteed pods had -998.)
 *
 * <p>Sources: Kubernetes 1.26, {@code pkg/kubelet/qos/policy.go}; Linux 6.1, {@code oom_badness} of {@code mm/oom_kill.c}.
 */
final class OomScore {
    static final int GUARANTEED = -997;
    static final int BEST_EFFORT = 1000;

    private static final long PAGE_BYTES = 4096;

    private OomScore() {}

    /** The {@code oom_score_adj} of a container of a burstable pod. */
    static int burstable(long requestBytes, long capacityBytes) {
        if (capacityBytes <= 0) {
            return BEST_EFFORT - 1;
        }
        double share = (double) requestBytes / capacityBytes;
        long adjustment = share > 1 ? 0 : 1000 - 1000 * requestBytes / capacityBytes;
        return (int) Math.min(BEST_EFFORT - 1, Math.max(1000 + GUARANTEED, adjustment));
    }

    /** The points of a process, in pages; they may be negative. */
    static long points(long usedBytes, int adjustment, long capacityBytes) {
        return usedBytes / PAGE_BYTES + adjustment * (capacityBytes / PAGE_BYTES / 1000);
    }
}
