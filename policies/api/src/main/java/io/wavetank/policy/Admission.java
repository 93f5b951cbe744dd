package io.wavetank.policy;

/**
 * What a control plane says to tasks before they exist: it completes what they ask for, and refuses those that break a rule or lead above a quota. What it
 * has admitted counts until it is over, on a node or not.
 */
public interface Admission {
    /** Creates one of which nothing is used, once a run. */
    @FunctionalInterface
    interface Factory {
        /** Creates it. */
        Admission create();
    }

    /** Asks for a task, all members of it, and counts it if it may be. */
    Answer ask(TaskClass asked);

    /** Counts a task that is there already, whatever the rules say. */
    void found(TaskClass there);

    /** A task that was admitted or found is over. */
    void ended(TaskClass admitted);

    /**
     * The answer.
     *
     * @param task what the task asks for as it is to be
     * @param by what refuses it, such as {@code quota team-a/compute}, the same for all that it refuses; the empty string if it may be
     * @param reason why, in words; the empty string if it may be
     */
    record Answer(TaskClass task, String by, String reason) {
        /** The answer to a task that may be. */
        public static Answer admitted(TaskClass task) {
            return new Answer(task, "", "");
        }

        /** Whether it may be. */
        public boolean isAdmitted() {
            return by.isEmpty();
        }
    }
}
