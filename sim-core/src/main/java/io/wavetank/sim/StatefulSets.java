package io.wavetank.sim;

import io.wavetank.policy.LostNodePolicy;
import io.wavetank.policy.TaskClass;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskTable;
import io.wavetank.sim.scenario.ControllerRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tasks of {@link ControllerRule.StatefulSet}s: which of them are not made yet, and which are marked for deletion on nodes that are not reached. */
final class StatefulSets {
    private static final long NEVER = ControllerRule.NEVER;

    /** Has somebody told that a task waits to be placed. */
    interface Maker {
        void make(long now, int task) throws IOException;
    }

    /** A number of a set. */
    private static final class Member {
        private final int set;
        private int row;
        /** Whether there is such a task for all to know; else it waits for its turn. */
        private boolean made;
        /** Since when it runs; never, if it does not. */
        private long runsSinceNanos = NEVER;

        Member(int set, int row) {
            this.set = set;
            this.row = row;
        }
    }

    private final List<ControllerRule> rules;
    private final Cluster cluster;
    private final TaskTable tasks;
    private final List<List<Member>> sets = new ArrayList<>();
    private final SortedMap<Long, Member> bySequence = new TreeMap<>();
    /** Since when what is on a lost node is given up, each task after its own time. */
    private final SortedMap<Integer, Long> begunNanos = new TreeMap<>();

    private @Nullable LostNodePolicy inner;

    StatefulSets(List<ControllerRule> rules, Cluster cluster) {
        this.rules = rules;
        this.cluster = cluster;
        this.tasks = cluster.tasks();
        rules.forEach(each -> sets.add(new ArrayList<>()));
    }

    private ControllerRule.@Nullable StatefulSet rule(TaskClass taskClass) {
        for (ControllerRule each : rules) {
            if (each.of(taskClass)) {
                return each instanceof ControllerRule.StatefulSet set ? set : null;
            }
        }
        return null;
    }

    private boolean ordered(int set) {
        return rules.get(set) instanceof ControllerRule.StatefulSet rule && rule.ordered();
    }

    /** Whether a task that is gone, or came, is not to be made yet. */
    boolean holdsBack(long now, int task) {
        Member member = bySequence.get(tasks.sequence(task));
        if (member == null) {
            ControllerRule.StatefulSet rule = rule(tasks.taskClass(task));
            if (rule == null) {
                return false;
            }
            member = new Member(rules.indexOf(rule), task);
            sets.get(member.set).add(member);
            bySequence.put(tasks.sequence(task), member);
        }
        member.made = member.made || !ordered(member.set) || readyBefore(now, member);
        return !member.made;
    }

    /** Whether it waits for its turn, so that nobody knows of it. */
    boolean unmade(int task) {
        Member member = bySequence.get(tasks.sequence(task));
        return member != null && !member.made;
    }

    private boolean readyBefore(long now, Member member) {
        for (Member each : sets.get(member.set)) {
            if (each == member) {
                return true;
            }
            if (!ready(now, each)) {
                return false;
            }
        }
        return true;
    }

    private boolean ready(long now, Member member) {
        return member.runsSinceNanos != NEVER
                && now - member.runsSinceNanos >= readyNanos(member.set)
                && !cluster.lost(tasks.node(member.row));
    }

    private long readyNanos(int set) {
        return rules.get(set) instanceof ControllerRule.StatefulSet rule ? rule.readyNanos() : 0;
    }

    /** A task runs. Answers when it is ready, which may be the turn of the next; never, if it is of no set. */
    long runs(long now, int task) {
        Member member = bySequence.get(tasks.sequence(task));
        if (member == null) {
            return NEVER;
        }
        member.made = true;
        member.runsSinceNanos = now;
        return now + readyNanos(member.set);
    }

    /** A task does not run any more. */
    void stops(int task, boolean gone) {
        Member member = bySequence.get(tasks.sequence(task));
        if (member != null) {
            member.runsSinceNanos = NEVER;
            member.made = member.made && !gone;
        }
    }

    /** A task is out of the system. */
    void leaves(int task) {
        Member member = bySequence.remove(tasks.sequence(task));
        if (member != null) {
            sets.get(member.set).remove(member);
        }
    }

    /** Makes the tasks whose turn it is. */
    void sync(long now, Maker maker) throws IOException {
        for (int set = 0; set < sets.size(); set++) {
            Member next = next(now, set);
            if (next != null) {
                next.made = true;
                maker.make(now, next.row);
            }
        }
    }

    private @Nullable Member next(long now, int set) {
        for (Member each : sets.get(set)) {
            if (!each.made) {
                return each;
            }
            if (!ready(now, each)) {
                return null;
            }
        }
        return null;
    }

    /** Whether a task on a node that is reached again was marked for deletion meanwhile. */
    boolean deleted(long now, int task) {
        Long begun = begunNanos.get(tasks.node(task));
        return begun != null
                && inner != null
                && bySequence.containsKey(tasks.sequence(task))
                && inner.tolerationNanos(tasks.taskClass(task)) <= now - begun;
    }

    /** The same policy, but for the tasks of the sets: they are not given up while their node is not reached, unless somebody does so by force. */
    LostNodePolicy over(LostNodePolicy policy) {
        inner = policy;
        begunNanos.clear();
        return new Patient(policy);
    }

    private final class Patient implements LostNodePolicy {
        private final LostNodePolicy policy;

        Patient(LostNodePolicy policy) {
            this.policy = policy;
        }

        private Marks noting(long now, Marks marks) {
            return new Marks() {
                @Override
                public void begin(int node) {
                    begunNanos.put(node, now);
                    marks.begin(node);
                }

                @Override
                public void stop(int node) {
                    begunNanos.remove(node);
                    marks.stop(node);
                }
            };
        }

        @Override
        public void lost(long nowNanos, int node, Marks marks) {
            policy.lost(nowNanos, node, noting(nowNanos, marks));
        }

        @Override
        public void back(long nowNanos, int node, Marks marks) {
            begunNanos.remove(node);
            policy.back(nowNanos, node, noting(nowNanos, marks));
        }

        @Override
        public void act(long nowNanos, Marks marks) {
            policy.act(nowNanos, noting(nowNanos, marks));
        }

        @Override
        public long wakeNanos() {
            return policy.wakeNanos();
        }

        @Override
        public long tolerationNanos(TaskClass task) {
            long own = policy.tolerationNanos(task);
            ControllerRule.StatefulSet rule = rule(task);
            if (rule == null) {
                return own;
            }
            return rule.forceNanos() >= NEVER - own ? NEVER : own + rule.forceNanos();
        }
    }
}
