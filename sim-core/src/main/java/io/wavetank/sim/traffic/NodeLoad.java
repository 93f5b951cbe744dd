package io.wavetank.sim.traffic;

import java.util.ArrayList;
import java.util.List;

/** The replicas on one node, and what of its cores each of them gets; see {@link Contention}. */
final class NodeLoad {
    private final double cores;
    private final double interference;
    private final List<Replica> replicas = new ArrayList<>();
    private double others;

    NodeLoad(double cores, Contention contention) {
        this.cores = cores;
        this.interference = contention.interference();
    }

    void add(Replica replica) {
        replicas.add(replica);
    }

    void remove(Replica replica) {
        replicas.remove(replica);
    }

    /** What is no replica takes so many cores more, or fewer. */
    void addOthers(double more) {
        others += more;
    }

    /** Somebody wants more or less of the cores than before. */
    void changed(long now, Serving serving) {
        double wanted = others;
        for (int i = 0; i < replicas.size(); i++) {
            wanted += replicas.get(i).wantedCores();
        }
        double part = wanted > cores ? cores / wanted : 1;
        for (int i = 0; i < replicas.size(); i++) {
            Replica each = replicas.get(i);
            double besides = Math.max(0, (wanted - each.wantedCores()) * part);
            double pace = 1 / (1 + interference * besides / cores);
            if (each.active() > 0 && each.share(now, part, pace)) {
                serving.setTimer(each);
            }
        }
    }
}
