package io.wavetank.sim.traffic;

/**
 * Where the time of requests goes, along their critical paths: of calls that are made side by side, the last to be answered is the one that its
 * caller waited for.
 *
 * <p>One request in 64 is followed, chosen by its draws; only those answered well count. Times are held by latency in classes a quarter of an octave
 * wide, so that those of the slowest requests can be told apart, and the memory does not grow with the requests.
 */
public final class CriticalPaths {
    /** One in so many is followed; a power of 2. */
    static final int ONE_IN = 64;

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

    /** How many requests were followed to a good answer. */
    public long count() {
        long count = 0;
        for (long each : counts) {
            count += each;
        }
        return count;
    }

    /**
     * The mean times of the slowest requests, at least a share of all of them.
     *
     * @param share above 0, up to 1 for all
     */
    public Means slowest(double share) {
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
        return new Means(sum, taken, services);
    }

    /** Mean times along the critical path, in nanoseconds; NaN of no requests. */
    public static final class Means {
        private final double[] sums;
        private final long count;
        private final int services;

        private Means(double[] sums, long count, int services) {
            this.sums = sums;
            this.count = count;
            this.services = services;
        }

        /** Of how many requests. */
        public long count() {
            return count;
        }

        /** How long they waited for workers of a service. */
        public double waitNanos(int service) {
            return sums[waitOf(service)] / count;
        }

        /** How long they were worked on in a service. */
        public double servedNanos(int service) {
            return sums[servedOf(service)] / count;
        }

        /** How long messages were on their way. */
        public double wayNanos() {
            return sums[2 * services] / count;
        }

        /** How long they took in all. */
        public double latencyNanos() {
            return sums[2 * services + 1] / count;
        }

        /** What is none of these: tries that failed, and waits between tries. */
        public double otherNanos() {
            double rest = sums[2 * services + 1];
            for (int i = 0; i <= 2 * services; i++) {
                rest -= sums[i];
            }
            return Math.max(0, rest) / count;
        }
    }
}
