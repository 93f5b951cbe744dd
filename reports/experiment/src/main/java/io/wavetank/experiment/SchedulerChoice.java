package io.wavetank.experiment;

import io.wavetank.policy.Scheduler;

/**
 * A scheduler as a user chose it.
 *
 * @param name what the user wrote, policy and options, such as {@code power-of-d:d=3}
 * @param factory makes it
 */
public record SchedulerChoice(String name, Scheduler.Factory factory) {
    /** The name of the folder that holds its results: the name without characters that file systems dislike. */
    public String folderName() {
        return name.replaceAll("[^A-Za-z0-9._=-]", "_");
    }
}
