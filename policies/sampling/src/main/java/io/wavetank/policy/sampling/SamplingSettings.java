package io.wavetank.policy.sampling;

import io.wavetank.policy.compose.TaskFilter;

/**
 * How a cluster of queues is scheduled.
 *
 * @param sampling how schedulers choose nodes
 * @param probeRatio how many probes there are for each task
 * @param schedulers how many schedulers there are; jobs are dealt among them
 * @param latencyNanos how long a message is on its way, in nanoseconds
 * @param hybrid whether long jobs are placed by one central scheduler, and a part of the nodes takes none of them
 * @param longFromNanos jobs whose tasks are estimated to run for longer in the mean are long, in nanoseconds
 * @param longTasks which tasks are of long jobs whatever their estimate
 * @param shortPercent how many nodes in a hundred take no long tasks
 * @param stealFrom how many nodes one that has nothing to do asks for short tasks that stand behind long ones; 0 for no stealing
 * @param avoidsLong whether schedulers are told which nodes have long tasks, and nodes that have refuse probes (succinct state sharing)
 * @param sticky whether a node that ended a task of a short job asks for the next of the same job (sticky batch probing)
 * @param bypassCap how often its own run time a reservation is held up at most by those of jobs that have less left; 0 for first come, first served
 */
record SamplingSettings(
        Sampling sampling,
        int probeRatio,
        int schedulers,
        long latencyNanos,
        boolean hybrid,
        long longFromNanos,
        TaskFilter longTasks,
        int shortPercent,
        int stealFrom,
        boolean avoidsLong,
        boolean sticky,
        double bypassCap) {}
