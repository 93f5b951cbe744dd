package io.wavetank.policy.recovery;

import io.wavetank.policy.failover.FailoverActions;
import java.util.ArrayList;
import java.util.List;

/** What a policy did, in words. */
class Noted implements FailoverActions {
    private static final long SECOND = 1_000_000_000L;

    final List<String> all = new ArrayList<>();

    @Override
    public void serve(int task, long afterNanos) {
        all.add("serve " + task + " after " + afterNanos / SECOND + " s");
    }

    @Override
    public void takeOver(int task, long afterNanos, long lostNanos) {
        all.add("take over " + task + " after " + afterNanos / SECOND + " s, " + lostNanos / SECOND + " s lost");
    }

    @Override
    public void standBy(int task) {
        all.add("stand by " + task);
    }

    @Override
    public void switchFailed() {
        all.add("switch failed");
    }

    @Override
    public void giveUp(int task) {
        all.add("give up " + task);
    }

    @Override
    public boolean evict(int task, String reason) {
        all.add("evict " + task);
        return true;
    }

    @Override
    public void migrate(int task, long copyNanos, long pauseNanos) {
        all.add("migrate " + task);
    }

    @Override
    public void close(int node) {
        all.add("close " + node);
    }

    @Override
    public void open(int node) {
        all.add("open " + node);
    }

    @Override
    public void wakeAt(long timeNanos, long token) {
        all.add("wake at " + timeNanos / SECOND + " s");
    }
}
