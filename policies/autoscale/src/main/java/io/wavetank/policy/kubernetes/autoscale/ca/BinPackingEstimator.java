package io.wavetank.policy.kubernetes.autoscale.ca;

import io.wavetank.policy.constraint.ContainerSpec;
import io.wavetank.policy.kubernetes.cluster.NodeSpec;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Says how many new nodes of one kind pending pods need: first fit, the largest pods first.
 *
 * <p>A pod's size is {@code cpu / template's cpu + memory / template's memory}, of what is allocatable. A pod that fits on no new node asks for
 * another; each question counts against the limit, and where that is reached all is over. While the last new node is empty no other is made, for
 * what did not fit on it would not fit on the next. Pods that every node brings along do not make a node full or empty.
 *
 * <p>Groups of equal size keep their order; the original's sort does not promise that.
 *
 * <p>Source: Cluster Autoscaler 1.26, {@code BinpackingNodeEstimator}.
 */
public final class BinPackingEstimator {
    private final Snapshot snapshot = new Snapshot();
    private final NodeSpec template;
    private final List<PodTemplate> daemons;
    private final int mostNodes;
    private final int existing;
    private final BitSet used = new BitSet();
    private int last = Snapshot.NOWHERE;
    private int asked;

    /**
     * A node with the pods on it.
     *
     * @param spec the node
     * @param pods what is on it
     */
    public record Occupied(NodeSpec spec, List<PodTemplate> pods) {
        /** Copies the pods. */
        public Occupied {
            pods = List.copyOf(pods);
        }
    }

    private BinPackingEstimator(List<Occupied> nodes, NodeSpec template, List<PodTemplate> daemons, int mostNodes) {
        this.template = template;
        this.daemons = daemons;
        this.mostNodes = mostNodes;
        this.existing = nodes.size();
        nodes.forEach(each -> add(each.spec(), each.pods()));
    }

    /**
     * Estimates.
     *
     * @param nodes the nodes that there are
     * @param template what a new node would be
     * @param daemons the pods that come with every new node
     * @param groups the pods that wait
     * @param mostNodes how many nodes may be asked for; 0 for no limit
     */
    public static Estimate estimate(
            List<Occupied> nodes, NodeSpec template, List<PodTemplate> daemons, List<PodGroup> groups, int mostNodes) {
        return new BinPackingEstimator(nodes, template, List.copyOf(daemons), mostNodes).pack(groups);
    }

    private int add(NodeSpec spec, List<PodTemplate> pods) {
        int node = snapshot.addNode(spec);
        for (PodTemplate each : pods) {
            snapshot.put(snapshot.pod(each), node);
        }
        return node;
    }

    private Estimate pack(List<PodGroup> groups) {
        List<Integer> order = new ArrayList<>();
        int[] scheduled = new int[groups.size()];
        for (int group = 0; group < scheduled.length; group++) {
            order.add(group);
        }
        order.sort(Comparator.comparingDouble(group -> -size(groups.get(group).template())));
        boolean over = false;
        for (int group : order) {
            for (int i = 0; i < groups.get(group).count() && !over; i++) {
                Pod pod = snapshot.pod(groups.get(group).template());
                int node = snapshot.search(pod, each -> each >= existing);
                if (node == Snapshot.NOWHERE) {
                    if (mostNodes > 0 && asked >= mostNodes) {
                        over = true;
                        break;
                    }
                    asked++;
                    node = onNewNode(pod);
                }
                if (node != Snapshot.NOWHERE) {
                    snapshot.put(pod, node);
                    used.set(node);
                    scheduled[group]++;
                }
            }
        }
        List<Integer> counts = new ArrayList<>();
        for (int count : scheduled) {
            counts.add(count);
        }
        return new Estimate(used.cardinality(), counts);
    }

    /** A new node on which the pod does not fit stays, empty, for those that come after. */
    private int onNewNode(Pod pod) {
        if (last != Snapshot.NOWHERE && !used.get(last)) {
            return Snapshot.NOWHERE;
        }
        last = add(named("new-" + asked), daemons);
        return snapshot.fits(pod, last) ? last : Snapshot.NOWHERE;
    }

    private NodeSpec named(String name) {
        var labels = new TreeMap<>(template.labels());
        labels.put("kubernetes.io/hostname", name);
        return new NodeSpec(
                name,
                labels,
                template.taints(),
                template.unschedulable(),
                template.allocatable(),
                template.images(),
                template.attachLimits());
    }

    private double size(PodTemplate pod) {
        return share(pod, "cpu") + share(pod, "memory");
    }

    private double share(PodTemplate pod, String resource) {
        long requested = 0;
        for (ContainerSpec container : pod.spec().containers()) {
            requested += container.requests().getOrDefault(resource, 0L);
        }
        long allocatable = template.allocatable().getOrDefault(resource, 0L);
        return allocatable > 0 ? (double) requested / allocatable : 0;
    }
}
