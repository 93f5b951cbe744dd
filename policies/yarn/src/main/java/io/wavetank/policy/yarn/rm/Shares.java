package io.wavetank.policy.yarn.rm;

import org.apache.hadoop.yarn.api.records.Resource;

/** Parts of a cluster. */
final class Shares {
    private static final long MILLION = 1_000_000;

    private Shares() {}

    /** The larger of the parts of memory and of cores, in millionths; 0 if there is nothing. */
    static long millionths(Resource used, Resource all) {
        long memory = all.getMemorySize() == 0 ? 0 : used.getMemorySize() * MILLION / all.getMemorySize();
        long cores = all.getVirtualCores() == 0 ? 0 : used.getVirtualCores() * MILLION / all.getVirtualCores();
        return Math.max(memory, cores);
    }
}
