package io.wavetank.workload.trace;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.cluster.NodeSpec;

/** GPU requests as traces state them, made into requests that a node can meet. */
public final class Devices {
    private static final int WHOLE = 1000;
    private static final int BOX = 8;

    private Devices() {}

    /**
     * Asks for so many thousandths of GPUs for one member: a share of one device, or whole devices.
     *
     * @return whether it had to be rounded up to whole devices
     */
    public static boolean ask(TaskClass.Builder builder, long gpuMillis) {
        if (gpuMillis <= WHOLE) {
            builder.gpus(gpuMillis == 0 ? 0 : 1, (int) gpuMillis);
            return false;
        }
        builder.gpus((int) Math.min(NodeSpec.MAX_DEVICES, (gpuMillis + WHOLE - 1) / WHOLE), WHOLE);
        return gpuMillis % WHOLE != 0;
    }

    /**
     * Asks for so many GPUs for a whole job that starts at once: up to 8 on one node, a multiple of 8 on nodes of 8 each, any other number as
     * members of one GPU each.
     */
    public static void askForJob(TaskClass.Builder builder, int gpus) {
        if (gpus <= BOX) {
            builder.gpus(gpus, gpus == 0 ? 0 : WHOLE);
        } else if (gpus % BOX == 0) {
            builder.members(gpus / BOX).gpus(BOX, WHOLE);
        } else {
            builder.members(gpus).gpus(1, WHOLE);
        }
    }
}
