package io.wavetank.sim.rollout;

import io.wavetank.sim.Submission;
import io.wavetank.sim.scenario.ImageSpec;
import java.io.IOException;

/** What rollouts need of the run. */
interface Site {
    /** Something to be done. */
    @FunctionalInterface
    interface Reminder {
        void due(long nowNanos) throws IOException;
    }

    /** Has something done later. */
    void remind(long timeNanos, Reminder reminder);

    /** Has an image pulled to a node that does not have it, and something done then; says whether it has to be. */
    boolean pull(long nowNanos, int node, ImageSpec image, Reminder pulled);

    /** Submits the task of a pod, and says whether it is let in. */
    boolean submit(long nowNanos, Pod pod, Submission submission) throws IOException;

    /** Takes the task of a pod out of the system, at once. */
    void remove(long nowNanos, Pod pod) throws IOException;

    /** Puts something down in the log. */
    void noted(long nowNanos, String what, String subject, String text) throws IOException;

    /** Numbers pods, from 0. */
    long nextNumber();
}
