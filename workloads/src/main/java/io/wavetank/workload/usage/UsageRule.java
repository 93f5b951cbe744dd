package io.wavetank.workload.usage;

import io.wavetank.policy.TaskClass;
import io.wavetank.workload.generate.distribution.Distribution;
import io.wavetank.workload.generate.distribution.Key;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What tasks with certain labels use of what they ask for, in the mean over time.
 *
 * @param among the labels; empty for all tasks
 * @param cpu the share of its cpu that a task uses in the mean, drawn for each task; more than 1 counts as 1
 * @param memory likewise of its memory
 * @param vary by how much of itself the share is off at most, up or down, anew in each interval; 0 to 1
 * @param swing by how much of itself it swings with the time of day, up and down; 0 to 1
 */
public record UsageRule(
        SortedMap<String, String> among, Distribution cpu, Distribution memory, double vary, double swing) {
    /** Checks the ranges, and copies the labels. */
    public UsageRule {
        Key.between("vary", vary, 0, 1, "0.2 would do");
        Key.between("swing", swing, 0, 1, "0.3 would do");
        among = Collections.unmodifiableSortedMap(new TreeMap<>(among));
    }

    /** Whether it is about tasks of a class. */
    boolean matches(TaskClass taskClass) {
        for (Map.Entry<String, String> label : among.entrySet()) {
            if (!label.getValue().equals(taskClass.labels().get(label.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
