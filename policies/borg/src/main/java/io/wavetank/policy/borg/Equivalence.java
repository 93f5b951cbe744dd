package io.wavetank.policy.borg;

import io.wavetank.policy.Resources;
import io.wavetank.policy.TaskClass;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells which tasks ask for the same: amounts, devices, constraints and packages alike, whatever their priority, owner and other labels. Such
 * tasks are judged as one.
 */
final class Equivalence {
    private final String packageLabel;
    private final Map<TaskClass, Integer> numbers = new HashMap<>();

    Equivalence(String packageLabel) {
        this.packageLabel = packageLabel;
    }

    /** Returns the number of the class of a task, dense from 0. */
    int of(TaskClass task) {
        TaskClass key = key(task);
        Integer number = numbers.get(key);
        if (number == null) {
            number = numbers.size();
            numbers.put(key, number);
        }
        return number;
    }

    private TaskClass key(TaskClass task) {
        var builder = TaskClass.builder()
                .members(task.members())
                .gpus(task.gpuCount(), task.gpuMillisEach())
                .gpuModels(task.gpuModels())
                .nodeSelector(task.nodeSelector())
                .tolerations(task.tolerations())
                .pod(task.pod())
                .cpuMillis(task.request(Resources.CPU))
                .memoryBytes(task.request(Resources.MEMORY))
                .ephemeralStorageBytes(task.request(Resources.EPHEMERAL_STORAGE));
        for (int resource = Resources.FIXED; resource < task.resourceCount(); resource++) {
            builder.extended(resource, task.request(resource));
        }
        String label = task.labels().get(packageLabel);
        if (label != null) {
            var labels = new TreeMap<String, String>();
            labels.put(packageLabel, label);
            builder.labels(labels);
        }
        return builder.build();
    }
}
