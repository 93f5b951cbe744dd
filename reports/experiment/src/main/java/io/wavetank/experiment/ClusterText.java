package io.wavetank.experiment;

import io.wavetank.policy.Resources;
import io.wavetank.report.result.Figures;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.sim.cluster.NodeSpec;

/** A cluster in a line for people. */
public final class ClusterText {
    private ClusterText() {}

    /** Returns a line such as {@code 1,523 nodes, 107,018 cores, 6,212 GPUs}. */
    public static String of(ClusterSpec cluster) {
        long cores = 0;
        double memory = 0; // that of the nodes of a file may be more than a long holds
        long gpus = 0;
        for (NodeSpec node : cluster.nodes()) {
            cores += node.capacity(Resources.CPU);
            memory += node.capacity(Resources.MEMORY);
            gpus += node.gpuCount();
        }
        int nodes = cluster.nodes().size();
        return (nodes == 1 ? "1 node" : Figures.count(nodes) + " nodes")
                + ", " + Figures.count(cores / 1000) + " cores"
                + (memory == 0 ? "" : ", " + Figures.bytes(memory) + " memory")
                + (gpus == 0 ? "" : ", " + Figures.count(gpus) + " GPUs");
    }
}
