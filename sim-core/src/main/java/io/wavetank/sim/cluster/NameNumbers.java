package io.wavetank.sim.cluster;

import io.wavetank.sim.TaskNames;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers what tells the names of the tasks that are alive; the number of what no task needs any more is given to the next. Most tasks share it with
 * the last of their class, which is all that is looked for: what is met again in between has two numbers.
 */
final class NameNumbers {
    /** Numbers have no more bits. */
    static final int BITS = 24;

    private static final int RECENT = 64;

    private @Nullable TaskNames[] names = new @Nullable TaskNames[16];
    private int[] users = new int[16];
    private int[] free = new int[16];
    private int freeCount;
    private int count;
    /** The number met last, by the lowest bits of the class's number. */
    private final int[] recent = new int[RECENT];

    /** Takes in one more task of a class, and returns the number of its names. */
    int enter(TaskNames taskNames, int classNumber) {
        int place = classNumber & (RECENT - 1);
        int number = recent[place];
        if (names[number] != taskNames || users[number] == 0) {
            number = add(taskNames);
            recent[place] = number;
        }
        users[number]++;
        return number;
    }

    private int add(TaskNames taskNames) {
        int number = freeCount > 0 ? free[--freeCount] : count++;
        if (number == names.length) {
            if (number == 1 << BITS) {
                throw new IllegalStateException("More than " + number + " tasks with names of their own are alive");
            }
            names = Arrays.copyOf(names, 2 * number);
            users = Arrays.copyOf(users, 2 * number);
            free = Arrays.copyOf(free, 2 * number);
        }
        names[number] = taskNames;
        return number;
    }

    /** Lets one task go; what tells its name stays until the number is given to another. */
    void leave(int number) {
        if (--users[number] == 0) {
            free[freeCount++] = number;
        }
    }

    TaskNames get(int number) {
        TaskNames known = names[number];
        if (known == null) {
            throw new IllegalStateException("Nothing has the number " + number);
        }
        return known;
    }
}
