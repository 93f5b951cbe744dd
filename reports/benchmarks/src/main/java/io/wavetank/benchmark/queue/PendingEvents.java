package io.wavetank.benchmark.queue;

import io.wavetank.sim.EventQueue;

/**
 * What every candidate can do: the contract of {@link EventQueue}, less its checks of arguments and handles.
 *
 * <p>Events come out in the order (time, rank, insertion); a handle is valid until its event fires or is cancelled. Times are nanoseconds.
 */
public interface PendingEvents {
    /** Adds an event and returns its handle. */
    int schedule(long timeNanos, int rank, int kind, int subject);

    /** Moves an event, as if cancelled and scheduled anew. */
    void reschedule(int handle, long timeNanos);

    /** Takes an event out. */
    void cancel(int handle);

    /** Takes the earliest event off into {@link #timeNanos}, {@link #rank}, {@link #kind} and {@link #subject}; false if there is none. */
    boolean poll();

    /** Time of the last polled event. */
    long timeNanos();

    /** Rank of the last polled event. */
    int rank();

    /** Kind of the last polled event. */
    int kind();

    /** Subject of the last polled event. */
    int subject();

    /** Number of pending events. */
    int size();
}
