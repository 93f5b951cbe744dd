package io.wavetank.sim.traffic;

/** Measures {@link LossRecovery}: follows the requests that end after the loss of a node. */
final class LossMeter {
    private static final long STRETCH_NANOS = 5_000_000_000L;
    private static final double SECOND = 1e9;
    private static final double MOST_FAILED = 0.01;
    private static final int CALM_STRETCHES = 12;

    private boolean watching;
    private long lossNanos;
    private long stretch;
    private long failingNanos;
    private int calm;
    private long good;
    private long bad;
    private long losses;
    private double sumSeconds;
    private double maxSeconds;

    /** Whether a loss is not yet got over. */
    boolean watching() {
        return watching;
    }

    /** A node is gone. Where another loss is not yet got over, both are one. */
    void lost(long now) {
        if (watching) {
            advance(now);
        }
        if (!watching) {
            watching = true;
            losses++;
            lossNanos = now;
            stretch = 0;
            failingNanos = 0;
            good = 0;
            bad = 0;
        }
        calm = 0;
    }

    /** A request has come to its end. */
    void ended(long now, boolean ok) {
        advance(now);
        if (watching) {
            good += ok ? 1 : 0;
            bad += ok ? 0 : 1;
        }
    }

    private void advance(long now) {
        while (watching && (now - lossNanos) / STRETCH_NANOS > stretch) {
            close();
        }
    }

    private void close() {
        stretch++;
        if (fails()) {
            failingNanos = stretch * STRETCH_NANOS;
            calm = 0;
        } else if (++calm == CALM_STRETCHES) {
            conclude();
        }
        good = 0;
        bad = 0;
    }

    private boolean fails() {
        return bad > MOST_FAILED * (good + bad);
    }

    private void conclude() {
        watching = false;
        double seconds = failingNanos / SECOND;
        sumSeconds += seconds;
        maxSeconds = Math.max(maxSeconds, seconds);
    }

    /** The run is over. A stretch that has only begun lasts until then, and is no calm one yet. */
    LossRecovery result(long now) {
        advance(now);
        boolean cutShort = watching;
        if (cutShort) {
            failingNanos = fails() ? now - lossNanos : failingNanos;
            conclude();
        }
        return losses == 0 ? LossRecovery.NONE : new LossRecovery(losses, sumSeconds / losses, maxSeconds, cutShort);
    }
}
