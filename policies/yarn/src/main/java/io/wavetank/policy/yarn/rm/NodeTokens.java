package io.wavetank.policy.yarn.rm;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.NMToken;
import org.apache.hadoop.yarn.api.records.Token;
import org.apache.hadoop.yarn.server.resourcemanager.security.NMTokenSecretManagerInRM;

/** Gives every application the same token for every node manager, which nobody asks for. */
final class NodeTokens extends NMTokenSecretManagerInRM {
    static final Token EMPTY = Token.newInstance(new byte[0], "", new byte[0], "");

    NodeTokens(Configuration conf) {
        super(conf);
    }

    @Override
    public NMToken createAndGetNMToken(String submitter, ApplicationAttemptId attempt, Container container) {
        return NMToken.newInstance(container.getNodeId(), EMPTY);
    }
}
