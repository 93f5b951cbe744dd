package io.wavetank.workload.trace;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.Submission;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Submissions in memory, in columns: about 60 bytes and its name each. For traces whose files are not in time order.
 *
 * <p>Order: submit time, then the reader's tie break, then the order of the file. Once sorted it does not change, and any number of sources
 * may read it at once.
 */
final class SubmissionTable {
    private static final int SAME_AS_ID = -1;
    private static final long BYTES_PER_ROW = 56;
    private static final long BYTES_PER_JOB = 120;
    /** Arrays double, and while one does it is there twice. */
    private static final long GROWTH = 2;

    private long[] submitNanos = new long[1024];
    private long[] workNanos = new long[1024];
    private long[] estimateNanos = new long[1024];
    private long[] tieBreaks = new long[1024];
    private int[] classes = new int[1024];
    private int[] jobs = new int[1024];
    private int[] idEnds = new int[1024];
    private byte[] ids = new byte[16 * 1024];
    private int[] order = new int[0];
    private int size;

    private final List<TaskClass> classList = new ArrayList<>();
    private final List<String> jobList = new ArrayList<>();

    private final Map<TaskClass, Integer> classNumbers = new HashMap<>();
    private final Map<String, Integer> jobNumbers = new HashMap<>();
    private long jobBytes;

    /** Begins with no submissions. */
    SubmissionTable() {}

    /** Adds a submission. */
    void add(Submission task, long tieBreak) {
        String name = task.job();
        int job = SAME_AS_ID;
        if (!name.equals(task.id())) {
            int before = jobList.size();
            job = number(name, jobNumbers, jobList);
            jobBytes += jobList.size() > before ? BYTES_PER_JOB + name.length() : 0;
        }
        add(task, tieBreak, number(task.taskClass(), classNumbers, classList), job);
    }

    /** About how much memory it takes, sorting included. */
    long bytes() {
        long names = size == 0 ? 0 : idEnds[size - 1];
        return GROWTH * (BYTES_PER_ROW * size + names) + jobBytes;
    }

    /** How many there are. */
    int size() {
        return size;
    }

    private static <T> int number(T value, Map<T, Integer> numbers, List<T> list) {
        Integer known = numbers.putIfAbsent(value, list.size());
        if (known != null) {
            return known;
        }
        list.add(value);
        return list.size() - 1;
    }

    private void add(Submission task, long tieBreak, int taskClass, int job) {
        byte[] id = task.id().getBytes(StandardCharsets.UTF_8);
        int idStart = size == 0 ? 0 : idEnds[size - 1];
        if (size == submitNanos.length) {
            grow();
        }
        if (idStart + id.length > ids.length) {
            ids = Arrays.copyOf(ids, Math.max(Math.multiplyExact(2, ids.length), Math.addExact(idStart, id.length)));
        }
        System.arraycopy(id, 0, ids, idStart, id.length);
        idEnds[size] = idStart + id.length;
        submitNanos[size] = task.submitNanos();
        workNanos[size] = task.workNanos();
        estimateNanos[size] = task.estimateNanos();
        tieBreaks[size] = tieBreak;
        classes[size] = taskClass;
        jobs[size] = job;
        size++;
    }

    private void grow() {
        int capacity = Math.multiplyExact(2, size);
        submitNanos = Arrays.copyOf(submitNanos, capacity);
        workNanos = Arrays.copyOf(workNanos, capacity);
        estimateNanos = Arrays.copyOf(estimateNanos, capacity);
        tieBreaks = Arrays.copyOf(tieBreaks, capacity);
        classes = Arrays.copyOf(classes, capacity);
        jobs = Arrays.copyOf(jobs, capacity);
        idEnds = Arrays.copyOf(idEnds, capacity);
    }

    /** Sorts the row numbers by merging ever longer runs, which keeps equal ones in order. */
    void sort() {
        int[] from = new int[size];
        int[] to = new int[size];
        Arrays.setAll(from, row -> row);
        for (long width = 1; width < size; width *= 2) {
            for (long low = 0; low < size; low += 2 * width) {
                merge(from, to, (int) low, (int) Math.min(low + width, size), (int) Math.min(low + 2 * width, size));
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        order = from;
    }

    private void merge(int[] from, int[] to, int low, int middle, int high) {
        int left = low;
        int right = middle;
        for (int k = low; k < high; k++) {
            boolean takeLeft = right == high || (left < middle && !before(from[right], from[left]));
            to[k] = takeLeft ? from[left++] : from[right++];
        }
    }

    private boolean before(int a, int b) {
        return submitNanos[a] < submitNanos[b] || (submitNanos[a] == submitNanos[b] && tieBreaks[a] < tieBreaks[b]);
    }

    /** When the submission of a rank comes, once sorted. */
    long submitNanos(int rank) {
        return submitNanos[order[rank]];
    }

    /** Whether the submission of a rank never ends, once sorted. */
    boolean isEndless(int rank) {
        return workNanos[order[rank]] == Submission.FOREVER;
    }

    /** The place of the submission of a rank among those added, once sorted. */
    int row(int rank) {
        return order[rank];
    }

    /** What orders the submission of a rank, once sorted, among those of its instant. */
    long tieBreak(int rank) {
        return tieBreaks[order[rank]];
    }

    /** The submission of a rank, once sorted. */
    Submission ranked(int rank) {
        return at(order[rank]);
    }

    private Submission at(int row) {
        int idStart = row == 0 ? 0 : idEnds[row - 1];
        String id = new String(ids, idStart, idEnds[row] - idStart, StandardCharsets.UTF_8);
        String job = jobs[row] == SAME_AS_ID ? id : jobList.get(jobs[row]);
        return new Submission(
                id, job, submitNanos[row], workNanos[row], estimateNanos[row], classList.get(classes[row]));
    }
}
