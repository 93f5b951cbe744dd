package io.wavetank.policy.omega;

import java.util.List;

/**
 * A cell and its schedulers.
 *
 * @param architecture how they share it
 * @param schedulers the schedulers; a task goes to those of the first name that takes it, by its job to one of several of that name
 * @param sequenceNumbers whether a claim conflicts as soon as anything changed on its node since the scheduler synchronised (coarse), rather
 *     than only if it does not fit any more (fine)
 * @param allOrNothing whether one claim that conflicts, or one task that found no node, undoes the whole transaction (gang scheduling)
 */
record OmegaSettings(
        Architecture architecture, List<SchedulerSpec> schedulers, boolean sequenceNumbers, boolean allOrNothing) {
    OmegaSettings {
        schedulers = List.copyOf(schedulers);
    }
}
