package io.wavetank.policy.autoscale;

import io.wavetank.policy.scaling.ReplicaAutoscaler;
import io.wavetank.policy.scaling.Scale;
import io.wavetank.policy.scaling.ServiceView;
import java.util.ArrayDeque;

/**
 * Replicas by the past: a percentile of a measure over a moving window, over what each replica is to have of it. More replicas come at once, fewer
 * at most by a share at a time.
 *
 * <p>Source: the horizontal autoscaling of K. Rzadca et al., "Autopilot: Workload Autoscaling at Google Scale", EuroSys 2020, section 4: replicas as
 * usage R over the target r*, where R is the maximum or a percentile of a window T (72 h there), and deferred downscaling. The percentile, the window
 * and the slow growth of the paper are parameters or left out here; nothing recorded was at hand.
 */
public final class MovingWindow implements ReplicaAutoscaler {
    private final Bounds bounds;
    private final Load load;
    private final double target;
    private final double percentile;
    private final long windowNanos;
    private final double shrink;
    private final ArrayDeque<Sample> samples = new ArrayDeque<>();

    private record Sample(long nanos, double total) {}

    /**
     * Creates the autoscaler, which has seen nothing.
     *
     * @param target what each replica is to have of the measure
     * @param percentile 0 to 1; 1 for the maximum
     * @param windowNanos how long the past is
     * @param shrink by what share replicas become fewer at most at a time
     */
    public MovingWindow(Bounds bounds, Load load, double target, double percentile, long windowNanos, double shrink) {
        this.bounds = bounds;
        this.load = load;
        this.target = target;
        this.percentile = percentile;
        this.windowNanos = windowNanos;
        this.shrink = shrink;
    }

    @Override
    public Scale decide(ServiceView service, long nowNanos) {
        int now = service.wanted();
        if (!load.known(service)) {
            return new Scale(bounds.bound(now), "no data");
        }
        samples.addLast(new Sample(nowNanos, load.total(service)));
        while (samples.getFirst().nanos() <= nowNanos - windowNanos) {
            samples.removeFirst();
        }
        double[] sorted = samples.stream().mapToDouble(Sample::total).sorted().toArray();
        int rank = (int) Math.ceil(percentile * sorted.length) - 1;
        int wanted = bounds.bound(Math.ceil(sorted[Math.max(0, rank)] / target));
        int floor = (int) Math.floor(now * (1 - shrink));
        return new Scale(bounds.bound(Math.max(wanted, Math.min(now, floor))), wanted > now ? "window" : "shrinking");
    }

    @Override
    public long periodNanos() {
        return bounds.periodNanos();
    }

    @Override
    public boolean relativeToRequest(int resource) {
        return load.relativeTo(resource);
    }

    @Override
    public int leastReplicas() {
        return bounds.least();
    }

    @Override
    public int mostReplicas() {
        return bounds.most();
    }
}
