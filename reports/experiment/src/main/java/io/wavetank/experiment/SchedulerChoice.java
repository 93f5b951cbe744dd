package io.wavetank.experiment;

import io.wavetank.policy.Scheduler;
import java.util.List;

/**
 * A scheduler as a user chose it.
 *
 * @param name what the user wrote, policy and options, such as {@code power-of-d:d=3}
 * @param factory makes it
 * @param inputs the files that it was made from, as {@code run.json} names them
 */
public record SchedulerChoice(String name, Scheduler.Factory factory, List<Workload.InputFile> inputs) {
    /** Copies the list. */
    public SchedulerChoice {
        inputs = List.copyOf(inputs);
    }

    /** A scheduler that was made from no file. */
    public SchedulerChoice(String name, Scheduler.Factory factory) {
        this(name, factory, List.of());
    }

    /** Returns the same under another name. */
    public SchedulerChoice named(String other) {
        return new SchedulerChoice(other, factory, inputs);
    }

    /** The name of the folder that holds its results. */
    public String folderName() {
        return folderName(name);
    }

    /** The name of the folder that holds the results of a scheduler: its name without characters that file systems dislike. */
    public static String folderName(String name) {
        return name.replaceAll("[^A-Za-z0-9._=-]", "_");
    }
}
