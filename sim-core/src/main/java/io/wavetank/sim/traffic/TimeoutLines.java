package io.wavetank.sim.traffic;

import io.wavetank.sim.EventQueue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Time-outs of equal length, which fall due in the order of their making: a queue for each length, with one event for the first of it.
 *
 * <p>Most time-outs never happen. What was answered in time is passed over when it comes to the front, at no event.
 */
final class TimeoutLines {
    private final EventQueue queue;
    private final int rank;
    private final int kind;
    private final List<Line> lines = new ArrayList<>();

    TimeoutLines(EventQueue queue, int rank, int kind) {
        this.queue = queue;
        this.rank = rank;
        this.kind = kind;
    }

    /** The number of the line of a length. */
    int line(long nanos) {
        for (int line = 0; line < lines.size(); line++) {
            if (lines.get(line).nanos == nanos) {
                return line;
            }
        }
        lines.add(new Line(nanos));
        return lines.size() - 1;
    }

    /** Notes a time-out. */
    void add(int line, long deadlineNanos, Call call) {
        Line to = lines.get(line);
        to.add(deadlineNanos, call);
        if (to.size == 1 && !to.scheduled) {
            schedule(to, line);
        }
    }

    private void schedule(Line line, int number) {
        line.scheduled = true;
        queue.schedule(line.deadlines[line.head], rank, kind, number);
    }

    /** The event of a line has come. */
    void fired(int line) {
        lines.get(line).scheduled = false;
    }

    /**
     * Takes the next time-out that is due and not stale; after the last has been taken, notes the event of the next one to come.
     *
     * @return the call, or null if there is none
     */
    @Nullable
    Call takeDue(int number, long now) {
        Line line = lines.get(number);
        while (line.size > 0) {
            int at = line.head;
            Call call = line.calls[at];
            boolean stale = call.stamp != line.stamps[at] || call.abandoned;
            if (!stale && line.deadlines[at] > now) {
                if (!line.scheduled) {
                    schedule(line, number);
                }
                return null;
            }
            line.drop();
            if (!stale) {
                return call;
            }
        }
        return null;
    }

    private static final class Line {
        final long nanos;
        private long[] deadlines = new long[64];
        private Call[] calls = new Call[64];
        private int[] stamps = new int[64];
        private int head;
        private int size;
        private boolean scheduled;

        Line(long nanos) {
            this.nanos = nanos;
        }

        private void add(long deadline, Call call) {
            if (size == calls.length) {
                grow();
            }
            int at = (head + size++) & (calls.length - 1);
            deadlines[at] = deadline;
            calls[at] = call;
            stamps[at] = call.stamp;
        }

        private void drop() {
            head = (head + 1) & (calls.length - 1);
            size--;
        }

        private void grow() {
            long[] longerDeadlines = new long[2 * size];
            var longerCalls = new Call[2 * size];
            int[] longerStamps = new int[2 * size];
            for (int i = 0; i < size; i++) {
                int at = (head + i) & (size - 1);
                longerDeadlines[i] = deadlines[at];
                longerCalls[i] = calls[at];
                longerStamps[i] = stamps[at];
            }
            deadlines = longerDeadlines;
            calls = longerCalls;
            stamps = longerStamps;
            head = 0;
        }
    }
}
