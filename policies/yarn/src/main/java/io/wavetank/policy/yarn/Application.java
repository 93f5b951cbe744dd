package io.wavetank.policy.yarn;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.TaskView;
import io.wavetank.policy.yarn.rm.Grant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An application and its ApplicationMaster: the tasks of one job that wait, in the order in which they came, and how many run. */
final class Application {
    /** How far its master has come. */
    enum Master {
        WAITS,
        STARTS,
        RUNS
    }

    /** Tasks of one class that wait. */
    static final class Wanted {
        private final long id;
        private final TaskClass taskClass;
        private final Deque<TaskView> tasks = new ArrayDeque<>();
        private int asked;
        private boolean told;

        Wanted(long id, TaskClass taskClass) {
            this.id = id;
            this.taskClass = taskClass;
        }

        long id() {
            return id;
        }

        TaskClass taskClass() {
            return taskClass;
        }

        Deque<TaskView> tasks() {
            return tasks;
        }

        /** How many containers the scheduler is still to give for it, as it was told last. */
        int asked() {
            return asked;
        }

        void asked(int count) {
            asked = count;
        }

        /** Whether it was told that no container is as large. */
        boolean told() {
            return told;
        }

        void tell() {
            told = true;
        }
    }

    private final int number;
    private final String key;
    private final List<Wanted> wanted = new ArrayList<>();
    private final Map<TaskClass, Wanted> byClass = new HashMap<>();
    private final Deque<Grant> deferred = new ArrayDeque<>();
    private final SortedSet<Integer> avoided = new TreeSet<>();
    private Master master = Master.WAITS;
    private @Nullable Grant masterContainer;
    private long phaseNanos;
    private long heartbeatNanos = -1;
    private boolean introduced;
    private int waiting;
    private int running;

    Application(int number, String key) {
        this.number = number;
        this.key = key;
    }

    int number() {
        return number;
    }

    String key() {
        return key;
    }

    List<Wanted> wanted() {
        return wanted;
    }

    Wanted wanted(TaskClass taskClass) {
        return byClass.computeIfAbsent(taskClass, each -> {
            var made = new Wanted(wanted.size() + 1L, each);
            wanted.add(made);
            return made;
        });
    }

    /** What a container was asked for as. */
    Wanted wanted(Grant grant) {
        return wanted.get((int) grant.ask() - 1);
    }

    /** Containers that were taken, and whose tasks are still to be started. */
    Deque<Grant> deferred() {
        return deferred;
    }

    /** Nodes on which it wants nothing. */
    SortedSet<Integer> avoided() {
        return avoided;
    }

    Master master() {
        return master;
    }

    void master(Master now) {
        master = now;
    }

    @Nullable
    Grant masterContainer() {
        return masterContainer;
    }

    void masterContainer(@Nullable Grant container) {
        masterContainer = container;
    }

    long phaseNanos() {
        return phaseNanos;
    }

    void phaseNanos(long nanos) {
        phaseNanos = nanos;
    }

    /** When its next heartbeat is; -1 if none is planned. */
    long heartbeatNanos() {
        return heartbeatNanos;
    }

    void heartbeatNanos(long nanos) {
        heartbeatNanos = nanos;
    }

    /** Whether it has said which nodes it can never use. */
    boolean introduced() {
        return introduced;
    }

    void introduce() {
        introduced = true;
    }

    /** How many tasks wait. */
    int waiting() {
        return waiting;
    }

    void waits(int more) {
        waiting += more;
    }

    /** How many tasks run. */
    int running() {
        return running;
    }

    void runs(int more) {
        running += more;
    }

    boolean done() {
        return waiting == 0 && running == 0 && deferred.isEmpty();
    }
}
