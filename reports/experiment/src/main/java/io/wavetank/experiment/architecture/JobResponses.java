package io.wavetank.experiment.architecture;

import io.wavetank.sim.RunListener;
import io.wavetank.sim.cluster.TaskState;
import io.wavetank.sim.cluster.TaskTable;
import java.util.SortedMap;
import java.util.TreeMap;

/** How long the jobs of a run took, from their submission to the end of their last task; jobs are told apart by what stands before the last dash of their names. */
final class JobResponses implements RunListener {
    private record Job(long submitNanos, long endNanos) {}

    private final SortedMap<String, Job> jobs = new TreeMap<>();

    @Override
    public void finalState(TaskTable tasks, int task, TaskState state, long endNanos) {
        var view = tasks.view(task);
        Job before = jobs.get(view.job());
        long end = before == null ? endNanos : Math.max(before.endNanos(), endNanos);
        jobs.put(view.job(), new Job(view.submitNanos(), end));
    }

    /** Returns the mean over the jobs of a kind that came after the warm-up, in seconds. */
    double meanSeconds(String kind, double warmUpSeconds) {
        double sum = 0;
        int count = 0;
        for (var each : jobs.entrySet()) {
            boolean ofKind =
                    each.getKey().substring(0, each.getKey().lastIndexOf('-')).equals(kind);
            if (ofKind && each.getValue().submitNanos() >= warmUpSeconds * 1e9) {
                sum += (each.getValue().endNanos() - each.getValue().submitNanos()) / 1e9;
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }
}
