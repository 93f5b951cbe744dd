package io.wavetank.sim.scenario;

import io.wavetank.policy.CheckpointRule;
import io.wavetank.policy.TaskClass;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tasks that save what they have done from time to time, and go on from there after they lost their place. Times are nanoseconds at the speed of the
 * node: on a node of half the speed they take twice as long.
 *
 * @param rule how much work is done between two checkpoints
 * @param costNanos how long it takes to write one, during which no work is done
 * @param restartNanos how long a task that goes on takes before it works again
 * @param meanNanos the mean time between failures that the rule reckons with
 * @param atEnd whether the end of the work is written like a checkpoint too; otherwise the last piece of work ends the task
 * @param onNotice whether a task that is told to stop, and is left as long as a checkpoint takes, writes one
 * @param among the labels of the tasks that do so; empty for all
 */
public record Checkpointing(
        CheckpointRule rule,
        long costNanos,
        long restartNanos,
        long meanNanos,
        boolean atEnd,
        boolean onNotice,
        SortedMap<String, String> among) {
    /** Checks the ranges, and copies the labels. */
    public Checkpointing {
        if (costNanos <= 0 || restartNanos < 0 || meanNanos <= 0) {
            throw new IllegalArgumentException("Not checkpointing: cost " + costNanos + " ns, restart " + restartNanos
                    + " ns, mean time between failures " + meanNanos + " ns");
        }
        among = Collections.unmodifiableSortedMap(new TreeMap<>(among));
    }

    /** The work between two checkpoints. */
    public long intervalNanos() {
        return rule.intervalNanos(costNanos, meanNanos);
    }

    /** Whether tasks of a class do so. */
    public boolean of(TaskClass taskClass) {
        for (Map.Entry<String, String> label : among.entrySet()) {
            if (!label.getValue().equals(taskClass.labels().get(label.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
