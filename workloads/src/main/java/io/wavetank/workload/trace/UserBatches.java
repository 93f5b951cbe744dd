package io.wavetank.workload.trace;

import io.wavetank.sim.Submission;
import io.wavetank.workload.input.TraceFormatException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tasks of a trace by the users who submitted them, in batches with the think times between. In memory: about 80 bytes and its name a task.
 *
 * <p>A batch is what a user submits without waiting: it begins with a task that comes when all of that user's earlier ones have ended, and holds those that
 * come before all of it has ended, as recorded. Think time is from the end of the last task of a batch to the submission of the next batch. A session is batches
 * of which each begins no longer than the break after the end of the one before. Of tasks whose recorded end is unknown it is taken that they began at once; those that
 * never ended nobody waits for.
 *
 * <p>Source: N. Zakay, D. G. Feitelson: On identifying user session boundaries in parallel workload logs, JSSPP 2012 (sessions by think times of up to 20
 * minutes, the usual definition, which is the one here); Preserving user behavior characteristics in trace-based simulation of parallel job scheduling, MASCOTS 2014
 * (batches, and think times between their ends and the next batch).
 */
final class UserBatches {
    static final int NO_USER = -1;
    private static final long BYTES_PER_ROW = 24;

    private final SubmissionTable tasks = new SubmissionTable();
    private final Map<String, Integer> users = new LinkedHashMap<>();
    private int[] userOfRow = new int[1024];
    private long[] endOfRow = new long[1024];

    /** Ranks grouped by user, each user's in order of submission; those of nobody first. */
    private int[] ranks = new int[0];

    private int[] batchOfRank = new int[0];
    private int[] firsts = new int[64];
    private long[] thinkNanos = new long[64];
    private boolean[] lastOfUser = new boolean[64];
    private boolean[] newSession = new boolean[64];
    private int batches;
    private int sessions;

    private UserBatches() {}

    /** Reads all that is left of a reader; {@code breakNanos} is the longest think time within a session. */
    static UserBatches of(TraceReader reader, long memoryBytes, long breakNanos) throws TraceFormatException {
        var made = new UserBatches();
        for (Submission task = reader.next(); task != null; task = reader.next()) {
            made.add(task, reader);
            if (made.tasks.bytes() + 2 * BYTES_PER_ROW * made.tasks.size() > memoryBytes) {
                throw new IllegalArgumentException("its first " + made.tasks.size() + " tasks fill the memory of "
                        + (memoryBytes >> 20) + " MiB that is there for tasks by users");
            }
        }
        made.tasks.sort();
        made.group();
        made.split(breakNanos);
        return made;
    }

    private void add(Submission task, TraceReader reader) {
        int row = tasks.size();
        if (row == userOfRow.length) {
            userOfRow = Arrays.copyOf(userOfRow, Math.multiplyExact(2, row));
            endOfRow = Arrays.copyOf(endOfRow, Math.multiplyExact(2, row));
        }
        String user = reader.user();
        long ended = reader.endedNanos();
        long submitted = task.submitNanos();
        if (user == null) {
            userOfRow[row] = NO_USER;
        } else {
            Integer number = users.putIfAbsent(user, users.size());
            userOfRow[row] = number == null ? users.size() - 1 : number;
        }
        boolean forever = task.workNanos() == Submission.FOREVER;
        endOfRow[row] = Math.max(submitted, forever ? submitted : ended < 0 ? submitted + task.workNanos() : ended);
        tasks.add(task, reader.tieBreak());
    }

    private void group() {
        int[] starts = new int[users.size() + 2];
        for (int row = 0; row < tasks.size(); row++) {
            starts[userOfRow[row] + 2]++;
        }
        for (int user = 1; user < starts.length; user++) {
            starts[user] += starts[user - 1];
        }
        ranks = new int[tasks.size()];
        for (int rank = 0; rank < ranks.length; rank++) {
            ranks[starts[userOfRow[tasks.row(rank)] + 1]++] = rank;
        }
    }

    private void split(long breakNanos) {
        batchOfRank = new int[ranks.length];
        long ended = 0;
        for (int place = 0; place < ranks.length; place++) {
            int rank = ranks[place];
            int user = user(rank);
            if (user == NO_USER) {
                batchOfRank[rank] = -1;
                continue;
            }
            boolean sameUser = place > 0 && user(ranks[place - 1]) == user;
            long submitted = tasks.submitNanos(rank);
            if (!sameUser || submitted >= ended) {
                long think = sameUser ? submitted - ended : 0;
                begin(place, think, !sameUser || think > breakNanos);
                if (batches > 1) {
                    lastOfUser[batches - 2] = !sameUser;
                }
                ended = 0;
            }
            batchOfRank[rank] = batches - 1;
            ended = Math.max(ended, endOfRow[tasks.row(rank)]);
        }
        firsts = Arrays.copyOf(firsts, batches + 1);
        firsts[batches] = ranks.length;
        if (batches > 0) {
            lastOfUser[batches - 1] = true;
        }
    }

    private void begin(int place, long think, boolean session) {
        if (batches == firsts.length) {
            firsts = Arrays.copyOf(firsts, 2 * batches);
            thinkNanos = Arrays.copyOf(thinkNanos, 2 * batches);
            lastOfUser = Arrays.copyOf(lastOfUser, 2 * batches);
            newSession = Arrays.copyOf(newSession, 2 * batches);
        }
        firsts[batches] = place;
        thinkNanos[batches] = think;
        newSession[batches] = session;
        sessions += session ? 1 : 0;
        batches++;
    }

    private int user(int rank) {
        return userOfRow[tasks.row(rank)];
    }

    /** How many tasks there are. */
    int size() {
        return ranks.length;
    }

    int users() {
        return users.size();
    }

    int batches() {
        return batches;
    }

    int sessions() {
        return sessions;
    }

    /** How many tasks nobody is known to have submitted. */
    long withoutUser() {
        long count = 0;
        for (int batch : batchOfRank) {
            count += batch < 0 ? 1 : 0;
        }
        return count;
    }

    /** The task of a rank in the order of submission. */
    Submission task(int rank) {
        return tasks.ranked(rank);
    }

    /** When the task of a rank was submitted, on the clock of the trace. */
    long submitNanos(int rank) {
        return tasks.submitNanos(rank);
    }

    /** Whether the task of a rank never ends. */
    boolean isEndless(int rank) {
        return tasks.isEndless(rank);
    }

    /** The batch of a task; -1 if nobody is known to have submitted it. */
    int batch(int rank) {
        return batchOfRank[rank];
    }

    /** How many tasks a batch has. */
    int tasksOf(int batch) {
        return firsts[batch + 1] - firsts[batch];
    }

    /** The rank of a task of a batch. */
    int rank(int batch, int index) {
        return ranks[firsts[batch] + index];
    }

    /** From the end of the user's batch before to this one. */
    long thinkNanos(int batch) {
        return thinkNanos[batch];
    }

    /** Whether a batch begins a session. */
    boolean newSession(int batch) {
        return newSession[batch];
    }

    /** Whether the user of a batch has another. */
    boolean hasNext(int batch) {
        return !lastOfUser[batch];
    }
}
