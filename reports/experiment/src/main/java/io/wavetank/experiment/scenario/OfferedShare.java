package io.wavetank.experiment.scenario;

import io.wavetank.experiment.Workload;
import io.wavetank.policy.Resources;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import io.wavetank.sim.WithoutWaiting;
import io.wavetank.sim.cluster.ClusterSpec;
import io.wavetank.workload.generate.OfferedLoad;
import java.io.IOException;

/**
 * The offered load of cores: of a generated workload in closed form; of a trace what its tasks ask for over what there is while they
 * come in; of users who wait for their jobs what they would submit if nothing waited.
 */
final class OfferedShare {
    private OfferedShare() {}

    /** Returns the load; NaN where there is no saying: tasks stay for ever, or all come at once. */
    static double of(Workload workload, ClusterSpec cluster) throws IOException {
        if (workload instanceof GeneratedTasks tasks && !workload.closedLoop()) {
            try {
                return OfferedLoad.of(tasks.generated(), Resources.CPU, cluster);
            } catch (IllegalArgumentException e) {
                // sizes that go with run times, or tasks that keep coming and never end: there is no closed form
                return Double.NaN;
            }
        }
        double work = 0;
        long first = -1;
        long last = 0;
        try (SubmissionSource source = WithoutWaiting.of(workload.open(0))) {
            for (Submission task = source.next(); task != null; task = source.next()) {
                if (task.workNanos() == Submission.FOREVER) {
                    return Double.NaN;
                }
                first = first < 0 ? task.submitNanos() : first;
                last = task.submitNanos();
                work += (double) task.taskClass().totalRequest(Resources.CPU) * task.workNanos();
            }
        }
        double span = (double) last - first;
        return span > 0 ? work / span / OfferedLoad.capacity(cluster, Resources.CPU) : Double.NaN;
    }
}
