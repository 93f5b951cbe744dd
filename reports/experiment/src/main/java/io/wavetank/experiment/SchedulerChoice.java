package io.wavetank.experiment;

import io.wavetank.policy.Scheduler;

/**
 * A scheduler as a user chose it.
 *
 * @param name what the user wrote, policy and options, such as {@code power-of-d:d=3}
 * @param factory makes it
 */
public record SchedulerChoice(String name, Scheduler.Factory factory) {
    /** The name of the folder that holds its results. */
    public String folderName() {
        return folderName(name);
    }

    /** The name of the folder that holds the results of a scheduler: its name without characters that file systems dislike. */
    public static String folderName(String name) {
        return name.replaceAll("[^A-Za-z0-9._=-]", "_");
    }
}
