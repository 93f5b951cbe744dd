package io.wavetank.workload.fit;

import io.wavetank.workload.generate.GeneratedWorkload;
import java.util.List;

/**
 * A model of the tasks of a trace, and what speaks for it.
 *
 * @param source where the tasks are from
 * @param tasks how many it was fitted to
 * @param jobs how many jobs they belong to
 * @param spanSeconds from the first to the last submission
 * @param arrivals of jobs
 * @param gaps between one job and the next, in seconds
 * @param properties run times, sizes, tasks of a job, each by itself
 * @param dependence of them on each other
 * @param workload the model
 * @param notes what a reader should know: what was left out, what was sampled, what was rounded
 */
public record TaskFit(
        String source,
        long tasks,
        long jobs,
        double spanSeconds,
        ArrivalFit arrivals,
        Sample gaps,
        List<MarginalFit> properties,
        DependenceFit dependence,
        GeneratedWorkload workload,
        List<String> notes) {
    /** Keeps copies. */
    public TaskFit {
        properties = List.copyOf(properties);
        notes = List.copyOf(notes);
    }

    /**
     * The burstiness {@code (cv - 1) / (cv + 1)} of the gaps between jobs: -1 for a metronome, 0 for a Poisson process, towards 1 for bursts.
     *
     * <p>Source: K.-I. Goh, A.-L. Barabasi, "Burstiness and memory in complex systems", Europhysics Letters 81(4), 2008.
     */
    public double burstiness() {
        return (gaps.cv() - 1) / (gaps.cv() + 1);
    }

    /** The property of that name. */
    public MarginalFit property(String name) {
        for (MarginalFit each : properties) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        throw new IllegalArgumentException("There is no property " + name);
    }
}
