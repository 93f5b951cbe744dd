package io.wavetank.workload.gpujobs;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.cluster.NodeSpec;

/** Shares out cores and GPUs that a trace states for whole jobs: equally over a job's nodes, or where that does not go, over a member a GPU, its cores rounded up. */
final class JobMembers {
    private JobMembers() {}

    /** Returns a class of so many members, and what each asks for. */
    static TaskClass.Builder of(long gpus, long cpus, long nodes) {
        long members = Math.max(1, nodes);
        if (gpus % members != 0 || gpus / members > NodeSpec.MAX_DEVICES) {
            members = gpus;
        }
        int each = (int) (gpus / members);
        return TaskClass.builder()
                .members((int) members)
                .cpuMillis((1000 * cpus + members - 1) / members)
                .gpus(each, each == 0 ? 0 : 1000);
    }
}
