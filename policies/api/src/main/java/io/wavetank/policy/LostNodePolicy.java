package io.wavetank.policy;

/**
 * What a system does about nodes that count as lost: when it begins to give up what is on each, and how long a task stays from then on. An object of this
 * kind belongs to one leader of one run. Times are nanoseconds.
 */
public interface LostNodePolicy {
    /** Stands for a time that does not come. */
    long NEVER = Long.MAX_VALUE;

    /** Carries out what the policy decides. */
    interface Marks {
        /** From now on what is on a lost node is given up, each task after its own time. */
        void begin(int node);

        /** What is still on it is left alone. */
        void stop(int node);
    }

    /** A node counts as lost. */
    void lost(long nowNanos, int node, Marks marks);

    /** A node that counted as lost is back. */
    void back(long nowNanos, int node, Marks marks);

    /** The time has come that {@link #wakeNanos} named, and everything else of this instant has been told. */
    void act(long nowNanos, Marks marks);

    /** When the policy wants to act next; {@link #NEVER} if it waits for something to happen. */
    long wakeNanos();

    /** Returns how long a task stays on a node from the beginning on; {@link #NEVER} for as long as it takes. */
    long tolerationNanos(TaskClass task);

    /**
     * Begins with each node as soon as it counts as lost.
     *
     * @param tolerationNanos how long every task stays
     */
    record AtOnce(long tolerationNanos) implements LostNodePolicy {
        @Override
        public void lost(long nowNanos, int node, Marks marks) {
            marks.begin(node);
        }

        @Override
        public void back(long nowNanos, int node, Marks marks) {}

        @Override
        public void act(long nowNanos, Marks marks) {}

        @Override
        public long wakeNanos() {
            return NEVER;
        }

        @Override
        public long tolerationNanos(TaskClass task) {
            return tolerationNanos;
        }
    }
}
