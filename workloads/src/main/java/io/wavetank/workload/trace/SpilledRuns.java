package io.wavetank.workload.trace;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.workload.rows.ByteSink;
import io.wavetank.workload.rows.ByteSource;
import io.wavetank.workload.rows.RowGroup;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sorted runs of tasks in one temporary file. Their classes stay in memory, as they do anyway. */
final class SpilledRuns {
    private final FileChannel file;
    private final List<TaskClass> classes = new ArrayList<>();
    private final Map<TaskClass, Integer> numbers = new HashMap<>();
    private final ByteSink block = new ByteSink();
    private long end;

    SpilledRuns() throws IOException {
        Path place = Files.createTempFile("wavetank-sort-", ".tmp");
        file = FileChannel.open(
                place, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        // Where a file that is open may be removed, nothing stays behind even if the program is killed.
        if (!System.getProperty("os.name", "").startsWith("Windows")) {
            Files.deleteIfExists(place);
        }
    }

    /** One run: where its groups of tasks stand. */
    final class Run {
        private final List<long[]> groups;

        private Run(List<long[]> groups) {
            this.groups = List.copyOf(groups);
        }

        /** Begins to read it; {@code rank} orders it among other runs. */
        Cursor open(int rank) {
            return new Cursor(groups, rank);
        }
    }

    /** Sorts a table and lays it down. */
    Run write(SubmissionTable table) throws IOException {
        table.sort();
        var groups = new ArrayList<long[]>();
        var rows = new RowGroup.Builder();
        for (int rank = 0; rank < table.size(); rank++) {
            add(table.ranked(rank), table.tieBreak(rank), rows, groups);
        }
        flush(rows, groups);
        return new Run(groups);
    }

    /** Lays down what comes out of a merge. */
    Run write(SortedTasks.Merge merge) throws IOException {
        var groups = new ArrayList<long[]>();
        var rows = new RowGroup.Builder();
        for (Submission task = merge.next(); task != null; task = merge.next()) {
            add(task, merge.tieBreak(), rows, groups);
        }
        flush(rows, groups);
        return new Run(groups);
    }

    private void add(Submission task, long tieBreak, RowGroup.Builder rows, List<long[]> groups) throws IOException {
        Integer number = numbers.putIfAbsent(task.taskClass(), classes.size());
        if (number == null) {
            number = classes.size();
            classes.add(task.taskClass());
        }
        rows.add(task, tieBreak, number, RowGroup.NO_GROUP);
        if (rows.full()) {
            flush(rows, groups);
        }
    }

    private void flush(RowGroup.Builder rows, List<long[]> groups) throws IOException {
        if (rows.empty()) {
            return;
        }
        block.clear();
        rows.write(block);
        ByteBuffer bytes = ByteBuffer.wrap(block.bytes(), 0, block.size());
        groups.add(new long[] {end, block.size()});
        while (bytes.hasRemaining()) {
            end += file.write(bytes, end);
        }
    }

    /** A place in a run. */
    final class Cursor {
        private final List<long[]> groups;
        private final int rank;
        private int next;
        private @Nullable RowGroup group;
        private int row;

        private Cursor(List<long[]> groups, int rank) {
            this.groups = groups;
            this.rank = rank;
        }

        /** Steps to the next task; false after the last. */
        boolean advance() throws IOException {
            RowGroup current = group;
            if (current != null && row + 1 < current.size()) {
                row++;
                return true;
            }
            if (next == groups.size()) {
                return false;
            }
            group = read(groups.get(next++));
            row = 0;
            return true;
        }

        private RowGroup read(long[] place) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate((int) place[1]);
            while (bytes.hasRemaining()) {
                if (file.read(bytes, place[0] + bytes.position()) < 0) {
                    throw new EOFException("a temporary file has become shorter");
                }
            }
            return RowGroup.read(new ByteSource(bytes.array(), bytes.capacity()), classes, RowGroup.VERSION);
        }

        private RowGroup current() {
            if (group == null) {
                throw new IllegalStateException("The cursor is before the first task");
            }
            return group;
        }

        Submission task() {
            return current().task(row, 0);
        }

        long tieBreak() {
            return current().tieBreak(row);
        }

        /** Whether its task comes before that of another. */
        boolean before(Cursor other) {
            int order = Long.compare(current().submitNanos(row), other.current().submitNanos(other.row));
            order = order != 0 ? order : Long.compare(tieBreak(), other.tieBreak());
            return order != 0 ? order < 0 : rank < other.rank;
        }
    }
}
