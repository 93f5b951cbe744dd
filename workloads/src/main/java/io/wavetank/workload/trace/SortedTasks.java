package io.wavetank.workload.trace;

import io.wavetank.sim.Precedence;
import io.wavetank.sim.Submission;
import io.wavetank.sim.SubmissionSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a trace that is not in order of time, sorted within a bound of memory: those that fit are kept, more of them are laid down in sorted
 * runs in a temporary file and merged when they are read.
 *
 * <p>Order: submit time, then the reader's tie break, then the order of the file. Once sorted it does not change, and any number of sources may read it
 * at once, by several threads. The file has no name any more as soon as it is open, and is gone with the last that holds it.
 */
final class SortedTasks {
    /** How many runs are merged at once: each takes less than a megabyte. */
    private static final int MOST_RUNS = 32;

    private final @Nullable SubmissionTable table;
    private final List<SpilledRuns.Run> runs;

    private SortedTasks(@Nullable SubmissionTable table, List<SpilledRuns.Run> runs) {
        this.table = table;
        this.runs = runs;
    }

    /** Reads all that is left of a reader. */
    static SortedTasks of(TraceReader reader, long memoryBytes) throws IOException {
        var table = new SubmissionTable();
        SpilledRuns spilled = null;
        List<SpilledRuns.Run> runs = new ArrayList<>();
        for (Submission task = reader.next(); task != null; task = reader.next()) {
            table.add(task, reader.tieBreak());
            if (table.bytes() > memoryBytes) {
                spilled = spilled == null ? new SpilledRuns() : spilled;
                runs.add(spilled.write(table));
                table = new SubmissionTable();
            }
        }
        if (spilled == null) {
            table.sort();
            return new SortedTasks(table, List.of());
        }
        if (table.size() > 0) {
            runs.add(spilled.write(table));
        }
        while (runs.size() > MOST_RUNS) {
            List<SpilledRuns.Run> merged = new ArrayList<>();
            for (int from = 0; from < runs.size(); from += MOST_RUNS) {
                merged.add(spilled.write(new Merge(runs.subList(from, Math.min(from + MOST_RUNS, runs.size())))));
            }
            runs = merged;
        }
        return new SortedTasks(null, List.copyOf(runs));
    }

    /** How many runs lie on the disk; 0 if all is in memory. */
    int runs() {
        return runs.size();
    }

    /** Returns the submissions from the first. */
    SubmissionSource source(long originNanos, long spanNanos, StreamedSubmissions.Waits waits) throws IOException {
        SubmissionTable inMemory = table;
        Merge merge = inMemory == null ? new Merge(runs) : null;
        return new SubmissionSource() {
            private int rank;

            @Override
            public @Nullable Submission next() throws IOException {
                Submission task;
                if (merge != null) {
                    task = merge.next();
                } else {
                    task = inMemory == null || rank == inMemory.size() ? null : inMemory.ranked(rank++);
                }
                return task == null ? null : StreamedSubmissions.shifted(task, originNanos);
            }

            @Override
            public long spanNanosHint() {
                return spanNanos;
            }

            @Override
            public @Nullable Precedence precedence() throws IOException {
                return waits.precedence();
            }
        };
    }

    /** Several runs as one; of equal tasks those of the earlier run come first. */
    static final class Merge {
        private final List<SpilledRuns.Cursor> heap = new ArrayList<>();
        private long tieBreak;

        Merge(List<SpilledRuns.Run> runs) throws IOException {
            for (int i = 0; i < runs.size(); i++) {
                var cursor = runs.get(i).open(i);
                if (cursor.advance()) {
                    heap.add(cursor);
                }
            }
            for (int i = heap.size() / 2 - 1; i >= 0; i--) {
                sink(i);
            }
        }

        @Nullable
        Submission next() throws IOException {
            if (heap.isEmpty()) {
                return null;
            }
            SpilledRuns.Cursor first = heap.get(0);
            Submission task = first.task();
            tieBreak = first.tieBreak();
            if (!first.advance()) {
                SpilledRuns.Cursor last = heap.remove(heap.size() - 1);
                if (heap.isEmpty()) {
                    return task;
                }
                if (last != first) {
                    heap.set(0, last);
                }
            }
            sink(0);
            return task;
        }

        /** What orders the task returned last among those of its instant. */
        long tieBreak() {
            return tieBreak;
        }

        private void sink(int from) {
            int at = from;
            while (true) {
                int child = 2 * at + 1;
                if (child >= heap.size()) {
                    return;
                }
                if (child + 1 < heap.size() && heap.get(child + 1).before(heap.get(child))) {
                    child++;
                }
                if (!heap.get(child).before(heap.get(at))) {
                    return;
                }
                SpilledRuns.Cursor swap = heap.get(at);
                heap.set(at, heap.get(child));
                heap.set(child, swap);
                at = child;
            }
        }
    }
}
