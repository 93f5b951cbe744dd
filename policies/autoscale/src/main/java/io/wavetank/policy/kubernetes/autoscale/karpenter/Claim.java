package io.wavetank.policy.kubernetes.autoscale.karpenter;

import io.wavetank.policy.kubernetes.cluster.NodeSpec;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A node that is yet to be: its pods, and the offerings that would hold them all, the cheapest first. */
final class Claim {
    final int node;
    private final Requests requests = new Requests();
    private List<Offerings.Offering> options;
    private int pods;

    /** A node for a pod in the snapshot under a number. */
    Claim(int node, List<Offerings.Offering> options) {
        this.node = node;
        this.options = options;
    }

    List<Offerings.Offering> options() {
        return options;
    }

    /** Leaves only some of the options. */
    void keep(List<Offerings.Offering> some) {
        options = some;
    }

    int pods() {
        return pods;
    }

    /** The options that would hold one more pod. */
    List<Offerings.Offering> optionsWith(PodTemplate pod, Offerings offerings) {
        List<Offerings.Offering> left = new ArrayList<>();
        for (Offerings.Offering option : options) {
            if (requests.fits(pod, option.spec()) && offerings.fitsAlone(pod, option)) {
                left.add(option);
            }
        }
        return left;
    }

    void add(PodTemplate pod, List<Offerings.Offering> left) {
        requests.add(pod);
        options = left;
        pods++;
    }

    /** A node like the first of some offerings of one zone that has of everything as much as any of them: what fits is said by the offerings. */
    static NodeSpec stand(String name, List<Offerings.Offering> options) {
        NodeSpec first = options.get(0).spec();
        SortedMap<String, Long> most = new TreeMap<>();
        for (Offerings.Offering option : options) {
            option.spec().allocatable().forEach((resource, amount) -> most.merge(resource, amount, Math::max));
        }
        return NodeSpec.of(name, first.labels(), most).withTaints(first.taints());
    }
}
