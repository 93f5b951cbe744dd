package io.wavetank.sim.cluster;

import io.wavetank.policy.TaskClass;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the classes of the tasks that are alive, densely; the number of a class of which no task is left is given to the next new one,
 * so that a workload in which every task differs takes no more room than its tasks in the system.
 */
final class TaskClasses {
    private static final int RECENT = 256;

    private final Map<TaskClass, Integer> numbers = new HashMap<>();
    private @Nullable TaskClass[] classes = new @Nullable TaskClass[16];
    private int[] users = new int[16];
    private int[] free = new int[16];
    private int freeCount;
    private int count;
    /** The class met last for each value of the lowest bits of the hash, and its number: most tasks ask for what another just did. */
    private final @Nullable TaskClass[] recent = new @Nullable TaskClass[RECENT];

    private final int[] recentNumbers = new int[RECENT];

    /** Takes in one more task of a class and returns the class's number. */
    int enter(TaskClass taskClass) {
        int place = place(taskClass);
        if (taskClass.equals(recent[place])) {
            int number = recentNumbers[place];
            users[number]++;
            return number;
        }
        int number = find(taskClass);
        recent[place] = taskClass;
        recentNumbers[place] = number;
        return number;
    }

    private static int place(TaskClass taskClass) {
        int hash = taskClass.contentHash() * 0x9E3779B9;
        return hash >>> 24;
    }

    private int find(TaskClass taskClass) {
        Integer known = numbers.get(taskClass);
        if (known != null) {
            users[known]++;
            return known;
        }
        int number = freeCount > 0 ? free[--freeCount] : count++;
        if (number == classes.length) {
            classes = Arrays.copyOf(classes, number * 2);
            users = Arrays.copyOf(users, number * 2);
            free = Arrays.copyOf(free, number * 2);
        }
        classes[number] = taskClass;
        users[number] = 1;
        numbers.put(taskClass, number);
        return number;
    }

    /** Lets one task of a class go. */
    void leave(int number) {
        if (--users[number] == 0) {
            TaskClass gone = get(number);
            numbers.remove(gone);
            int place = place(gone);
            if (recentNumbers[place] == number) {
                recent[place] = null;
            }
            classes[number] = null;
            free[freeCount++] = number;
        }
    }

    TaskClass get(int number) {
        TaskClass taskClass = classes[number];
        if (taskClass == null) {
            throw new IllegalStateException("No task of class " + number + " is alive");
        }
        return taskClass;
    }
}
