package io.wavetank.sim.elastic;

import io.wavetank.policy.TaskView;
import io.wavetank.sim.cluster.TaskTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tasks that wait for a place, and those among them for which none was found. */
final class WaitingTasks {
    private final TaskTable tasks;
    /** By the order of submission. */
    private final TreeMap<Long, Integer> waiting = new TreeMap<>();
    /** By class: the last task submitted when one of the class found no place; those of the class that wait since then find none either. */
    private final TreeMap<Integer, Long> rejected = new TreeMap<>();

    private long lastSequence = -1;

    WaitingTasks(TaskTable tasks) {
        this.tasks = tasks;
    }

    /** A task waits for a place. */
    void add(int task) {
        waiting.put(tasks.sequence(task), task);
        lastSequence = Math.max(lastSequence, tasks.sequence(task));
    }

    /** It does not any more. */
    void remove(int task) {
        waiting.remove(tasks.sequence(task));
    }

    /** No place was found for a task. */
    void rejected(int task) {
        rejected.put(tasks.classIndex(task), lastSequence);
    }

    /** All, by their order of submission; live. */
    SortedMap<Long, Integer> bySequence() {
        return Collections.unmodifiableSortedMap(waiting);
    }

    /** All, in the order of submission. */
    List<TaskView> all() {
        List<TaskView> all = new ArrayList<>(waiting.size());
        for (int task : waiting.values()) {
            all.add(tasks.view(task));
        }
        return all;
    }

    /** Those for which no place was found, in the order of submission. */
    List<TaskView> unplaced() {
        List<TaskView> unplaced = new ArrayList<>();
        for (int task : waiting.values()) {
            if (tasks.sequence(task) <= rejected.getOrDefault(tasks.classIndex(task), -1L)) {
                unplaced.add(tasks.view(task));
            }
        }
        return unplaced;
    }
}
