package io.wavetank.workload.trace;

import io.wavetank.sim.Precedence;
import io.wavetank.sim.SubmissionSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** A trace of which it is known who submitted what, to be replayed with users who wait for their tasks. Any number of replays may go on at once. */
public final class TraceUsers {
    /** The longest think time within a session, as most studies have it. */
    public static final long USUAL_BREAK_NANOS = 20 * 60 * 1_000_000_000L;

    private final UserBatches batches;
    private final long originNanos;
    private final long spanNanos;
    private final StreamedSubmissions.Waits waits;

    TraceUsers(UserBatches batches, long originNanos, long spanNanos, StreamedSubmissions.Waits waits) {
        this.batches = batches;
        this.originNanos = originNanos;
        this.spanNanos = spanNanos;
        this.waits = waits;
    }

    /** Returns the tasks from the first; which come when is decided while a run goes on. Tasks that wait for others do so as well ({@link Precedence}). */
    public SubmissionSource open() {
        return new UserReplay(batches, originNanos, spanNanos, waits);
    }

    /** How many users there are, in how many sessions and batches they came, and how many tasks are of nobody in particular. */
    public Map<String, Long> totals() {
        var totals = new LinkedHashMap<String, Long>();
        totals.put("users", (long) batches.users());
        totals.put("sessions", (long) batches.sessions());
        totals.put("batches", (long) batches.batches());
        totals.put("tasks_without_user", batches.withoutUser());
        return totals;
    }
}
