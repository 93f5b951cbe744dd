package io.wavetank.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tasks of one run that wait for others to end, and how far those have come. */
final class Predecessors {
    private final Precedence graph;
    private final int[] groupsLeft;
    private final int[] tasksLeft;
    private final @Nullable List<Submission>[] held;
    private int[] groupOfRow = new int[64];
    private final ArrayDeque<Submission> released = new ArrayDeque<>();
    private long heldCount;
    /** Groups that wait for what has failed, themselves or by way of others: none of their tasks will run. */
    private final BitSet doomed = new BitSet();

    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of lists of something
    Predecessors(Precedence graph) {
        this.graph = graph;
        this.groupsLeft = new int[graph.groups()];
        this.tasksLeft = new int[graph.groups()];
        this.held = new List[graph.groups()];
        for (int group = 0; group < graph.groups(); group++) {
            groupsLeft[group] = graph.waitsFor(group);
            tasksLeft[group] = graph.members(group);
        }
        for (int group = 0; group < graph.groups(); group++) {
            if (graph.members(group) == 0 && graph.waitsFor(group) == 0) {
                over(group);
            }
        }
    }

    /** Keeps the task until what it waits for has ended; false if there is nothing to wait for. */
    boolean holds(Submission task) {
        int group = graph.group(task);
        if (group < 0 || groupsLeft[group] == 0 || doomed.get(group)) {
            return false;
        }
        List<Submission> waiting = held[group];
        if (waiting == null) {
            waiting = new ArrayList<>(1);
            held[group] = waiting;
        }
        waiting.add(task);
        heldCount++;
        return true;
    }

    /** A task entered the system in this row. */
    void entered(Submission task, int row) {
        if (row >= groupOfRow.length) {
            groupOfRow = Arrays.copyOf(groupOfRow, Math.max(row + 1, 2 * groupOfRow.length));
        }
        groupOfRow[row] = graph.group(task);
    }

    /** The task in this row came to its end. Those that waited for it alone come out of {@link #nextReleased}. */
    void ended(int row) {
        int group = groupOfRow[row];
        if (group >= 0 && --tasksLeft[group] == 0) {
            over(group);
        }
    }

    /** Whether a task waits for what has failed. */
    boolean doomed(Submission task) {
        int group = graph.group(task);
        return group >= 0 && doomed.get(group);
    }

    /** The task in this row has failed for good. What waits for it, by way of others too, comes out of {@link #nextReleased}, {@link #doomed}. */
    void failed(int row) {
        int first = groupOfRow[row];
        if (first < 0) {
            return;
        }
        var reached = new ArrayDeque<Integer>();
        reached.add(first);
        while (!reached.isEmpty()) {
            int group = reached.remove();
            for (int place = graph.firstSuccessor(group); place < graph.firstSuccessor(group + 1); place++) {
                int next = graph.successor(place);
                if (!doomed.get(next)) {
                    doomed.set(next);
                    release(next);
                    reached.add(next);
                }
            }
        }
    }

    /** Lets go what waited for a group alone. A group without tasks is over with it, and so on: no recursion, since chains may be long. */
    private void over(int first) {
        var done = new ArrayDeque<Integer>();
        done.add(first);
        while (!done.isEmpty()) {
            int group = done.remove();
            for (int place = graph.firstSuccessor(group); place < graph.firstSuccessor(group + 1); place++) {
                int next = graph.successor(place);
                if (--groupsLeft[next] == 0 && !doomed.get(next)) {
                    release(next);
                    if (graph.members(next) == 0) {
                        done.add(next);
                    }
                }
            }
        }
    }

    private void release(int group) {
        List<Submission> waiting = held[group];
        if (waiting != null) {
            released.addAll(waiting);
            heldCount -= waiting.size();
            held[group] = null;
        }
    }

    /** How many tasks have been let go and not been taken yet. */
    int releasedCount() {
        return released.size();
    }

    /** Takes the next task that was let go, as one that is submitted now. */
    Submission nextReleased(long nowNanos) {
        return at(released.remove(), nowNanos);
    }

    private static Submission at(Submission task, long nanos) {
        return new Submission(
                task.names(),
                task.jobNumber(),
                task.index(),
                nanos,
                task.workNanos(),
                task.estimateNanos(),
                task.taskClass(),
                task.boundNode());
    }

    /** The tasks that still wait, by group and then in the order in which they came, as if submitted at the end. */
    List<Submission> left(long endNanos) {
        List<Submission> left = new ArrayList<>((int) Math.min(heldCount, 1 << 20));
        for (List<Submission> waiting : held) {
            if (waiting != null) {
                waiting.forEach(task -> left.add(at(task, endNanos)));
            }
        }
        return left;
    }
}
