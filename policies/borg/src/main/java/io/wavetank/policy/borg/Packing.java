package io.wavetank.policy.borg;

/**
 * How well a task would sit on a machine. Amounts are shares of what this machine offers, {@link #WHOLE} being all of it.
 */
interface Packing {
    /** All that a machine offers of a resource. */
    int WHOLE = 1 << 20;

    /**
     * Scores a machine; higher is better.
     *
     * @param freeCpu what is free of its processors before the task; at least {@code cpu}, unless others make room
     * @param freeMemory what is free of its memory
     * @param cpu what the task asks for
     * @param memory what the task asks for
     * @return a score between {@code -4 * WHOLE} and {@code 4 * WHOLE}
     */
    int score(int freeCpu, int freeMemory, int cpu, int memory);
}
