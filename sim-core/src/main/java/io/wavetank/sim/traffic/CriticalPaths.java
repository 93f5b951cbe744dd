package io.wavetank.sim.traffic;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the time of requests goes, along their critical paths: of calls that are made side by side, the last to be answered is the one that its
 * caller waited for.
 *
 * <p>One request in 64 is followed, chosen by its draws; only those answered well count. Times are held by latency in classes a quarter of an octave
 * wide, so that those of the slowest requests can be told apart, and the memory does not grow with the requests.
 */
final class CriticalPaths {
    /** One in so many is followed; a power of 2. */
    static final int ONE_IN = 64;

    private static final double SLOWEST = 0.01;
    private static final int CLASSES_AN_OCTAVE = 4;
    private static final int CLASSES = 64 * CLASSES_AN_OCTAVE;

    private final int services;
    private final double[][] sums = new double[CLASSES][];
    private final long[] counts = new long[CLASSES];

    CriticalPaths(int services) {
        this.services = services;
    }

    /** How many times a path has: for each service the waiting and the serving, and then the way. */
    int parts() {
        return 2 * services + 1;
    }

    static int waitOf(int service) {
        return 2 * service;
    }

    static int servedOf(int service) {
        return 2 * service + 1;
    }

    int way() {
        return 2 * services;
    }

    void ended(double[] path, long latencyNanos) {
        int at = classOf(latencyNanos);
        double[] sum = sums[at];
        if (sum == null) {
            sum = new double[2 * services + 2];
            sums[at] = sum;
        }
        for (int i = 0; i < path.length; i++) {
            sum[i] += path[i];
        }
        sum[path.length] += latencyNanos;
        counts[at]++;
    }

    private static int classOf(long nanos) {
        if (nanos < CLASSES_AN_OCTAVE) {
            return (int) Math.max(0, nanos);
        }
        int octave = 63 - Long.numberOfLeadingZeros(nanos);
        return octave * CLASSES_AN_OCTAVE + (int) (nanos >>> (octave - 2) & (CLASSES_AN_OCTAVE - 1));
    }

    /** What is known so far. */
    PathFigures figures() {
        return new PathFigures(count(), slowest(1), slowest(SLOWEST));
    }

    private long count() {
        long count = 0;
        for (long each : counts) {
            count += each;
        }
        return count;
    }

    /** The mean times of the slowest requests, at least a share of all of them. */
    private PathMeans slowest(double share) {
        double[] sum = new double[2 * services + 2];
        long taken = 0;
        long wanted = Math.max(1, (long) Math.ceil(share * count()));
        for (int at = CLASSES - 1; at >= 0 && taken < wanted; at--) {
            double[] each = sums[at];
            for (int i = 0; each != null && i < sum.length; i++) {
                sum[i] += each[i];
            }
            taken += counts[at];
        }
        return means(sum, taken);
    }

    private PathMeans means(double[] sums, long count) {
        List<PathMeans.Stage> stages = new ArrayList<>();
        for (int service = 0; service < services; service++) {
            stages.add(new PathMeans.Stage(sums[waitOf(service)] / count, sums[servedOf(service)] / count));
        }
        double latency = sums[2 * services + 1];
        double rest = latency;
        for (int i = 0; i <= 2 * services; i++) {
            rest -= sums[i];
        }
        return new PathMeans(stages, sums[2 * services] / count, Math.max(0, rest) / count, latency / count);
    }
}
