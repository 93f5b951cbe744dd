package io.wavetank.sim;

import java.util.Arrays;

/**
 * Which tasks wait for which: a graph of groups of tasks. A task enters the system when every task of the groups that its own group waits for has come to
 * its end, and not before its own time.
 *
 * <p>A group is most often one task; where a workload tells dependencies between sets of equal instances, or between jobs, it is the set. A group that has
 * no task in the workload is over as soon as those that it waits for are, so that what waits for it waits for them. An evicted task has not ended; one that
 * runs forever never does.
 *
 * <p>About 30 bytes a group and its name, and 8 a dependency are held in memory. It does not change once built, and may be used by several runs at once.
 */
public final class Precedence {
    private final Grouping grouping;
    private final NameNumbers numbers;
    private final int[] members;
    private final int[] waitsFor;
    private final int[] starts;
    private final int[] successors;

    private Precedence(Builder builder, int[] waitsFor, int[] starts, int[] successors) {
        this.grouping = builder.grouping;
        this.numbers = builder.numbers;
        this.members = Arrays.copyOf(builder.members, builder.numbers.size());
        this.waitsFor = waitsFor;
        this.starts = starts;
        this.successors = successors;
    }

    /** Says to which group a task belongs. */
    @FunctionalInterface
    public interface Grouping {
        /** Returns the name of the group; one that no dependency names stands for none. */
        String of(Submission task);
    }

    /** How many dependencies there are between groups. */
    public int dependencies() {
        return successors.length;
    }

    /** How many groups there are that wait for others. */
    public int waitingGroups() {
        int waiting = 0;
        for (int count : waitsFor) {
            waiting += count > 0 ? 1 : 0;
        }
        return waiting;
    }

    /** How many groups have no task in the workload. */
    public int emptyGroups() {
        int empty = 0;
        for (int count : members) {
            empty += count == 0 ? 1 : 0;
        }
        return empty;
    }

    /** The number of the task's group, from 0; -1 if no dependency names it. */
    public int group(Submission task) {
        return numbers.find(grouping.of(task));
    }

    /** The name of the task's group, as its grouping says, whether or not a dependency names it. */
    public String groupName(Submission task) {
        return grouping.of(task);
    }

    /** The name of a group. */
    public String name(int group) {
        return numbers.name(group);
    }

    /** How many groups there are. */
    public int groups() {
        return members.length;
    }

    /** How many groups wait for a group. */
    public int successors(int group) {
        return starts[group + 1] - starts[group];
    }

    /** One of the groups that wait for a group. */
    public int successor(int group, int place) {
        return successors[starts[group] + place];
    }

    /** How many tasks a group has. */
    int members(int group) {
        return members[group];
    }

    /** For how many groups a group waits. */
    int waitsFor(int group) {
        return waitsFor[group];
    }

    /** Where in {@link #successor} the groups begin that wait for a group; they end where those of the next begin. */
    int firstSuccessor(int group) {
        return starts[group];
    }

    int successor(int place) {
        return successors[place];
    }

    /** Collects dependencies, then the tasks of the workload. */
    public static final class Builder {
        private static final int MOST_NAMED = 10;

        private final Grouping grouping;
        private final NameNumbers numbers = new NameNumbers();
        private int[] members = new int[64];
        private int[] from = new int[64];
        private int[] to = new int[64];
        private int edges;

        /** Begins without dependencies. */
        public Builder(Grouping grouping) {
            this.grouping = grouping;
        }

        /** A group waits for another. Saying so twice is saying it once more, and does no harm. */
        public Builder edge(String group, String waitsFor) {
            if (edges == from.length) {
                from = Arrays.copyOf(from, edges + (edges >>> 1));
                to = Arrays.copyOf(to, edges + (edges >>> 1));
            }
            from[edges] = number(waitsFor);
            to[edges] = number(group);
            edges++;
            return this;
        }

        private int number(String name) {
            int number = numbers.number(name);
            if (number == members.length) {
                members = Arrays.copyOf(members, number + (number >>> 1) + 1);
            }
            return number;
        }

        /** Whether no dependency was told. */
        public boolean isEmpty() {
            return edges == 0;
        }

        /** A task of the workload; each is named once. */
        public void task(Submission task) {
            int group = numbers.find(grouping.of(task));
            if (group >= 0) {
                members[group] = Math.addExact(members[group], 1);
            }
        }

        /**
         * Returns the graph.
         *
         * @throws IllegalArgumentException if groups wait for each other in a circle, which it names
         */
        public Precedence build() {
            int groups = numbers.size();
            int[] waitsFor = new int[groups];
            int[] starts = new int[groups + 1];
            for (int edge = 0; edge < edges; edge++) {
                waitsFor[to[edge]]++;
                starts[from[edge] + 1]++;
            }
            for (int group = 0; group < groups; group++) {
                starts[group + 1] += starts[group];
            }
            int[] places = Arrays.copyOf(starts, groups);
            int[] successors = new int[edges];
            for (int edge = 0; edge < edges; edge++) {
                successors[places[from[edge]]++] = to[edge];
            }
            requireNoCircle(waitsFor, starts, successors);
            return new Precedence(this, waitsFor, starts, successors);
        }

        /** Takes away, again and again, what waits for nothing; what is left goes round in circles. */
        private void requireNoCircle(int[] waitsFor, int[] starts, int[] successors) {
            int[] left = waitsFor.clone();
            int[] ready = new int[left.length];
            int count = 0;
            for (int group = 0; group < left.length; group++) {
                if (left[group] == 0) {
                    ready[count++] = group;
                }
            }
            for (int i = 0; i < count; i++) {
                for (int place = starts[ready[i]]; place < starts[ready[i] + 1]; place++) {
                    if (--left[successors[place]] == 0) {
                        ready[count++] = successors[place];
                    }
                }
            }
            if (count < left.length) {
                throw new IllegalArgumentException("Tasks wait for each other in a circle: " + circle(left));
            }
        }

        /** From any group that is left, back along those that it waits for: sooner or later one comes again. */
        private String circle(int[] left) {
            int[] before = new int[left.length];
            int at = 0;
            for (int edge = 0; edge < edges; edge++) {
                if (left[to[edge]] > 0 && left[from[edge]] > 0) {
                    before[to[edge]] = from[edge];
                    at = to[edge];
                }
            }
            boolean[] seen = new boolean[left.length];
            while (!seen[at]) {
                seen[at] = true;
                at = before[at];
            }
            var text = new StringBuilder(numbers.name(at));
            int begin = at;
            int named = 0;
            do {
                at = before[at];
                text.append(
                        named++ < MOST_NAMED
                                ? " waits for " + numbers.name(at)
                                : named == MOST_NAMED + 1 ? " ..." : "");
            } while (at != begin);
            return text.toString();
        }
    }
}
