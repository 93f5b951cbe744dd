package io.wavetank.workload.trace;

import io.wavetank.policy.TaskClass;
import java.util.HashMap;
import java.util.Map;

/** The task classes of one reading: equal ones are one object. */
public final class TaskClasses {
    private final Map<TaskClass, TaskClass> known = new HashMap<>();

    /** Returns the class that is built here, or the equal one of before. */
    public TaskClass of(TaskClass.Builder builder) {
        TaskClass built = builder.build();
        TaskClass before = known.putIfAbsent(built, built);
        return before == null ? built : before;
    }
}
