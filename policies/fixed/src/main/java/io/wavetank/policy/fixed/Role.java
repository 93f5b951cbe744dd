package io.wavetank.policy.fixed;

import io.wavetank.policy.compose.TaskFilter;

/**
 * What some of the machines are there for.
 *
 * @param takes which tasks they run
 * @param machines how many there are, 1 or more; {@link #REST} for all that are left
 * @param exclusive whether a machine runs one task at a time
 */
record Role(TaskFilter takes, int machines, boolean exclusive) {
    /** Stands for all machines that are left. */
    static final int REST = 0;
}
