package io.wavetank.policy.yarn.rm;

import org.apache.hadoop.yarn.server.resourcemanager.scheduler.capacity.CapacityScheduler;

/** CapacityScheduler as it is, but for a timer of the wall clock. */
final class CapacityInProcess extends CapacityScheduler {
    @Override
    protected void createReleaseCache() {
        // it would clear what is released before a restart is over, after ten real minutes
    }
}
