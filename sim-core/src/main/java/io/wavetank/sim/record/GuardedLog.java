package io.wavetank.sim.record;

import io.wavetank.sim.scenario.GuardedService;

/** Takes in how a service with a policy of failover of its own comes through a run. */
public final class GuardedLog {
    private static final double SECOND = 1e9;
    private static final int SERVING = 0;
    private static final int CORES_SERVING = 1;
    private static final int CORES_STANDING_BY = 2;
    private static final int CORES_CLOSED = 3;

    private final GuardedService service;
    private final long fromNanos;
    private final long toNanos;
    private final double[] now = new double[4];
    private final CompensatedSum[] integrals = new CompensatedSum[4];
    private final CompensatedSum down = new CompensatedSum();
    private final Tally outages = new Tally();
    private final Tally waits = new Tally();
    private long sinceNanos = -1;
    private long lastNanos;
    private long downSinceNanos = -1;
    private long takeovers;
    private long switchFailures;
    private long dataLostNanos;
    private long givenUp;
    private long migrations;
    private long spread;

    /**
     * Creates the log of one run.
     *
     * @param fromNanos where the figures begin at the earliest
     * @param toNanos where they end at the latest
     */
    public GuardedLog(GuardedService service, long fromNanos, long toNanos) {
        this.service = service;
        this.fromNanos = Math.max(0, fromNanos);
        this.toNanos = toNanos;
        for (int i = 0; i < integrals.length; i++) {
            integrals[i] = new CompensatedSum();
        }
    }

    private void advanceTo(long nanos) {
        if (sinceNanos >= 0) {
            double seconds = Math.max(0, Math.min(nanos, toNanos) - Math.max(lastNanos, sinceNanos)) / SECOND;
            for (int i = 0; i < integrals.length; i++) {
                integrals[i].add(seconds * now[i]);
            }
        }
        lastNanos = nanos;
    }

    /** So many of its tasks serve from now on, with so many cores; so many cores stand by, and of closed nodes. */
    public void stands(long nanos, int serving, double coresServing, double coresStandingBy, double coresClosed) {
        advanceTo(nanos);
        boolean up = serving >= service.need();
        if (sinceNanos < 0 && up) {
            sinceNanos = Math.max(nanos, fromNanos);
        }
        if (sinceNanos >= 0 && up && downSinceNanos >= 0) {
            ended(nanos);
        } else if (sinceNanos >= 0 && !up && downSinceNanos < 0) {
            downSinceNanos = nanos;
        }
        now[SERVING] = serving;
        now[CORES_SERVING] = coresServing;
        now[CORES_STANDING_BY] = coresStandingBy;
        now[CORES_CLOSED] = coresClosed;
    }

    /** An outage that reaches into the time of the figures counts as long as it is within. */
    private void ended(long nanos) {
        long from = Math.max(downSinceNanos, sinceNanos);
        long to = Math.min(nanos, toNanos);
        if (to > from) {
            outages.add((to - from) / SECOND);
            down.add((to - from) / SECOND);
        }
        downSinceNanos = -1;
    }

    private boolean counts(long nanos) {
        return nanos >= fromNanos && nanos <= toNanos;
    }

    /** A task that stood by takes over. */
    public void tookOver(long nanos, long lostNanos) {
        if (counts(nanos)) {
            takeovers++;
            dataLostNanos = Math.max(dataLostNanos, lostNanos);
        }
    }

    /** A task that should have taken over did not. */
    public void switchFailed(long nanos) {
        switchFailures += counts(nanos) ? 1 : 0;
    }

    /** A task was given up on a lost node. */
    public void gaveUp(long nanos) {
        givenUp += counts(nanos) ? 1 : 0;
    }

    /** A task was moved with what it had done. */
    public void migrated(long nanos) {
        migrations += counts(nanos) ? 1 : 0;
    }

    /** A task was told to stop so that they are spread again. */
    public void spreadAgain(long nanos) {
        spread += counts(nanos) ? 1 : 0;
    }

    /** A task was kept waiting so that there is room for others; it counts if any of that is in the time of the figures, and then in whole. */
    public void keptWaiting(long beganNanos, long nanos) {
        if (nanos >= fromNanos && beganNanos <= toNanos) {
            waits.add((nanos - beganNanos) / SECOND);
        }
    }

    /** Returns what it came to: to the end of the window, if it has one, for nothing changes after the last that happens. */
    public GuardedFigures figures(long lastNanos) {
        long endNanos = toNanos == Long.MAX_VALUE ? lastNanos : Math.max(lastNanos, toNanos);
        advanceTo(endNanos);
        if (downSinceNanos >= 0) {
            ended(endNanos);
        }
        double seconds = sinceNanos < 0 ? 0 : (Math.min(endNanos, toNanos) - sinceNanos) / SECOND;
        double share = seconds > 0 ? down.value() / seconds : Double.NaN;
        return new GuardedFigures(
                service.name(),
                service.policyName(),
                service.need(),
                1 - share,
                outages.count(),
                outages.count() == 0 ? Double.NaN : outages.mean(),
                outages.count() == 0 ? Double.NaN : outages.max(),
                mean(SERVING, seconds),
                takeovers,
                switchFailures,
                takeovers == 0 ? Double.NaN : dataLostNanos / SECOND,
                givenUp,
                migrations,
                spread,
                mean(CORES_SERVING, seconds),
                mean(CORES_STANDING_BY, seconds),
                mean(CORES_CLOSED, seconds),
                waits.count(),
                waits.count() == 0 ? Double.NaN : waits.mean(),
                share / (1 - service.objective()));
    }

    private double mean(int which, double seconds) {
        return seconds > 0 ? integrals[which].value() / seconds : Double.NaN;
    }
}
