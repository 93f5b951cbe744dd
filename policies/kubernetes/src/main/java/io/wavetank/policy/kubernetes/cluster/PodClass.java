package io.wavetank.policy.kubernetes.cluster;

import io.wavetank.policy.Taint;
import io.wavetank.policy.Toleration;
import io.wavetank.policy.constraint.HostPort;
import io.wavetank.policy.constraint.PodAffinity;
import io.wavetank.policy.constraint.PodAffinityTerm;
import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.constraint.WeightedPodTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * A {@link PodTemplate} with everything worked out that filters and scores ask for, in the numbers of one cluster. Equal templates share one
 * object, so kinds may be compared by identity and by {@link #id()}.
 */
public final class PodClass {
    private final int id;
    private final PodTemplate template;
    private final PodRequests requests;
    private final List<HostPort> hostPorts;
    private final int[] images;
    private final List<AffinityTerm> requiredAffinity;
    private final List<AffinityTerm> requiredAntiAffinity;
    private final List<AffinityTerm> preferredAffinity;
    private final List<AffinityTerm> preferredAntiAffinity;

    PodClass(int id, PodTemplate template, ResourceNames resources, Images imageTable, Topology topology) {
        this.id = id;
        this.template = template;
        PodSpec spec = template.spec();
        this.requests = PodRequests.of(spec, resources);
        this.hostPorts = spec.containers().stream()
                .flatMap(container -> container.ports().stream())
                .toList();
        this.images = spec.containers().stream()
                .mapToInt(container -> imageTable.number(Images.normalised(container.image())))
                .toArray();
        this.requiredAffinity = required(spec.podAffinity(), spec.namespace(), topology);
        this.requiredAntiAffinity = required(spec.podAntiAffinity(), spec.namespace(), topology);
        this.preferredAffinity = preferred(spec.podAffinity(), spec.namespace(), topology);
        this.preferredAntiAffinity = preferred(spec.podAntiAffinity(), spec.namespace(), topology);
        spec.spread().forEach(constraint -> topology.key(constraint.topologyKey()));
    }

    private static List<AffinityTerm> required(PodAffinity affinity, String namespace, Topology topology) {
        List<AffinityTerm> terms = new ArrayList<>();
        for (PodAffinityTerm term : affinity.required()) {
            terms.add(new AffinityTerm(term, namespace, topology.key(term.topologyKey()), 0));
        }
        return List.copyOf(terms);
    }

    private static List<AffinityTerm> preferred(PodAffinity affinity, String namespace, Topology topology) {
        List<AffinityTerm> terms = new ArrayList<>();
        for (WeightedPodTerm each : affinity.preferred()) {
            int key = topology.key(each.term().topologyKey());
            terms.add(new AffinityTerm(each.term(), namespace, key, each.weight()));
        }
        return List.copyOf(terms);
    }

    /** A number from 0, in the order in which kinds were first met. */
    public int id() {
        return id;
    }

    /** What the pods say. */
    public PodTemplate template() {
        return template;
    }

    /** What the pods say beyond labels, node selector and tolerations. */
    public PodSpec spec() {
        return template.spec();
    }

    /** Where the pods live. */
    public String namespace() {
        return template.spec().namespace();
    }

    /** The pods' labels. */
    public SortedMap<String, String> labels() {
        return template.labels();
    }

    /** How many resources the pods know; they ask for none beyond. */
    public int resources() {
        return requests.count();
    }

    /** What a pod asks of a resource, overhead included: what it holds on its node. */
    public long request(int resource) {
        return requests.total(resource);
    }

    /** Amounts in more detail, as scoring needs them. */
    public PodRequests requests() {
        return requests;
    }

    /** CPU that a pod on a node counts for in scoring: 100 millicores for a container that names none. */
    public long scoringCpuMillis() {
        return requests.scoringCpuMillis();
    }

    /** Memory that a pod on a node counts for in scoring: 200 MiB for a container that names none. */
    public long scoringMemoryBytes() {
        return requests.scoringMemoryBytes();
    }

    /** The host ports that its containers take; init containers take none. */
    public List<HostPort> hostPorts() {
        return hostPorts;
    }

    /** The number of each container's image. */
    public int[] images() {
        return images;
    }

    /** Terms of pod affinity that must hold. */
    public List<AffinityTerm> requiredAffinity() {
        return requiredAffinity;
    }

    /** Terms of pod anti-affinity that must hold. */
    public List<AffinityTerm> requiredAntiAffinity() {
        return requiredAntiAffinity;
    }

    /** Terms of pod affinity that make a node better. */
    public List<AffinityTerm> preferredAffinity() {
        return preferredAffinity;
    }

    /** Terms of pod anti-affinity that make a node worse. */
    public List<AffinityTerm> preferredAntiAffinity() {
        return preferredAntiAffinity;
    }

    /** Whether it declares pod affinity or anti-affinity of any kind. */
    public boolean declaresPodAffinity() {
        return !spec().podAffinity().isEmpty() || !spec().podAntiAffinity().isEmpty();
    }

    /** Whether its pods put up with the taint. */
    public boolean tolerates(Taint taint) {
        for (Toleration toleration : template.tolerations()) {
            if (toleration.tolerates(taint)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the pods' node selector and required node affinity allow the node. */
    public boolean allows(NodeSpec node) {
        SortedMap<String, String> labels = node.labels();
        for (var wanted : template.nodeSelector().entrySet()) {
            if (!wanted.getValue().equals(labels.get(wanted.getKey()))) {
                return false;
            }
        }
        return spec().nodeAffinity().allows(node.name(), labels);
    }

    @Override
    public String toString() {
        return "PodClass " + id + " " + namespace() + labels();
    }
}
