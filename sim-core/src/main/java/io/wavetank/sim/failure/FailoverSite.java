package io.wavetank.sim.failure;

import io.wavetank.sim.Reminders;
import java.io.IOException;

/** What the failover of services does to a run. */
public interface FailoverSite {
    /** Has something done later; at this instant, after everything else of it, if the time is now. */
    void remind(long timeNanos, Reminders.Reminder reminder);

    /** The place of a task on a lost node is given up; says whether it could be. */
    boolean giveUp(long now, int task) throws IOException;

    /** A task is told to stop and waits again, if budgets allow it; says whether they did. */
    boolean evict(long now, int task, String reason) throws IOException;

    /** A task is off its node with all that it has done, and waits again; it works after a pause. */
    void takeOff(long now, int task, long pauseNanos) throws IOException;

    /** A node takes nothing new, or does again. */
    void setClosed(long now, int node, boolean value) throws IOException;

    /** A task that was kept waiting may be placed. */
    void admit(long now, int task) throws IOException;

    /** A task takes requests from now on. */
    void takesRequests(long now, int task) throws IOException;

    /** A task takes no requests any more; {@code dead} if what it has is lost. */
    void takesNone(long now, int task, boolean dead) throws IOException;
}
