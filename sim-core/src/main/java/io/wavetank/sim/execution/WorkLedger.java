package io.wavetank.sim.execution;

import io.wavetank.policy.TaskClass;
import io.wavetank.sim.scenario.Checkpointing;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What running tasks have left to do and how fast they do it, kept by row where their start alone does not tell: where rates change, or work is saved.
 *
 * <p>A task's effort is what the node does for it: {@code R}, the time to go on after a loss; its work, and {@code C} for each checkpoint between two
 * pieces of work of the length {@code t}. Effort is nanoseconds at speed 1; {@code rate} of it is done in each nanosecond. With {@code e} done since
 * the start, {@code floor((e - R) / (t + C))} checkpoints are written, and as many pieces of work are safe.
 */
public final class WorkLedger {
    /** Stands for an end that does not come at this rate. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Work that is safe, from attempts before. */
    private static final int SAVED = 0;
    /** Work that is left in this attempt. */
    private static final int WORK = 1;
    /** The time to go on at its beginning. */
    private static final int RESTART = 2;
    /** All effort of this attempt. */
    private static final int EFFORT = 3;
    /** What of it is done at {@link #SINCE}. */
    private static final int DONE = 4;

    private static final int SINCE = 5;
    private static final int RATE = 6;
    /** Whether checkpoints are written: 1, or 0; {@link #MOVED} between two attempts of a task that is moved. */
    private static final int SAVES = 7;

    private static final double MOVED = 2;

    private static final int STRIDE_BITS = 3;

    private final @Nullable Checkpointing checkpointing;
    private final double interval;
    private double[] rows = new double[64 << STRIDE_BITS];

    /** Keeps account of tasks of which those save their work that the rule is for; null for none. */
    public WorkLedger(@Nullable Checkpointing checkpointing) {
        this.checkpointing = checkpointing;
        this.interval = checkpointing == null ? 0 : checkpointing.intervalNanos();
    }

    /**
     * An attempt begins. Returns when it will be done at that rate, in whole nanoseconds, rounded up.
     *
     * @param attempts how many there were before
     * @param workNanos all work of the task
     * @param rate effort in a nanosecond, 0 or more
     */
    public long begin(long now, int task, TaskClass taskClass, int attempts, long workNanos, double rate) {
        return begin(now, task, taskClass, attempts, workNanos, rate, 0);
    }

    /**
     * Likewise, after a wait.
     *
     * @param waitEffort what the node could do meanwhile
     */
    public long begin(
            long now, int task, TaskClass taskClass, int attempts, long workNanos, double rate, double waitEffort) {
        int at = task << STRIDE_BITS;
        if (at >= rows.length) {
            rows = Arrays.copyOf(rows, Math.max(2 * rows.length, (task + 1) << STRIDE_BITS));
        }
        boolean saves = checkpointing != null && checkpointing.of(taskClass);
        rows[at + SAVED] = attempts == 0 ? 0 : rows[at + SAVED];
        rows[at + WORK] = workNanos - rows[at + SAVED];
        if (attempts == 0 || rows[at + SAVES] != MOVED) {
            rows[at + RESTART] = saves && attempts > 0 && checkpointing != null ? checkpointing.restartNanos() : 0;
        }
        rows[at + RESTART] += waitEffort;
        rows[at + SAVES] = saves ? 1 : 0;
        rows[at + EFFORT] = rows[at + RESTART] + rows[at + WORK] + checkpoints(at) * cost();
        rows[at + DONE] = 0;
        rows[at + SINCE] = now;
        rows[at + RATE] = rate;
        return endNanos(now, task);
    }

    private double cost() {
        return checkpointing == null ? 0 : checkpointing.costNanos();
    }

    /** How many checkpoints the whole attempt writes. */
    private double checkpoints(int at) {
        if (rows[at + SAVES] == 0 || checkpointing == null) {
            return 0;
        }
        double pieces = Math.ceil(rows[at + WORK] / interval);
        return checkpointing.atEnd() ? pieces : Math.max(0, pieces - 1);
    }

    /** Returns when the attempt will be done if the rate stays as it is. */
    public long endNanos(long now, int task) {
        int at = task << STRIDE_BITS;
        double left = rows[at + EFFORT] - done(now, at);
        if (left <= 0) {
            return now;
        }
        double nanos = Math.ceil(left / rows[at + RATE]);
        return nanos >= NEVER - now ? NEVER : now + (long) nanos;
    }

    private double done(long now, int at) {
        return Math.min(rows[at + EFFORT], rows[at + DONE] + (now - rows[at + SINCE]) * rows[at + RATE]);
    }

    /** The rate changes. Returns when the attempt will be done now. */
    public long changeRate(long now, int task, double rate) {
        int at = task << STRIDE_BITS;
        rows[at + DONE] = done(now, at);
        rows[at + SINCE] = now;
        rows[at + RATE] = rate;
        return endNanos(now, task);
    }

    /** The attempt is over before its end: what is safe stays. Returns what became of the effort. */
    public Effort abort(long untilNanos, int task) {
        int at = task << STRIDE_BITS;
        Effort effort = effort(untilNanos, task);
        rows[at + SAVED] += effort.safe();
        return effort;
    }

    /** The task is told to stop, and is left so long. Returns what became of its effort: all work is safe if there is time for a checkpoint. */
    public Effort stop(long now, int task, long graceNanos) {
        int at = task << STRIDE_BITS;
        boolean writes = rows[at + SAVES] != 0
                && checkpointing != null
                && checkpointing.onNotice()
                && graceNanos * rows[at + RATE] >= cost();
        Effort before = abort(now, task);
        if (!writes) {
            return before;
        }
        rows[at + SAVED] += before.lost();
        return new Effort(before.safe() + before.lost(), before.overhead(), 0);
    }

    /** The task is moved: all that it has done is safe, and its next attempt begins with a pause. Returns what became of its effort. */
    public Effort move(long now, int task, double pauseEffort) {
        int at = task << STRIDE_BITS;
        Effort before = abort(now, task);
        rows[at + SAVED] += before.lost();
        rows[at + RESTART] = pauseEffort;
        rows[at + SAVES] = MOVED;
        return new Effort(before.safe() + before.lost(), before.overhead(), 0);
    }

    /** Returns what the effort since the start has come to if the attempt ends now. */
    public Effort effort(long untilNanos, int task) {
        int at = task << STRIDE_BITS;
        double done = done(untilNanos, at);
        double restart = Math.min(done, rows[at + RESTART]);
        if (done >= rows[at + EFFORT]) {
            return new Effort(rows[at + WORK], done - rows[at + WORK], 0);
        }
        double written = rows[at + SAVES] == 0 ? 0 : Math.floor((done - restart) / (interval + cost()));
        double safe = Math.min(rows[at + WORK], written * interval);
        double open = done - restart - safe - written * cost();
        // what is beyond the work of a piece is a checkpoint that is not whole
        double unsafe = rows[at + SAVES] == 0 ? open : Math.min(open, Math.min(interval, rows[at + WORK] - safe));
        return new Effort(safe, done - safe - unsafe, unsafe);
    }

    /**
     * What the effort of an attempt has come to, in nanoseconds at speed 1.
     *
     * @param safe work that is done and will not be done again
     * @param overhead checkpoints, and going on after a loss
     * @param lost work that is done and gone if the attempt ends
     */
    public record Effort(double safe, double overhead, double lost) {
        /** All of it. */
        public double all() {
            return safe + overhead + lost;
        }
    }
}
