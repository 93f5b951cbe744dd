package io.wavetank.sim.elastic;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.scaling.ReplicaSample;
import io.wavetank.policy.scaling.ReplicaView;
import org.jspecify.annotations.Nullable;

/** One replica. A task that lost its place and waits again is another replica, with a number of its own. */
final class Replica implements ReplicaView {
    final Service service;
    long number;
    int task = -1;
    int node = -1;
    boolean running;
    boolean ready;
    boolean stopping;
    long createdNanos;
    long startNanos = NEVER;
    long readyChangedNanos = NEVER;
    TaskClass taskClass;
    /** Grows with each start and each end: what was arranged for an earlier life is void. */
    int life;

    /** How many requests a second it can serve. */
    double capacity;

    /** What counts its use of CPU, when it was measured last, or became ready after that. */
    double useMark;

    @Nullable
    ReplicaSample measured;

    private @Nullable ReplicaSample sample;

    Replica(Service service, long number, long createdNanos, TaskClass taskClass) {
        this.service = service;
        this.number = number;
        this.createdNanos = createdNanos;
        this.taskClass = taskClass;
    }

    /** What was measured can be read. */
    void publish() {
        sample = measured;
    }

    /** It is off its node, and waits as another. */
    void renew(long newNumber, long nowNanos) {
        number = newNumber;
        createdNanos = nowNanos;
        node = -1;
        running = false;
        stopping = false;
        startNanos = NEVER;
        readyChangedNanos = NEVER;
        measured = null;
        sample = null;
        useMark = 0;
        life++;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public int task() {
        return task;
    }

    @Override
    public int node() {
        return node;
    }

    @Override
    public boolean running() {
        return running;
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public boolean stopping() {
        return stopping;
    }

    @Override
    public long createdNanos() {
        return createdNanos;
    }

    @Override
    public long startNanos() {
        return startNanos;
    }

    @Override
    public long readyChangedNanos() {
        return readyChangedNanos;
    }

    @Override
    public TaskClass taskClass() {
        return taskClass;
    }

    @Override
    public @Nullable ReplicaSample sample() {
        return sample;
    }
}
