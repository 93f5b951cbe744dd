package io.wavetank.policy.kubernetes.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cluster as the scheduler knows it. Whoever drives the scheduler tells it here what happened; nothing is looked up elsewhere.
 *
 * <p>A pod counts on a node from the moment that it is put there, whether it is only meant to go there or runs already. Pods of a removed node
 * stay in the books, and are on the node again if one of the same name comes back.
 */
public final class ClusterCache {
    private final ResourceNames resources = new ResourceNames();
    private final NodeTable nodes = new NodeTable(resources);
    private final Topology topology = new Topology(nodes);
    private final Images images = new Images();
    private final NodeTree tree = new NodeTree();
    private final ChangeLog changes = new ChangeLog();
    private final ClusterObjects objects = new ClusterObjects();
    private final Map<String, Integer> slots = new HashMap<>();
    private final LinkedHashSet<Integer> free = new LinkedHashSet<>();
    private final Map<PodTemplate, PodClass> classes = new HashMap<>();
    private final List<PodClass> classesById = new ArrayList<>();
    private final boolean slotsAgain;
    private long membership;
    private long descriptions;

    /** Creates the cache of a cluster without nodes. */
    public ClusterCache() {
        this(true);
    }

    /**
     * Creates the cache of a cluster without nodes.
     *
     * @param slotsAgain whether the slot of a node that was removed may be given to another name; if not, slots are numbered in the order in which
     *     names come
     */
    public ClusterCache(boolean slotsAgain) {
        this.slotsAgain = slotsAgain;
    }

    /** The numbers of the resources. */
    public ResourceNames resources() {
        return resources;
    }

    /** The nodes as columns. */
    public NodeTable nodes() {
        return nodes;
    }

    /** The topologies that pods ask about. */
    public Topology topology() {
        return topology;
    }

    /** The images that nodes have. */
    public Images images() {
        return images;
    }

    /** What happened to the nodes. */
    public ChangeLog changes() {
        return changes;
    }

    /** Namespaces, services, workloads and disruption budgets. */
    public ClusterObjects objects() {
        return objects;
    }

    /** How many nodes there are. */
    public int nodeCount() {
        return tree.size();
    }

    /** How often a node was added or removed. */
    public long membershipEpoch() {
        return membership;
    }

    /** How often a node's description changed: labels, taints, what it offers, images; adding and removing count too. */
    public long descriptionEpoch() {
        return descriptions;
    }

    /** Returns the slots of all nodes as the zones take turns. */
    public int[] zoneOrder() {
        return tree.list();
    }

    /** Returns the slot of the node of that name, or {@link Pod#NOWHERE} if there is none. */
    public int node(String name) {
        Integer slot = slots.get(name);
        return slot == null || !nodes.present(slot) ? Pod.NOWHERE : slot;
    }

    /** Returns the one object for pods of this template. */
    public PodClass podClass(PodTemplate template) {
        PodClass known = classes.get(template);
        if (known == null) {
            known = new PodClass(classesById.size(), template, resources, images, topology);
            classes.put(template, known);
            classesById.add(known);
        }
        return known;
    }

    /** The kind of that {@link PodClass#id()}. */
    public PodClass podClass(int id) {
        return classesById.get(id);
    }

    /** How many kinds of pods have been met so far. */
    public int podClasses() {
        return classesById.size();
    }

    /** Adds a node, or describes it anew if there is one of that name; returns its slot. */
    public int putNode(NodeSpec spec) {
        int slot = slot(spec.name());
        if (nodes.present(slot)) {
            NodeSpec before = nodes.spec(slot);
            images.leave(nodes.images(slot));
            tree.update(slot, before, spec);
        } else {
            tree.add(slot, spec);
            membership++;
        }
        descriptions++;
        nodes.describe(slot, spec, images.arrive(spec));
        topology.nodeChanged(slot);
        changes.nodeChanged(slot);
        return slot;
    }

    /** Removes a node; pods on it stay in the books. */
    public void removeNode(String name) {
        int slot = node(name);
        if (slot == Pod.NOWHERE) {
            throw new IllegalArgumentException("No such node: " + name);
        }
        tree.remove(slot, nodes.spec(slot));
        images.leave(nodes.images(slot));
        nodes.describe(slot, null, new int[0]);
        membership++;
        descriptions++;
        topology.nodeChanged(slot);
        changes.nodeChanged(slot);
        releaseIfIdle(slot);
    }

    /** A name that comes back gets its old slot, unless a new name has taken it meanwhile. */
    private int slot(String name) {
        Integer known = slots.get(name);
        if (known != null) {
            free.remove(known);
            return known;
        }
        int slot;
        if (free.isEmpty()) {
            slot = nodes.newSlot(name);
            topology.grow(nodes.capacity());
        } else {
            slot = free.iterator().next();
            free.remove(slot);
            slots.remove(nodes.name(slot));
            nodes.claim(slot, name);
        }
        slots.put(name, slot);
        return slot;
    }

    private void releaseIfIdle(int slot) {
        if (slotsAgain && !nodes.present(slot) && nodes.podCount(slot) == 0) {
            free.add(slot);
        }
    }

    /** Puts a pod on the node of that name, whether or not there is one at the moment. */
    public void putPod(Pod pod, String nodeName) {
        putPod(pod, slot(nodeName));
    }

    /** Puts a pod on a node. */
    public void putPod(Pod pod, int node) {
        if (pod.node != Pod.NOWHERE) {
            throw new IllegalArgumentException(pod + " is on " + nodes.name(pod.node) + " already");
        }
        book(pod, node, 1);
        changes.podChanged(node, pod.podClass(), 1);
        if (pod.terminating) {
            changes.podChanged(node, pod.podClass(), 0);
        }
    }

    /** Takes a pod off its node. */
    public void removePod(Pod pod) {
        int node = pod.node;
        if (node == Pod.NOWHERE) {
            throw new IllegalArgumentException(pod + " is on no node");
        }
        book(pod, node, -1);
        changes.podChanged(node, pod.podClass(), -1);
        releaseIfIdle(node);
    }

    /** Marks a pod as told to stop; it keeps what it holds until it is removed. */
    public void terminate(Pod pod) {
        if (!pod.terminating) {
            pod.terminating = true;
            if (pod.node != Pod.NOWHERE) {
                changes.podChanged(pod.node, pod.podClass(), 0);
            }
        }
    }

    private void book(Pod pod, int node, int sign) {
        nodes.book(pod, node, sign);
        pod.node = sign > 0 ? node : Pod.NOWHERE;
    }

    /**
     * Tries something out on one node: pods may be taken off and put back as if they had gone, without a trace in the log. All of them must be
     * back on the node when the trial ends.
     */
    public Trial trial(int node) {
        return new Trial(node);
    }

    /** A trial on one node. */
    public final class Trial implements AutoCloseable {
        private final int node;
        private final @Nullable TakenPorts ports;
        private final int podsBefore;

        private Trial(int node) {
            this.node = node;
            this.ports = nodes.copyOfPorts(node);
            this.podsBefore = nodes.podCount(node);
        }

        /** Takes a pod off for the time being. */
        public void remove(Pod pod) {
            book(pod, node, -1);
        }

        /** Puts a pod on for the time being. */
        public void add(Pod pod) {
            book(pod, node, 1);
        }

        /** Ends the trial. */
        @Override
        public void close() {
            if (nodes.podCount(node) != podsBefore) {
                throw new IllegalStateException("Pods are missing on " + nodes.name(node) + " after a trial");
            }
            nodes.restorePorts(node, ports);
        }
    }
}
