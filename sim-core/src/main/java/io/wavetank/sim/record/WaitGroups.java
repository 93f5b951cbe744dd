package io.wavetank.sim.record;

import io.wavetank.policy.TaskClass;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes in queueing delays by group: a label's value, or where no such label is, the {@code priority} or {@code tenant} of a task. */
final class WaitGroups {
    private final String property;
    private final SortedMap<String, CensoredHistogram> byValue = new TreeMap<>();

    WaitGroups(String property) {
        this.property = property;
    }

    CensoredHistogram of(TaskClass taskClass) {
        return byValue.computeIfAbsent(value(taskClass), value -> new CensoredHistogram());
    }

    /** The group of tasks of a class. */
    String value(TaskClass taskClass) {
        String label = taskClass.labels().get(property);
        if (label != null) {
            return label;
        }
        if (property.equals("priority")) {
            return Integer.toString(taskClass.priority());
        }
        if (property.equals("tenant") && !taskClass.tenant().isEmpty()) {
            return taskClass.tenant();
        }
        return GroupedWaits.WITHOUT;
    }

    GroupedWaits result(SortedMap<String, Double> dominantShares) {
        return new GroupedWaits(property, byValue, dominantShares);
    }
}
