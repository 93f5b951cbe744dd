package io.wavetank.policy.yarn.rm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.net.Node;
import org.apache.hadoop.net.NodeBase;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.ContainerStatus;
import org.apache.hadoop.yarn.api.records.NodeAttribute;
import org.apache.hadoop.yarn.api.records.NodeId;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.ResourceUtilization;
import org.apache.hadoop.yarn.server.api.protocolrecords.NodeHeartbeatResponse;
import org.apache.hadoop.yarn.server.api.records.OpportunisticContainersStatus;
import org.apache.hadoop.yarn.server.resourcemanager.RMContext;
import org.apache.hadoop.yarn.server.resourcemanager.rmnode.RMNode;
import org.apache.hadoop.yarn.server.resourcemanager.rmnode.UpdatedContainerInfo;
import org.jspecify.annotations.Nullable;

/** A node as the scheduler knows it: what it offers, and what its containers have done since its last heartbeat. */
final class NodeManager implements RMNode {
    private static final int PORT = 45454;
    private static final ResourceUtilization IDLE = ResourceUtilization.newInstance(0, 0, 0f);

    private final int number;
    private final NodeId id;
    private final Resource capability;
    private final Node place;
    private final RMContext context;
    private final List<ContainerStatus> launched = new ArrayList<>();
    private final List<ContainerStatus> completed = new ArrayList<>();
    private boolean open = true;

    NodeManager(int number, String name, Resource capability, RMContext context) {
        this.number = number;
        this.id = NodeId.newInstance(name, PORT);
        this.capability = capability;
        this.place = new NodeBase(name, "/default-rack");
        this.context = context;
    }

    int number() {
        return number;
    }

    void launched(ContainerStatus status) {
        launched.add(status);
    }

    void completed(ContainerStatus status) {
        completed.add(status);
    }

    boolean hasNews() {
        return !completed.isEmpty();
    }

    /** Whether new containers may go there. */
    boolean open() {
        return open;
    }

    void open(boolean now) {
        open = now;
    }

    @Override
    public List<UpdatedContainerInfo> pullContainerUpdates() {
        if (launched.isEmpty() && completed.isEmpty()) {
            return List.of();
        }
        var news = new UpdatedContainerInfo(new ArrayList<>(launched), new ArrayList<>(completed), List.of());
        launched.clear();
        completed.clear();
        return List.of(news);
    }

    @Override
    public NodeId getNodeID() {
        return id;
    }

    @Override
    public String getHostName() {
        return id.getHost();
    }

    @Override
    public int getCommandPort() {
        return PORT;
    }

    @Override
    public int getHttpPort() {
        return PORT;
    }

    @Override
    public String getNodeAddress() {
        return id.toString();
    }

    @Override
    public String getHttpAddress() {
        return id.toString();
    }

    @Override
    public String getHealthReport() {
        return "";
    }

    @Override
    public long getLastHealthReportTime() {
        return 0;
    }

    @Override
    public String getNodeManagerVersion() {
        return "";
    }

    @Override
    public Resource getTotalCapability() {
        return capability;
    }

    @Override
    public boolean isUpdatedCapability() {
        return false;
    }

    @Override
    public void resetUpdatedCapability() {
        // it never is
    }

    @Override
    public ResourceUtilization getAggregatedContainersUtilization() {
        return IDLE;
    }

    @Override
    public ResourceUtilization getNodeUtilization() {
        return IDLE;
    }

    @Override
    public Resource getPhysicalResource() {
        return capability;
    }

    @Override
    public String getRackName() {
        return place.getNetworkLocation();
    }

    @Override
    public Node getNode() {
        return place;
    }

    @Override
    public NodeState getState() {
        return NodeState.RUNNING;
    }

    @Override
    public List<ContainerId> getContainersToCleanUp() {
        return List.of();
    }

    @Override
    public List<ApplicationId> getAppsToCleanup() {
        return List.of();
    }

    @Override
    public List<ApplicationId> getRunningApps() {
        return List.of();
    }

    @Override
    public void setAndUpdateNodeHeartbeatResponse(NodeHeartbeatResponse response) {
        // no node manager reads it
    }

    @Override
    public @Nullable NodeHeartbeatResponse getLastNodeHeartBeatResponse() {
        return null;
    }

    @Override
    public void resetLastNodeHeartBeatResponse() {
        // there is none
    }

    @Override
    public Set<String> getNodeLabels() {
        return Set.of();
    }

    @Override
    public List<Container> pullNewlyIncreasedContainers() {
        return List.of();
    }

    @Override
    public @Nullable OpportunisticContainersStatus getOpportunisticContainersStatus() {
        return null;
    }

    @Override
    public long getUntrackedTimeStamp() {
        return 0;
    }

    @Override
    public void setUntrackedTimeStamp(long timeStamp) {
        // it is always tracked
    }

    @Override
    public @Nullable Integer getDecommissioningTimeout() {
        return null;
    }

    @Override
    public Map<String, Long> getAllocationTagsWithCount() {
        return Map.of();
    }

    @Override
    public RMContext getRMContext() {
        return context;
    }

    @Override
    public Set<NodeAttribute> getAllNodeAttributes() {
        return Set.of();
    }

    @Override
    public long calculateHeartBeatInterval(
            long defaultInterval, long minInterval, long maxInterval, float speedupFactor, float slowdownFactor) {
        return defaultInterval;
    }
}
