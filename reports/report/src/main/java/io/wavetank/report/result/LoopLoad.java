package io.wavetank.report.result;

/**
 * What users who wait for their jobs would have submitted in a run if nothing had ever waited, and what they did submit: a slow cluster is asked for less. Both
 * are of the tasks submitted in the run's window.
 *
 * @param offered what would have come
 * @param achieved what came
 */
public record LoopLoad(Demand offered, Demand achieved) {
    /**
     * How much was asked for.
     *
     * @param tasksPerHour how many tasks were submitted in an hour; NaN if they came all at once
     * @param cpu what they ask for, cores times run time, as a share of what the cluster has meanwhile, in the mean where nodes come and go; tasks that never end do not count
     */
    public record Demand(double tasksPerHour, double cpu) {}
}
