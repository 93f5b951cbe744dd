package io.wavetank.workload.google;

import io.wavetank.policy.constraint.PodSpec;
import io.wavetank.policy.constraint.Requirement;
import io.wavetank.workload.input.Reading;
import io.wavetank.workload.input.Table;
import io.wavetank.workload.input.TraceFormatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What tasks of Google's trace of 2011 need of their machine, out of the table {@code task_constraints}, read beside the events: rows of a task have the time
 * of its submission, and both tables are in order of time, so that only what was just read is in memory.
 *
 * <p>{@link NeedBook} says what a comparison becomes.
 */
final class TaskNeeds {
    /** Needs nothing. */
    static final int NONE = NeedBook.NONE;

    /** So many tasks may wait for their submission before those are forgotten that were there long. */
    private static final int MOST_PENDING = 500_000;

    private final Table table;
    private final Map<Task, Need> pending = new HashMap<>();
    private final NeedBook book = new NeedBook();
    private boolean open = true;
    private long forgottenNanos = -1;
    private @Nullable Need ahead;
    private Task aheadOf = new Task(0, 0);

    private record Task(long job, long index) {}

    /** The requirements of a task as of a time. */
    private record Need(long atNanos, List<Requirement> requirements) {}

    private TaskNeeds(Table table) {
        this.table = table;
    }

    /** Returns the needs, or null if there is no table of them. */
    static @Nullable TaskNeeds open(Reading reading) throws TraceFormatException {
        Table table = GoogleConstraints.table(reading);
        return table == null ? null : new TaskNeeds(table);
    }

    /** The number of what a task needs that is submitted, or found running, at this time. */
    int of(long atNanos, long job, long index) throws TraceFormatException {
        advance(atNanos);
        Need need = pending.remove(new Task(job, index));
        if (need == null) {
            return NONE;
        }
        return book.number(need.requirements);
    }

    /** What stands behind a number. */
    PodSpec spec(int number) {
        return book.spec(number);
    }

    private void advance(long atNanos) throws TraceFormatException {
        while (read() && ahead != null && ahead.atNanos <= atNanos) {
            Need need = ahead;
            ahead = null;
            pending.merge(aheadOf, need, TaskNeeds::together);
            if (pending.size() > MOST_PENDING && atNanos > forgottenNanos) {
                forgottenNanos = atNanos;
                pending.values().removeIf(old -> old.atNanos < atNanos);
            }
        }
    }

    /** What is said later is said anew. */
    private static Need together(Need before, Need after) {
        if (before.atNanos != after.atNanos) {
            return after;
        }
        List<Requirement> both = new ArrayList<>(before.requirements);
        both.addAll(after.requirements);
        return new Need(after.atNanos, both);
    }

    /** Reads one row ahead; false after the last. */
    private boolean read() throws TraceFormatException {
        if (ahead == null && open) {
            open = table.next();
            if (open) {
                ahead = new Need(GoogleConstraints.nanos(table), List.of(requirement()));
                aheadOf = new Task(GoogleConstraints.job(table), GoogleConstraints.index(table));
            }
        }
        return ahead != null;
    }

    private Requirement requirement() throws TraceFormatException {
        String attribute = GoogleConstraints.attribute(table);
        String value = GoogleConstraints.value(table);
        return Objects.requireNonNull(NeedBook.requirement(attribute, GoogleConstraints.operator(table), value));
    }
}
