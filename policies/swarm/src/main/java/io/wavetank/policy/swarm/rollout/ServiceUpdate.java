package io.wavetank.policy.swarm.rollout;

import io.wavetank.policy.swarm.rollout.UpdateConfig.FailureAction;
import io.wavetank.policy.swarm.rollout.UpdateConfig.Order;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * swarmkit's updater of one service: workers that each take the next slot when they have done with one, no batches.
 *
 * <p>A worker makes the new task; stopping first it tells the old one to stop and waits until it has ended, a minute at most, before the new one may
 * start; starting first it stops the old one when the new one runs. It waits without bound until the new task runs, then rests for the delay. A new
 * task that fails, or ends well, before it runs or within the monitored time after counts once as a failure of its slot; when {@code failures /
 * slots} exceeds the ratio the update pauses or rolls back, and nothing of this is looked at where it is to go on. A rollback that fails pauses.
 * After the last slot it watches for one more monitored time; where the delay is as long or longer the monitored time is the delay and a second.
 *
 * <p>The caller tells what tasks do and calls {@link #advance} at {@link #nextNanos} and after each thing it has told. Times are nanoseconds.
 *
 * <p>Source: swarmkit 2025-11, {@code manager/orchestrator/update/updater.go}, as noted in the project's facts; not executed.
 */
public final class ServiceUpdate {
    /** How far it has come. */
    public enum Stage {
        /** Slots are worked on, or the last ones watched. */
        UPDATING,
        /** All slots have the new version. */
        COMPLETED,
        /** It has stopped after failures. */
        PAUSED,
        /** The version before is being restored. */
        ROLLBACK_STARTED,
        /** That is done. */
        ROLLBACK_COMPLETED,
        /** That has failed as well and stopped. */
        ROLLBACK_PAUSED
    }

    static final long STOP_WAIT_NANOS = 60_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long NEVER = Long.MAX_VALUE;

    private enum Step {
        STOPPING,
        STARTING,
        RESTING
    }

    /** What one worker does. */
    private static final class Worker {
        private final int slot;
        private final long version;
        private Step step;
        private long untilNanos;

        Worker(int slot, long version, Step step, long untilNanos) {
            this.slot = slot;
            this.version = version;
            this.step = step;
            this.untilNanos = untilNanos;
        }
    }

    private final UpdateConfig config;
    private final UpdateConfig rollbackConfig;
    private final long newVersion;
    private final long oldVersion;
    private final List<Integer> slots;
    private final List<Worker> workers = new ArrayList<>();
    private final Deque<Integer> dirty = new ArrayDeque<>();
    private final SortedSet<Integer> failed = new TreeSet<>();
    private final long[] runningSince;
    private Stage stage = Stage.UPDATING;
    private int slotsInAll;
    private long watchedUntilNanos = NEVER;

    /**
     * Begins an update.
     *
     * @param config of it
     * @param rollbackConfig of the rollback, should there be one
     * @param oldVersion the version before
     * @param newVersion the version it leads to
     * @param slots that differ from it, by number, in the order in which they are worked on
     */
    public ServiceUpdate(
            UpdateConfig config, UpdateConfig rollbackConfig, long oldVersion, long newVersion, List<Integer> slots) {
        this.config = config;
        this.rollbackConfig = rollbackConfig;
        this.oldVersion = oldVersion;
        this.newVersion = newVersion;
        this.slots = List.copyOf(slots);
        this.runningSince =
                new long[slots.stream().mapToInt(Integer::intValue).max().orElse(0) + 1];
        begin(slots);
    }

    private void begin(List<Integer> work) {
        dirty.clear();
        dirty.addAll(work);
        slotsInAll = work.size();
        failed.clear();
        workers.clear();
        watchedUntilNanos = NEVER;
        for (int slot : work) {
            runningSince[slot] = NEVER;
        }
    }

    /** How far it has come. */
    public Stage stage() {
        return stage;
    }

    /** The version that slots are led to at present. */
    public long version() {
        return rollingBack() ? oldVersion : newVersion;
    }

    /** Tells that the old tasks of a slot have all ended. */
    public void oldEnded(int slot) {
        Worker worker = workerOf(slot);
        if (worker != null && worker.step == Step.STOPPING) {
            worker.untilNanos = Long.MIN_VALUE;
        }
    }

    /** Tells that a new task runs: is up, and healthy where its container says what healthy is. */
    public void running(int slot, long nowNanos) {
        if (slots.contains(slot)) {
            runningSince[slot] = nowNanos;
        }
    }

    /** Tells that a new task has ended, well or badly. */
    public void ended(int slot, long version, long nowNanos) {
        if (!slots.contains(slot)) {
            return; // not one of those that it works on
        }
        boolean counts = runningSince[slot] == NEVER || nowNanos - runningSince[slot] <= monitorNanos();
        if (active() && version == version() && counts && present().failureAction() != FailureAction.CONTINUE) {
            failed.add(slot);
        }
    }

    /** When {@link #advance} is to be called at the latest, in nanoseconds; {@link Long#MAX_VALUE} if only tasks can bring it on. */
    public long nextNanos() {
        long next = active() ? watchedUntilNanos : NEVER;
        for (Worker worker : workers) {
            next = worker.step == Step.STARTING ? next : Math.min(next, worker.untilNanos);
        }
        return next;
    }

    /** Brings it on to the present, and returns what is to be done. */
    public List<UpdateAction> advance(long nowNanos) {
        List<UpdateAction> actions = new ArrayList<>();
        if (active() && failureRatio() > present().mostFailureRatio()) {
            fail();
        }
        if (active()) {
            workers.removeIf(worker -> isDone(worker, nowNanos, actions));
            takeSlots(nowNanos, actions);
            watch(nowNanos);
        }
        return actions;
    }

    private boolean active() {
        return stage == Stage.UPDATING || stage == Stage.ROLLBACK_STARTED;
    }

    private boolean rollingBack() {
        return stage == Stage.ROLLBACK_STARTED || stage == Stage.ROLLBACK_COMPLETED || stage == Stage.ROLLBACK_PAUSED;
    }

    private UpdateConfig present() {
        return rollingBack() ? rollbackConfig : config;
    }

    private long monitorNanos() {
        UpdateConfig used = present();
        return used.delayNanos() >= used.monitorNanos() ? used.delayNanos() + SECOND : used.monitorNanos();
    }

    private float failureRatio() {
        return slotsInAll == 0 ? 0 : (float) failed.size() / slotsInAll;
    }

    /** A rollback restores the slots that were worked on, those being worked on among them. */
    private void fail() {
        if (stage == Stage.UPDATING && config.failureAction() == FailureAction.ROLLBACK) {
            List<Integer> touched =
                    slots.stream().filter(slot -> !dirty.contains(slot)).toList();
            stage = Stage.ROLLBACK_STARTED;
            begin(touched);
        } else {
            stage = stage == Stage.UPDATING ? Stage.PAUSED : Stage.ROLLBACK_PAUSED;
            workers.clear();
        }
    }

    private boolean isDone(Worker worker, long nowNanos, List<UpdateAction> actions) {
        if (worker.step == Step.STOPPING && nowNanos >= worker.untilNanos) {
            worker.step = Step.STARTING;
            actions.add(new UpdateAction.Start(worker.slot, worker.version));
        }
        if (worker.step == Step.STARTING && runningSince[worker.slot] != NEVER) {
            if (present().order() == Order.START_FIRST) {
                actions.add(new UpdateAction.StopOld(worker.slot));
            }
            worker.step = Step.RESTING;
            worker.untilNanos = nowNanos + present().delayNanos();
        }
        return worker.step == Step.RESTING && nowNanos >= worker.untilNanos;
    }

    private void takeSlots(long nowNanos, List<UpdateAction> actions) {
        int most = present().parallelism() == 0 ? slotsInAll : present().parallelism();
        while (workers.size() < most && !dirty.isEmpty()) {
            int slot = dirty.removeFirst();
            actions.add(new UpdateAction.Create(slot, version()));
            if (present().order() == Order.STOP_FIRST) {
                actions.add(new UpdateAction.StopOld(slot));
                workers.add(new Worker(slot, version(), Step.STOPPING, nowNanos + STOP_WAIT_NANOS));
            } else {
                actions.add(new UpdateAction.Start(slot, version()));
                workers.add(new Worker(slot, version(), Step.STARTING, NEVER));
            }
        }
    }

    private void watch(long nowNanos) {
        if (!dirty.isEmpty() || !workers.isEmpty()) {
            return;
        }
        if (watchedUntilNanos == NEVER) {
            boolean watched = present().failureAction() != FailureAction.CONTINUE && slotsInAll > 0;
            watchedUntilNanos = watched ? nowNanos + monitorNanos() : nowNanos;
        }
        if (nowNanos >= watchedUntilNanos) {
            stage = stage == Stage.UPDATING ? Stage.COMPLETED : Stage.ROLLBACK_COMPLETED;
        }
    }

    private @Nullable Worker workerOf(int slot) {
        return workers.stream().filter(each -> each.slot == slot).findFirst().orElse(null);
    }
}
