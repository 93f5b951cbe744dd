package io.wavetank.policy;

/** One attempt at placing a task: its time, its chance, and an account of the work done. Reused from attempt to attempt. */
public final class Attempt {
    /** The answer "no node". */
    public static final int NOWHERE = -1;

    private final Draws draws;
    private long nowNanos;
    private long number = -1;
    private int scoredNodes;

    /** Creates the attempt of one scheduler; the draws are those of its stream. */
    public Attempt(Draws draws) {
        this.draws = draws;
    }

    /** Starts the next attempt. */
    public void begin(long timeNanos) {
        this.nowNanos = timeNanos;
        this.number++;
        this.scoredNodes = 0;
    }

    /** The time of the attempt, in nanoseconds since the start of the run. */
    public long nowNanos() {
        return nowNanos;
    }

    /** The number of the attempt in this run, from 0: the subject of draws about it. */
    public long number() {
        return number;
    }

    /** The scheduler's draws. */
    public Draws draws() {
        return draws;
    }

    /** Adds to the count of nodes that were scored. */
    public void scored(int nodes) {
        scoredNodes += nodes;
    }

    /** How many nodes were scored in this attempt. */
    public int scoredNodes() {
        return scoredNodes;
    }
}
