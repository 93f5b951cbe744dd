package io.wavetank.policy.yarn.rm;

import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.ExecutionType;
import org.apache.hadoop.yarn.api.records.LogAggregationContext;
import org.apache.hadoop.yarn.api.records.NodeId;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.Token;
import org.apache.hadoop.yarn.server.api.ContainerType;
import org.apache.hadoop.yarn.server.resourcemanager.security.RMContainerTokenSecretManager;

/** Gives every container a token that says nothing: a real one looks the node's host name up, and these hosts do not exist. */
final class ContainerTokens extends RMContainerTokenSecretManager {
    ContainerTokens(Configuration conf) {
        super(conf);
    }

    @Override
    public Token createContainerToken(
            ContainerId containerId,
            int containerVersion,
            NodeId nodeId,
            String appSubmitter,
            Resource capability,
            Priority priority,
            long createTime,
            LogAggregationContext logAggregationContext,
            String nodeLabelExpression,
            ContainerType containerType,
            ExecutionType execType,
            long allocationRequestId,
            Set<String> allocationTags) {
        return NodeTokens.EMPTY;
    }
}
