package io.wavetank.workload.rows;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import io.wavetank.sim.TaskNames;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some thousand tasks that follow each other, column by column. Read back, it is also how they are called: names are made when asked for.
 *
 * <p>Submit times are differences, run times and estimates as they are, all divided by what divides all of them; classes are numbers into a list; a
 * name is how much it shares with the one before and what comes then; jobs stand once for all tasks in a row that belong to them.
 */
public final class RowGroup implements TaskNames {
    /** How many tasks there are in one, but for the last. */
    public static final int ROWS = 4096;

    /** The version of Wavetank's own form that is written. */
    public static final int VERSION = 3;

    /** Stands for the group of a task of which no dependency is told. */
    public static final int NO_GROUP = -1;

    private static final int ESTIMATES_UNKNOWN = 0;
    private static final int ESTIMATES_GIVEN = 1;
    private static final int LIKE_TASK = 0;
    private static final int NO_JOB = 1;
    private static final int NEW_JOB = 2;

    private final int size;
    private final long[] submitNanos;
    private final long[] workNanos;
    private final TaskClass[] classes;
    private long @Nullable [] estimateNanos;
    private long @Nullable [] tieBreaks;
    private int @Nullable [] groups;
    private byte[] packedNames = new byte[0];
    private @Nullable Names names;

    /** Texts one after another in one array. */
    private static final class Texts {
        private byte[] bytes = new byte[1 << 10];
        private int[] ends = new int[16];
        private int count;

        /** Takes the next text, of which the beginning is that of the one before. */
        void next(ByteSource in) {
            int start = end(count - 1);
            int before = count == 0 ? 0 : end(count - 2);
            int shared = in.index(start - before + 1);
            int rest = in.count();
            int end = Math.addExact(start, shared + rest);
            if (end > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, end));
            }
            System.arraycopy(bytes, before, bytes, start, shared);
            in.raw(bytes, start + shared, rest);
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, 2 * count);
            }
            ends[count++] = end;
        }

        private int end(int text) {
            return text < 0 ? 0 : ends[text];
        }

        String get(int text) {
            int start = end(text - 1);
            return new String(bytes, start, ends[text] - start, StandardCharsets.UTF_8);
        }
    }

    private RowGroup(int size, TaskClass[] classes) {
        this.size = size;
        this.submitNanos = new long[size];
        this.workNanos = new long[size];
        this.classes = classes;
    }

    /** Takes a group out of its block, as it was written in a version of Wavetank's own form; the first two held no dependencies. */
    public static RowGroup read(ByteSource in, List<TaskClass> classList, int version) {
        int size = in.index(ROWS + 1);
        var group = new RowGroup(size, new TaskClass[size]);
        group.readTimes(in);
        for (int row = 0; row < size; row++) {
            group.classes[row] = classList.get(in.index(classList.size()));
        }
        if (version > 2 && in.number() != 0) {
            group.readGroups(in);
        }
        group.packedNames = new byte[in.count()];
        in.raw(group.packedNames, 0, group.packedNames.length);
        return group;
    }

    private void readTimes(ByteSource in) {
        long unit = in.number();
        long atNanos = in.signed();
        for (int row = 0; row < size; row++) {
            atNanos += in.signed() * unit;
            submitNanos[row] = atNanos;
        }
        long workUnit = in.number();
        for (int row = 0; row < size; row++) {
            long work = in.number();
            workNanos[row] = work == 0 ? Submission.FOREVER : work * workUnit;
        }
        if (in.number() != ESTIMATES_UNKNOWN) {
            estimateNanos = new long[size];
            long estimateUnit = in.number();
            for (int row = 0; row < size; row++) {
                long estimate = in.number();
                estimateNanos[row] = estimate == 0 ? -1 : (estimate - 1) * estimateUnit;
            }
        }
        if (in.number() != 0) {
            tieBreaks = new long[size];
            for (int row = 0; row < size; row++) {
                tieBreaks[row] = in.signed();
            }
        }
    }

    private void readGroups(ByteSource in) {
        int[] numbers = new int[size];
        int number = 0;
        for (int row = 0; row < size; row++) {
            number = Math.addExact(number, Math.toIntExact(in.signed()));
            numbers[row] = number;
        }
        groups = numbers;
    }

    /** The number of the group of a task in the graph of dependencies; {@link #NO_GROUP} for none. */
    public int group(int row) {
        return groups == null ? NO_GROUP : groups[row];
    }

    /** What tasks and jobs are called, unpacked when first asked for: most runs ask for none of most. */
    private static final class Names {
        private final Texts ids = new Texts();
        private final Texts jobs = new Texts();
        private final int[] jobOf;

        Names(ByteSource in, int size) {
            for (int row = 0; row < size; row++) {
                ids.next(in);
            }
            jobOf = new int[size];
            int row = 0;
            while (row < size) {
                int code = in.index(NEW_JOB + 1);
                int run = in.index(size - row) + 1;
                if (code == NEW_JOB) {
                    jobs.next(in);
                }
                Arrays.fill(jobOf, row, row + run, code == NEW_JOB ? jobs.count - 1 : -1 - code);
                row += run;
            }
        }
    }

    private synchronized Names names() {
        if (names == null) {
            names = new Names(new ByteSource(packedNames, packedNames.length), size);
            packedNames = new byte[0];
        }
        return names;
    }

    /** How many tasks there are. */
    public int size() {
        return size;
    }

    /** When a task of it is submitted. */
    public long submitNanos(int row) {
        return submitNanos[row];
    }

    /** What orders a task of it among those of its instant. */
    public long tieBreak(int row) {
        return tieBreaks == null ? 0 : tieBreaks[row];
    }

    /** Returns a task of it, submitted so much later. */
    public Submission task(int row, long laterNanos) {
        return new Submission(
                this,
                row,
                row,
                submitNanos[row] + laterNanos,
                workNanos[row],
                estimateNanos == null ? -1 : estimateNanos[row],
                classes[row]);
    }

    @Override
    public String id(long job, long index) {
        return names().ids.get((int) index);
    }

    @Override
    public String job(long job, long index) {
        Names all = names();
        int at = all.jobOf[(int) index];
        return at >= 0 ? all.jobs.get(at) : at == -1 - NO_JOB ? "" : all.ids.get((int) index);
    }

    /** Puts tasks together to a block. */
    public static final class Builder {
        private final long[] submitNanos = new long[ROWS];
        private final long[] workNanos = new long[ROWS];
        private final long[] estimateNanos = new long[ROWS];
        private final long[] tieBreaks = new long[ROWS];
        private final int[] classes = new int[ROWS];
        private final int[] groups = new int[ROWS];
        private final byte[][] ids = new byte[ROWS][];
        private final String[] jobNames = new String[ROWS];
        private final byte[] codes = new byte[ROWS];
        private final ByteSink packed = new ByteSink();
        private int size;

        /** Begins with no tasks. */
        public Builder() {}

        /** Whether no more fit in. */
        public boolean full() {
            return size == ROWS;
        }

        /** Whether there are none. */
        public boolean empty() {
            return size == 0;
        }

        /** Adds a task; {@code group} is that of its dependencies, or {@link #NO_GROUP}. */
        public void add(Submission task, long tieBreak, int taskClass, int group) {
            String id = task.id();
            String job = task.job();
            submitNanos[size] = task.submitNanos();
            workNanos[size] = task.workNanos();
            estimateNanos[size] = task.estimateNanos();
            tieBreaks[size] = tieBreak;
            classes[size] = taskClass;
            groups[size] = group;
            ids[size] = id.getBytes(StandardCharsets.UTF_8);
            jobNames[size] = job;
            codes[size] = (byte) (job.isEmpty() ? NO_JOB : job.equals(id) ? LIKE_TASK : NEW_JOB);
            size++;
        }

        /** Writes the block's content and begins anew. */
        public void write(ByteSink out) {
            out.number(size);
            writeSubmits(out);
            writeWork(out);
            writeEstimates(out);
            boolean ties = false;
            for (int row = 0; row < size; row++) {
                ties |= tieBreaks[row] != 0;
            }
            out.number(ties ? 1 : 0);
            for (int row = 0; ties && row < size; row++) {
                out.signed(tieBreaks[row]);
            }
            for (int row = 0; row < size; row++) {
                out.number(classes[row]);
            }
            writeGroups(out);
            packed.clear();
            byte[] before = new byte[0];
            for (int row = 0; row < size; row++) {
                writeText(packed, before, ids[row]);
                before = ids[row];
            }
            writeJobs(packed);
            out.number(packed.size());
            out.raw(packed.bytes(), 0, packed.size());
            size = 0;
        }

        private void writeGroups(ByteSink out) {
            boolean any = false;
            for (int row = 0; row < size; row++) {
                any |= groups[row] != NO_GROUP;
            }
            out.number(any ? 1 : 0);
            for (int row = 0; any && row < size; row++) {
                out.signed((long) groups[row] - (row == 0 ? 0 : groups[row - 1]));
            }
        }

        private void writeSubmits(ByteSink out) {
            long unit = 0;
            for (int row = 1; row < size; row++) {
                unit = divisor(unit, submitNanos[row] - submitNanos[row - 1]);
            }
            unit = Math.max(1, unit);
            out.number(unit);
            out.signed(submitNanos[0]);
            for (int row = 0; row < size; row++) {
                out.signed(row == 0 ? 0 : (submitNanos[row] - submitNanos[row - 1]) / unit);
            }
        }

        private void writeWork(ByteSink out) {
            long unit = 0;
            for (int row = 0; row < size; row++) {
                unit = workNanos[row] == Submission.FOREVER ? unit : divisor(unit, workNanos[row]);
            }
            unit = Math.max(1, unit);
            out.number(unit);
            for (int row = 0; row < size; row++) {
                out.number(workNanos[row] == Submission.FOREVER ? 0 : workNanos[row] / unit);
            }
        }

        private void writeEstimates(ByteSink out) {
            long unit = 0;
            boolean given = false;
            for (int row = 0; row < size; row++) {
                given |= estimateNanos[row] >= 0;
                unit = estimateNanos[row] < 0 ? unit : divisor(unit, estimateNanos[row]);
            }
            unit = Math.max(1, unit);
            out.number(given ? ESTIMATES_GIVEN : ESTIMATES_UNKNOWN);
            if (given) {
                out.number(unit);
                for (int row = 0; row < size; row++) {
                    out.number(estimateNanos[row] < 0 ? 0 : estimateNanos[row] / unit + 1);
                }
            }
        }

        private static long divisor(long a, long b) {
            long larger = Math.abs(a);
            long smaller = Math.abs(b);
            while (smaller != 0) {
                long rest = larger % smaller;
                larger = smaller;
                smaller = rest;
            }
            return larger;
        }

        private void writeJobs(ByteSink out) {
            byte[] before = new byte[0];
            int row = 0;
            while (row < size) {
                int next = row + 1;
                while (next < size
                        && codes[next] == codes[row]
                        && (codes[row] != NEW_JOB || jobNames[next].equals(jobNames[row]))) {
                    next++;
                }
                out.number(codes[row]);
                out.number(next - row - 1L);
                if (codes[row] == NEW_JOB) {
                    byte[] name = jobNames[row].getBytes(StandardCharsets.UTF_8);
                    writeText(out, before, name);
                    before = name;
                }
                row = next;
            }
        }

        private static void writeText(ByteSink out, byte[] before, byte[] text) {
            int shared = Arrays.mismatch(before, text);
            shared = shared < 0 ? text.length : shared;
            out.number(shared);
            out.number(text.length - shared);
            out.raw(text, shared, text.length - shared);
        }
    }
}
