package io.wavetank.policy.kubernetes.queue;

import static io.wavetank.policy.kubernetes.queue.ClusterEvent.*;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which event wakes the pods that which plugin rejected. A set of plugins is a bit mask here, so there may be up to 64 of them.
 *
 * <p>Source: Kubernetes 1.26, {@code EventsToRegister} of the plugins in {@code pkg/scheduler/framework/plugins}.
 */
public final class WakeUps {
    /** The plugins of a pod that none rejected: one whose attempt or binding failed. Every event wakes it. */
    public static final long NO_PLUGIN = 0;

    private static final int MOST_PLUGINS = 64;

    private final Map<String, Integer> bits;
    private final List<String> names;
    private final Map<ClusterEvent, Long> listeners;

    private WakeUps(Map<String, Integer> bits, List<String> names, Map<ClusterEvent, Long> listeners) {
        this.bits = bits;
        this.names = names;
        this.listeners = listeners;
    }

    /** Returns a table without plugins. */
    public static WakeUps none() {
        return new WakeUps(Map.of(), List.of(), new EnumMap<>(ClusterEvent.class));
    }

    /** Returns the table of the plugins that come with Kubernetes 1.26 and may reject a pod. */
    public static WakeUps kubernetes126() {
        Set<ClusterEvent> nodeUpdates = EnumSet.of(NODE_ALLOCATABLE, NODE_LABEL, NODE_TAINT, NODE_CONDITION);
        Set<ClusterEvent> anyNode = EnumSet.of(NODE_ADD);
        anyNode.addAll(nodeUpdates);
        Set<ClusterEvent> anyNodeOrRoom = EnumSet.of(ASSIGNED_POD_DELETE);
        anyNodeOrRoom.addAll(anyNode);
        Set<ClusterEvent> nearbyPods =
                EnumSet.of(NODE_ADD, NODE_LABEL, ASSIGNED_POD_ADD, ASSIGNED_POD_UPDATE, ASSIGNED_POD_DELETE);
        Set<ClusterEvent> attached = EnumSet.of(NODE_ADD, ASSIGNED_POD_DELETE);
        return none().with("NodeResourcesFit", anyNodeOrRoom)
                .with("NodePorts", anyNodeOrRoom)
                .with("NodeAffinity", anyNode)
                .with("TaintToleration", anyNode)
                .with("NodeName", anyNode)
                .with("NodeUnschedulable", EnumSet.of(NODE_ADD, NODE_TAINT))
                .with("PodTopologySpread", nearbyPods)
                .with("InterPodAffinity", nearbyPods)
                .with("VolumeBinding", volumeBinding())
                .with("VolumeZone", EnumSet.of(NODE_ADD, NODE_LABEL, PV_ADD, PV_UPDATE, PVC_ADD, STORAGE_CLASS_ADD))
                .with("VolumeRestrictions", EnumSet.of(NODE_ADD, ASSIGNED_POD_DELETE, PVC_ADD, PVC_UPDATE))
                .with("NodeVolumeLimits", EnumSet.of(ASSIGNED_POD_DELETE, CSI_NODE_ADD))
                .with("EBSLimits", attached)
                .with("GCEPDLimits", attached)
                .with("AzureDiskLimits", attached);
    }

    private static Set<ClusterEvent> volumeBinding() {
        Set<ClusterEvent> events = EnumSet.of(NODE_ADD, NODE_LABEL, PVC_ADD, PVC_UPDATE, PV_ADD, PV_UPDATE);
        events.addAll(EnumSet.of(STORAGE_CLASS_ADD, STORAGE_CLASS_UPDATE, CSI_NODE_ADD, CSI_NODE_UPDATE));
        events.addAll(EnumSet.of(CSI_DRIVER_ADD, CSI_DRIVER_UPDATE));
        events.addAll(EnumSet.of(CSI_STORAGE_CAPACITY_ADD, CSI_STORAGE_CAPACITY_UPDATE));
        return events;
    }

    /** Returns this table with one more plugin; one that does not say what it waits for is given all events. */
    public WakeUps with(String plugin, Set<ClusterEvent> events) {
        if (names.size() == MOST_PLUGINS || bits.containsKey(plugin)) {
            throw new IllegalArgumentException("Plugin " + plugin + " is there already, or is one too many after "
                    + names.size() + "; " + MOST_PLUGINS + " are possible");
        }
        int bit = names.size();
        var bitsAfter = new HashMap<>(bits);
        bitsAfter.put(plugin, bit);
        var namesAfter = new ArrayList<>(names);
        namesAfter.add(plugin);
        Map<ClusterEvent, Long> listenersAfter = new EnumMap<>(ClusterEvent.class);
        listenersAfter.putAll(listeners);
        for (ClusterEvent event : EnumSet.copyOf(events)) {
            listenersAfter.merge(event, 1L << bit, (one, other) -> one | other);
        }
        return new WakeUps(bitsAfter, namesAfter, listenersAfter);
    }

    /** Returns the set of the plugins of these names. */
    public long plugins(Collection<String> plugins) {
        long set = NO_PLUGIN;
        for (String plugin : plugins) {
            Integer bit = bits.get(plugin);
            if (bit == null) {
                throw new IllegalArgumentException("No such plugin: " + plugin);
            }
            set |= 1L << bit;
        }
        return set;
    }

    /** Returns the names of a set of plugins, in byte order. */
    public List<String> names(long plugins) {
        List<String> found = new ArrayList<>();
        for (long rest = plugins; rest != 0; rest &= rest - 1) {
            found.add(names.get(Long.numberOfTrailingZeros(rest)));
        }
        found.sort(null);
        return found;
    }

    /** Whether the event wakes a pod that these plugins rejected. */
    public boolean wakes(ClusterEvent event, long plugins) {
        return plugins == NO_PLUGIN
                || event == UNSCHEDULABLE_TIMEOUT
                || (listeners.getOrDefault(event, NO_PLUGIN) & plugins) != 0;
    }
}
