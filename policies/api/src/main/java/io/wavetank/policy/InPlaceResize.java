package io.wavetank.policy;

/**
 * A {@link Scheduler} that copes with tasks which ask for something else while they run ({@link SchedulerEvent.TaskResized}). Under any other none does: what
 * is to be changed is made anew.
 */
public interface InPlaceResize {}
