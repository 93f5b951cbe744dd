package io.wavetank.sim.record;

import io.wavetank.policy.Resources;
import io.wavetank.sim.cluster.Cluster;
import io.wavetank.sim.scenario.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much of the cluster is held: means and peaks over a window, which begins and ends at given instants or at submissions, and means until the last start and the
 * last end.
 */
final class Occupancy {
    private final Cluster cluster;
    private final boolean[] bounded;
    private final Window window;
    private final boolean growing;
    private final @Nullable GroupShares shares;
    private final HeldAmounts held;
    private double[] integralAtFirstSubmit;
    private double[] integralAtFrom;
    private double[] integralAtTo;
    private double[] peakAtTo;
    private long nextCutNanos;
    private long firstSubmitNanos = -1;
    private long lastSubmitNanos = -1;
    private long lastStartNanos = -1;
    private long lastEndNanos = -1;
    private long fromNanos;
    private long toNanos;
    private boolean toLastSubmit;

    /**
     * Follows a cluster.
     *
     * @param window what part of the run the figures are about
     * @param growing whether nodes come and go
     * @param shares who holds how much, if groups are told apart
     */
    Occupancy(Cluster cluster, Window window, boolean growing, @Nullable GroupShares shares) {
        this.cluster = cluster;
        this.bounded = bounded(cluster);
        this.window = window;
        this.growing = growing;
        this.shares = shares;
        this.held = new HeldAmounts(cluster, bounded, growing);
        this.nextCutNanos = window.fromNanos() >= 0 ? window.fromNanos() : window.toNanos();
        this.integralAtFirstSubmit = held.integrals();
        this.integralAtFrom = integralAtFirstSubmit;
        this.integralAtTo = integralAtFirstSubmit;
        this.peakAtTo = peaks();
    }

    /** Which resources are told of: decided once, for nodes may come and go. */
    private static boolean[] bounded(Cluster cluster) {
        boolean[] bounded = new boolean[cluster.resources().count()];
        for (int resource = 0; resource < bounded.length; resource++) {
            bounded[resource] = cluster.offers(resource)
                    && !(resource == Resources.PODS && cluster.totalAllocatable(resource) >= Integer.MAX_VALUE);
        }
        return bounded;
    }

    /** Which resources the cluster has, and not any amount of them. */
    boolean[] bounded() {
        return bounded;
    }

    /** When the window begins or ends next; never, once it is over. */
    long nextCutNanos() {
        return nextCutNanos;
    }

    /** The window begins or ends if it does so before an instant, everything before which has happened. */
    void cutBefore(long nowNanos) {
        while (nextCutNanos < nowNanos) {
            cut();
        }
    }

    private void cut() {
        held.advanceTo(nextCutNanos);
        if (shares != null) {
            shares.cut(nextCutNanos, nextCutNanos == window.fromNanos());
        }
        if (nextCutNanos == window.fromNanos()) {
            integralAtFrom = held.integrals();
            held.forgetPeaks();
            nextCutNanos = window.toNanos();
        } else {
            integralAtTo = held.integrals();
            peakAtTo = peaks();
            nextCutNanos = Long.MAX_VALUE;
        }
    }

    /** The most that was held so far; where nodes come and go the highest share of what there was. */
    private double[] peaks() {
        return growing ? held.peakShares() : held.peaks();
    }

    /** There are more nodes now, or fewer. */
    void nodesChanged() {
        if (shares != null) {
            shares.nodesChanged();
        }
    }

    /** Time goes on to an instant at which something may change. */
    void advanceTo(long nowNanos) {
        held.advanceTo(nowNanos);
        if (shares != null) {
            shares.advanceTo(nowNanos);
        }
    }

    /** A task entered the system. */
    void submitted(long nowNanos) {
        if (firstSubmitNanos < 0) {
            begin(nowNanos);
        }
        lastSubmitNanos = nowNanos;
        held.submitted();
        if (shares != null) {
            shares.submitted();
        }
    }

    /** Before the first submission nothing is held, but nodes are there. */
    private void begin(long nowNanos) {
        firstSubmitNanos = nowNanos;
        integralAtFirstSubmit = held.integrals();
        if (window.fromNanos() < 0) {
            integralAtFrom = integralAtFirstSubmit;
        }
    }

    /** A task started. */
    void started(long nowNanos) {
        lastStartNanos = nowNanos;
        held.started();
    }

    /** A task is off its node for good. */
    void ended(long nowNanos) {
        lastEndNanos = nowNanos;
        held.ended();
    }

    /** The run is over: settles which part of it the figures are about. */
    void close(long endNanos) {
        cutBefore(Long.MAX_VALUE);
        boolean given = window.toNanos() != Window.LAST_SUBMISSION;
        fromNanos = window.fromNanos() >= 0 ? window.fromNanos() : firstSubmitNanos;
        // of a window that would be empty there is the rest of the run
        toLastSubmit = !given && lastSubmitNanos > fromNanos;
        toNanos = given ? window.toNanos() : toLastSubmit ? lastSubmitNanos : Math.max(fromNanos, endNanos);
        if (!given && !toLastSubmit) {
            held.advanceTo(toNanos);
            integralAtTo = held.integrals();
            peakAtTo = peaks();
            if (shares != null) {
                shares.cut(toNanos, false);
            }
        }
    }

    /** When the part begins that figures are about, once closed. */
    long fromNanos() {
        return fromNanos;
    }

    /** When the part ends that figures are about, once closed. */
    long toNanos() {
        return toNanos;
    }

    /** The mean dominant share of each group over the part that figures are about, once closed; empty where groups are not told apart. */
    SortedMap<String, Double> dominantShares() {
        return shares == null ? new TreeMap<>() : shares.means(toLastSubmit, toNanos - fromNanos);
    }

    /** How much of each resource was held, once closed. */
    List<RunResult.Allocation> allocation() {
        double[] integral = toLastSubmit ? held.integralsAtLastSubmit() : integralAtTo;
        double[] peak = !toLastSubmit ? peakAtTo : growing ? held.peakSharesAtLastSubmit() : held.peaksAtLastSubmit();
        double[] integralAtLastStart = held.integralsAtLastStart();
        double[] integralAtLastEnd = held.integralsAtLastEnd();
        var allocation = new ArrayList<RunResult.Allocation>();
        for (int resource = 0; resource < bounded.length; resource++) {
            if (bounded[resource]) {
                allocation.add(new RunResult.Allocation(
                        cluster.resources().name(resource),
                        meanCapacity(integral, toNanos - fromNanos, resource),
                        share(integral, integralAtFrom, toNanos - fromNanos, resource),
                        growing ? peak[resource] : peak[resource] / cluster.totalAllocatable(resource),
                        share(integralAtLastEnd, integralAtFirstSubmit, lastEndNanos - firstSubmitNanos, resource),
                        share(
                                integralAtLastStart,
                                integralAtFirstSubmit,
                                lastStartNanos - firstSubmitNanos,
                                resource)));
            }
        }
        return List.copyOf(allocation);
    }

    /** What there was of a resource over the window in the mean; NaN where that changes and the window is empty. */
    private double meanCapacity(double[] to, long nanos, int resource) {
        int installed = bounded.length + resource;
        return !growing
                ? cluster.totalAllocatable(resource)
                : nanos <= 0 ? Double.NaN : (to[installed] - integralAtFrom[installed]) / nanos;
    }

    /** Returns an integral over a time, in nanoseconds, as a mean share of capacity: of what there was, if that changed. */
    private double share(double[] to, double[] from, long nanos, int resource) {
        double integral = to[resource] - from[resource];
        double installed = growing
                ? to[bounded.length + resource] - from[bounded.length + resource]
                : (double) nanos * cluster.totalAllocatable(resource);
        return nanos <= 0 || installed <= 0
                ? 0
                : growing ? integral / installed : integral / nanos / cluster.totalAllocatable(resource);
    }
}
