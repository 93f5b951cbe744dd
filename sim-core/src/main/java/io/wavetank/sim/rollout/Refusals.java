package io.wavetank.sim.rollout;

import io.wavetank.sim.traffic.ClusterTraffic;
import java.util.ArrayList;
import java.util.List;

/** Tries that pods of one service did not accept: before they had come up, and after they were told to stop. */
final class Refusals {
    private final ClusterTraffic traffic;
    /** Replicas of the traffic that were pods, and what they had not accepted when these were told to stop; -1 if they were not. */
    private final List<long[]> replicas = new ArrayList<>();

    Refusals(ClusterTraffic traffic) {
        this.traffic = traffic;
    }

    /** A pod is a replica of the traffic, by its number. */
    void add(int replica) {
        replicas.add(new long[] {replica, -1});
    }

    /** A pod is told to stop. */
    void toldToStop(int replica) {
        for (long[] each : replicas) {
            if (each[0] == replica) {
                each[1] = traffic.refused(replica);
            }
        }
    }

    /** What a pod has refused so far, in words; nothing if nothing. */
    String text(Pod pod) {
        long refused = traffic.refused(pod.replica);
        return refused == 0 ? "" : "refused " + refused;
    }

    /** Before they were told to stop. */
    long early() {
        long early = 0;
        for (long[] each : replicas) {
            early += each[1] < 0 ? traffic.refused((int) each[0]) : each[1];
        }
        return early;
    }

    /** After that. */
    long late() {
        long late = 0;
        for (long[] each : replicas) {
            late += each[1] < 0 ? 0 : traffic.refused((int) each[0]) - each[1];
        }
        return late;
    }
}
