package io.wavetank.policy.yarn.rm;

import org.apache.hadoop.yarn.server.resourcemanager.scheduler.fair.FairScheduler;

/** FairScheduler as it is, but for a timer of the wall clock. */
final class FairInProcess extends FairScheduler {
    @Override
    protected void createReleaseCache() {
        // it would clear what is released before a restart is over, after ten real minutes
    }
}
