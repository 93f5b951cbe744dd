package io.wavetank.sim.replica;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.scaling.ReplicaSample;
import io.wavetank.policy.scaling.ReplicaView;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One replica of a service: a task that the scheduler places, from its making to its end, with all that is known and measured of it. What becomes of its task
 * is told to it ({@link Replicas}); what follows from that is a matter of what its service is.
 */
public abstract class Replica implements ReplicaView {
    private long number;
    private int task = -1;
    private int node = -1;
    private boolean running;
    private boolean processRuns;
    private boolean ready;
    private boolean stopping;
    private boolean reached = true;
    private boolean heard = true;
    /** Whether it was not to be measured when others were, since when a difference to the measurement before says nothing. */
    private boolean missed;

    private boolean standsBy;
    private @Nullable Keeper keeper;
    private long createdNanos;
    private long startNanos = NEVER;
    private long runsSinceNanos = NEVER;
    private long readyChangedNanos = NEVER;
    private TaskClass taskClass;
    private int life;
    private double capacity;
    private double useMark;
    private @Nullable ReplicaSample measured;
    private @Nullable ReplicaSample sample;

    /** Creates one that has no task yet. */
    protected Replica(long number, long createdNanos, TaskClass taskClass) {
        this.number = number;
        this.createdNanos = createdNanos;
        this.taskClass = taskClass;
    }

    /** Who decides whether a replica that is ready takes load, such as a policy of failover. */
    @FunctionalInterface
    public interface Keeper {
        /** A replica is ready, or is so no more where it is. */
        void changed(long nowNanos, Replica replica);
    }

    /** Somebody decides from now on whether it takes load when it is ready: it stands by until it is told otherwise. */
    public final void keptBy(Keeper who) {
        keeper = who;
        standsBy = true;
    }

    /** It is to stand by from now on, or to take load as soon as it is ready. */
    public final void setStandsBy(long nowNanos, boolean value) {
        if (value != standsBy) {
            standsBy = value;
            if (ready) {
                roleChanged(nowNanos);
            }
        }
    }

    /** Whether it is ready and does not stand by. */
    public final boolean takesLoad() {
        return ready && !standsBy;
    }

    /** It is ready and takes load from now on, or stands by. */
    protected abstract void roleChanged(long nowNanos);

    /** Its task is on a node, for the first time or anew. */
    protected abstract void started(long nowNanos, int node) throws IOException;

    /** Its task crashed, and keeps its place. */
    protected abstract void crashed(long nowNanos) throws IOException;

    /** Its task is being stopped, and keeps its place until its time is over. */
    protected abstract void halting(long nowNanos) throws IOException;

    /** Its task lost its place and waits again. */
    protected abstract void lostPlace(long nowNanos) throws IOException;

    /** Its task is out of the system. */
    protected abstract void gone(long nowNanos) throws IOException;

    /** Its node is down, whoever knows. */
    public abstract void vanish(long nowNanos);

    /** It is to leave its node, with no time to stop if that is taken away, and another is made for it; says whether it had not been told to stop before. */
    public abstract boolean drain(long nowNanos, boolean atOnce) throws IOException;

    /** Takes a row, or none any more (-1). */
    protected final void become(int row) {
        task = row;
    }

    /** Grows with each start and each end of its process: what was arranged for an earlier life is void. */
    public final int life() {
        return life;
    }

    /** Begins another life, and returns its number. */
    public final int nextLife() {
        return ++life;
    }

    /** It is on a node from now on, or is to begin anew where it is; what it uses is counted from nothing. */
    public final void placed(long nowNanos, int on) {
        node = on;
        startNanos = startNanos == NEVER ? nowNanos : startNanos;
        processRuns = false;
        useMark = 0;
        reached = true;
        heard = true;
        missed = false;
        standsBy = keeper != null;
    }

    /** Its node is down: nobody reaches it there any more, nor hears of it. */
    protected final void lose() {
        reached = false;
        heard = false;
    }

    /** Its node is heard of from now on, or not any more. */
    public final void setHeard(boolean value) {
        heard = value;
    }

    /** Whether its node is heard of: what becomes of it elsewhere nobody knows, and what it is told does not come there. */
    public final boolean isHeard() {
        return heard;
    }

    /** Whether it has no place, or nothing of it has run on it yet. */
    public final boolean isPending() {
        return !running;
    }

    /** Whether it is reached where it is. */
    public final boolean isReached() {
        return reached;
    }

    /** It has no node any more, and counts as made now. */
    public final void displaced(long nowNanos) {
        node = -1;
        createdNanos = nowNanos;
        startNanos = NEVER;
        runsSinceNanos = NEVER;
        running = false;
        processRuns = false;
        measured = null;
        sample = null;
    }

    /** Its process begins on its node, for the first time or anew. */
    public final void processBegins(long nowNanos) {
        running = true;
        processRuns = true;
        runsSinceNanos = nowNanos;
        missed = false;
    }

    /** Its process has ended; another may be begun where it is. */
    public final void processEnds() {
        processRuns = false;
    }

    /** It is ready from now on. */
    public final void up(long nowNanos) {
        ready = true;
        readyChangedNanos = nowNanos;
        if (keeper != null) {
            keeper.changed(nowNanos, this);
        }
    }

    /** It is ready no more; says whether it was. */
    public final boolean down(long nowNanos) {
        boolean was = vanished(nowNanos);
        if (was && keeper != null) {
            standsBy = true;
            keeper.changed(nowNanos, this);
        }
        return was;
    }

    /** As {@link #down}, but who decides whether it takes load has to find out first. */
    public final boolean vanished(long nowNanos) {
        boolean was = ready;
        if (was) {
            ready = false;
            readyChangedNanos = nowNanos;
        }
        return was;
    }

    /** It has been told to stop. */
    public final void stop() {
        stopping = true;
    }

    /** It asks for something else. */
    public final void become(TaskClass other) {
        taskClass = other;
    }

    /** It waits as another: of the one that it was nothing is left but its task. */
    public final void renew(long newNumber, long nowNanos) {
        number = newNumber;
        displaced(nowNanos);
        stopping = false;
        readyChangedNanos = NEVER;
        useMark = 0;
        life++;
    }

    /** How many requests a second, or how much processor time, it can give. */
    public final double capacity() {
        return capacity;
    }

    /** Sets {@link #capacity}. */
    public final void setCapacity(double value) {
        capacity = value;
    }

    /** What counts its use of CPU, when it was measured last, or became ready after that. */
    public final double useMark() {
        return useMark;
    }

    /** Sets {@link #useMark}. */
    public final void setUseMark(double value) {
        useMark = value;
    }

    /** What was measured last, whether it can be read or not; null if nothing was. */
    public final @Nullable ReplicaSample measured() {
        return measured;
    }

    /** Whether it can be measured: its process runs, and its node answers. */
    public final boolean isMeasurable() {
        return processRuns && reached && heard;
    }

    /** It was measured, or is not there to be (null); a first measurement after a gap is one to count from, and says nothing. */
    public final void measure(@Nullable ReplicaSample value) {
        measured = missed ? null : value;
        missed = false;
    }

    /** It could not be measured when others were. */
    public final void miss() {
        measured = null;
        missed = true;
    }

    /** What was measured can be read. */
    public final void publish() {
        sample = measured;
    }

    @Override
    public final long number() {
        return number;
    }

    @Override
    public final int task() {
        return task;
    }

    @Override
    public final int node() {
        return node;
    }

    @Override
    public final boolean running() {
        return running;
    }

    @Override
    public final boolean ready() {
        return ready;
    }

    @Override
    public final boolean stopping() {
        return stopping;
    }

    @Override
    public final long createdNanos() {
        return createdNanos;
    }

    @Override
    public final long startNanos() {
        return startNanos;
    }

    @Override
    public final long runsSinceNanos() {
        return runsSinceNanos;
    }

    @Override
    public final long readyChangedNanos() {
        return readyChangedNanos;
    }

    @Override
    public final TaskClass taskClass() {
        return taskClass;
    }

    @Override
    public final @Nullable ReplicaSample sample() {
        return sample;
    }
}
