package io.wavetank.policy.yarn.rm;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.server.resourcemanager.nodelabels.RMNodeLabelsManager;

/** A manager of node labels with no store and no thread, for a cluster whose nodes are all in the default partition. */
final class NoLabels extends RMNodeLabelsManager {
    @Override
    protected void initDispatcher(Configuration conf) {
        // nothing is ever sent
    }

    @Override
    protected void startDispatcher() {
        // nothing is ever sent
    }

    @Override
    protected void stopDispatcher() {
        // nothing is ever sent
    }

    @Override
    protected void initNodeLabelStore(Configuration conf) {
        // nothing is ever stored
    }
}
