package io.wavetank.sim.record;

import io.wavetank.sim.Submission;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.cluster.TaskTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes in how nodes that go down are dealt with: when it is found out, when they are back, and when what ran there runs again. */
final class FailoverLog {
    private static final double SECOND = 1e9;

    private final TaskTable tasks;
    private long[] awayNanos;
    private final Tally detection = new Tally();
    private final Tally repair = new Tally();
    private final CensoredHistogram again = new CensoredHistogram();
    private final CompensatedSum serviceStopped = new CompensatedSum();
    private final CompensatedSum serviceWanted = new CompensatedSum();
    /** When the task of a row stopped, -1 if it did not. */
    private long[] stoppedNanos = new long[0];

    private long outages;
    private long known;
    private long away;
    private long mostAway;
    private long stoppedNow;
    private long mostStopped;
    private long stopped;
    private long startedAgain;
    private long givenUp;

    private final RoomLog room;

    FailoverLog(Cluster cluster) {
        this.tasks = cluster.tasks();
        this.awayNanos = new long[cluster.nodeCount()];
        this.room = new RoomLog(cluster);
    }

    void nodeAway(long now, int node) {
        outages++;
        if (node >= awayNanos.length) {
            awayNanos = Arrays.copyOf(awayNanos, Math.max(node + 1, 2 * awayNanos.length));
        }
        awayNanos[node] = now;
        mostAway = Math.max(mostAway, ++away);
        room.nodeAway(now, away);
    }

    void nodeLost(long now, int node) {
        known++;
        detection.add((now - awayNanos[node]) / SECOND);
    }

    void nodeBack(long now, int node, boolean wasKnown) {
        away--;
        known -= wasKnown ? 1 : 0;
        repair.add((now - awayNanos[node]) / SECOND);
        if (away == 0) {
            room.over();
        }
    }

    /** A task does no more; it is not heard of that, unless it was given up. */
    void stopped(long now, int task) {
        if (task >= stoppedNanos.length) {
            int before = stoppedNanos.length;
            stoppedNanos = Arrays.copyOf(stoppedNanos, Math.max(task + 1, 2 * before));
            Arrays.fill(stoppedNanos, before, stoppedNanos.length, -1);
        }
        if (stoppedNanos[task] < 0) {
            stoppedNanos[task] = now;
            stopped++;
            mostStopped = Math.max(mostStopped, ++stoppedNow);
        }
    }

    void givenUp(long now, int task) {
        stopped(now, task);
        givenUp++;
    }

    /** A task runs, for the first time or again. */
    void running(long now, int task) {
        if (away > 0) {
            room.taken();
        }
        if (task < stoppedNanos.length && stoppedNanos[task] >= 0) {
            again.observe(now - stoppedNanos[task]);
            startedAgain++;
            wentOn(now, task);
        }
    }

    private void wentOn(long now, int task) {
        if (tasks.workNanos(task) == Submission.FOREVER) {
            serviceStopped.add((now - stoppedNanos[task]) / SECOND);
        }
        stoppedNanos[task] = -1;
        stoppedNow--;
    }

    /** A task has failed for good, is not wanted any more, or is there when the run ends: it never runs again, and its row may be another's. */
    void failed(long now, int task) {
        if (tasks.workNanos(task) == Submission.FOREVER) {
            serviceWanted.add((now - tasks.submitNanos(task)) / SECOND);
        }
        if (task < stoppedNanos.length && stoppedNanos[task] >= 0) {
            again.censor(now - stoppedNanos[task]);
            wentOn(now, task);
        }
    }

    long nodesKnown() {
        return known;
    }

    long tasksStopped() {
        return stoppedNow;
    }

    long tasksGivenUp() {
        return givenUp;
    }

    long tasksStartedAgain() {
        return startedAgain;
    }

    FailoverFigures figures(MaintenanceFigures maintenance) {
        List<String> atLeast = new ArrayList<>();
        room.over();
        double wanted = serviceWanted.value();
        return new FailoverFigures(
                outages,
                detection.count(),
                detection.count() == 0 ? Double.NaN : detection.mean(),
                detection.count() == 0 ? Double.NaN : detection.max(),
                repair.count() == 0 ? Double.NaN : repair.mean(),
                stopped,
                startedAgain,
                startedAgain == 0 ? Double.NaN : again.observedMeanNanos() / SECOND,
                seconds("p50", again.quantile(0.5), atLeast),
                seconds("p90", again.quantile(0.9), atLeast),
                seconds("p99", again.quantile(0.99), atLeast),
                seconds("max", again.max(), atLeast),
                atLeast,
                mostAway,
                mostStopped,
                wanted == 0 ? Double.NaN : 1 - serviceStopped.value() / wanted,
                room.most(),
                maintenance);
    }

    private static double seconds(String name, Quantile figure, List<String> atLeast) {
        if (figure.atLeast()) {
            atLeast.add(name);
        }
        return figure.nanos() / SECOND;
    }
}
