package io.wavetank.policy.yarn;

import io.wavetank.policy.yarn.rm.SchedulerFiles;

/**
 * How a cluster under YARN is run.
 *
 * @param files which scheduler, and how it is configured
 * @param queue which queue a job is submitted to
 * @param otherwise the queue of jobs whose own there is not
 * @param user who a job's user is
 * @param heartbeatNanos how often a node manager reports
 * @param masterHeartbeatNanos how often an ApplicationMaster asks and takes
 * @param masterMib memory of an ApplicationMaster in MiB; 0 if it runs outside the cluster
 * @param masterVcores its virtual cores
 * @param masterStartNanos from the moment at which it has its container until it asks for others
 * @param vcoresPerCore how many virtual cores stand for one core
 */
record YarnSettings(
        SchedulerFiles files,
        NameOf queue,
        String otherwise,
        NameOf user,
        long heartbeatNanos,
        long masterHeartbeatNanos,
        long masterMib,
        int masterVcores,
        long masterStartNanos,
        int vcoresPerCore) {}
