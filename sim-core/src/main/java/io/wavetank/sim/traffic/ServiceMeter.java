package io.wavetank.sim.traffic;

/**
 * What is measured of a service while it serves: what came, how much is in it, how long calls to it take.
 *
 * <p>Integrals over time are kept as sums of instants, which may overflow; differences of two readings are exact all the same.
 */
public final class ServiceMeter {
    private final long objectiveNanos;
    private final LatencyBuckets all = new LatencyBuckets();
    private final LatencyBuckets recent = new LatencyBuckets();
    private long calls;
    private long answered;
    private long failed;
    private long late;
    private long tries;
    private long worked;
    private double workNanos;
    private long inside;
    private long insideSum;
    private long waiting;
    private long waitingSum;

    ServiceMeter(long objectiveNanos) {
        this.objectiveNanos = objectiveNanos;
    }

    void called() {
        calls++;
    }

    void tried() {
        tries++;
    }

    void ended(long nanos, boolean well) {
        if (well) {
            answered++;
            late += nanos > objectiveNanos ? 1 : 0;
            all.add(nanos);
            recent.add(nanos);
        } else {
            failed++;
        }
    }

    void worked(double nanos) {
        worked++;
        workNanos += nanos;
    }

    void entered(long now) {
        inside++;
        insideSum -= now;
    }

    void left(long now) {
        inside--;
        insideSum += now;
    }

    void waits(long now) {
        waiting++;
        waitingSum -= now;
    }

    void waitsNoLonger(long now) {
        waiting--;
        waitingSum += now;
    }

    /** How many calls began. */
    public long calls() {
        return calls;
    }

    /** How many of them were answered well. */
    public long answered() {
        return answered;
    }

    /** How many ended otherwise. */
    public long failed() {
        return failed;
    }

    /** How many were answered well, and later than they should. */
    public long late() {
        return late;
    }

    /** How many tries were sent, those among them that found no endpoint. */
    public long tries() {
        return tries;
    }

    /** Work of a request in the mean, in nanoseconds of a core at speed 1; 0 before the first. */
    public double workMeanNanos() {
        return worked == 0 ? 0 : workNanos / worked;
    }

    /** The integral over time of the requests in replicas, in nanoseconds, but for a constant. */
    public long insideNanos(long now) {
        return insideSum + inside * now;
    }

    /** The integral over time of those of them that wait for a worker. */
    public long waitingNanos(long now) {
        return waitingSum + waiting * now;
    }

    /** The latency that a share of the calls answered well did not exceed, as their callers saw it, in nanoseconds; -1 if none was answered. */
    public long latencyNanos(double share) {
        return all.quantile(share);
    }

    /** The same of those that ended since this was asked last. */
    public long takeRecentNanos(double share) {
        long quantile = recent.quantile(share);
        recent.clear();
        return quantile;
    }

    /** Latencies are about what ends from now on. */
    public void forgetLatencies() {
        all.clear();
    }
}
