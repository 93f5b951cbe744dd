package io.wavetank.policy.yarn.rm;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.yarn.api.records.NodeId;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.server.resourcemanager.RMContextImpl;
import org.apache.hadoop.yarn.util.resource.Resources;
import org.jspecify.annotations.Nullable;

/** The nodes that there are, by number and as the ResourceManager knows them. */
final class NodeManagers {
    private final RMContextImpl context;
    private final SortedMap<Integer, NodeManager> byNumber = new TreeMap<>();
    private final Map<NodeId, NodeManager> byId = new HashMap<>();

    NodeManagers(RMContextImpl context) {
        this.context = context;
    }

    /** One comes. */
    NodeManager add(int number, String name, Resource total) {
        var manager = new NodeManager(number, name, total, context);
        byNumber.put(number, manager);
        byId.put(manager.getNodeID(), manager);
        context.getRMNodes().put(manager.getNodeID(), manager);
        return manager;
    }

    /** The one with a number is gone, of which its containers are still to be told; null if it was not there. */
    @Nullable
    NodeManager remove(int number) {
        return byNumber.remove(number);
    }

    /** Nothing is left of one that is gone. */
    void forget(NodeManager manager) {
        byId.remove(manager.getNodeID());
        context.getRMNodes().remove(manager.getNodeID());
    }

    /** The one with a number; null if it is not there. */
    @Nullable
    NodeManager find(int number) {
        return byNumber.get(number);
    }

    /** The one with a number, which is there. */
    NodeManager of(int number) {
        NodeManager manager = byNumber.get(number);
        if (manager == null) {
            throw new IllegalStateException("No such node: " + number);
        }
        return manager;
    }

    /** The one that is known so, which is there. */
    NodeManager of(NodeId id) {
        NodeManager manager = byId.get(id);
        if (manager == null) {
            throw new IllegalStateException("A container on a node that is gone: " + id);
        }
        return manager;
    }

    /** Whether any has so much in all. */
    boolean anyHolds(Resource amount) {
        for (NodeManager manager : byNumber.values()) {
            if (Resources.fitsIn(amount, manager.getTotalCapability())) {
                return true;
            }
        }
        return false;
    }
}
