package io.wavetank.sim.elastic;

import io.wavetank.sim.record.ServiceFigures;

/**
 * How well the replicas of a service followed its demand.
 *
 * <p>Demand is the fewest replicas that the load would keep busy no further than the service's {@code sufficient}. Accuracy is the mean over time of
 * the replicas missing, or too many, as a share of the demand; time share is that of the time in which any were. A lag is a stretch in which
 * replicas were missing without a break. Overshoot is the largest share too many within ten minutes of the end of a lag, in the mean over lags. A
 * change of direction within ten minutes of the change before counts as flapping.
 *
 * <p>Source: accuracy, time share and instability are the elasticity metrics of N. Herbst, S. Kounev, R. Reussner, "Elasticity in Cloud Computing:
 * What It Is, and What It Is Not", ICAC 2013, and of their later work; lag, overshoot and flapping are defined here.
 */
final class Provisioning {
    private static final long TEN_MINUTES = 600_000_000_000L;
    private static final double SECOND = 1e9;

    private final double sufficient;
    private double seconds;
    private double missing;
    private double tooMany;
    private double missingSeconds;
    private double tooManySeconds;
    private double readySeconds;
    private double demandSeconds;
    private int peakReady;
    private int demand;
    private double perReplica;

    private boolean lagging;
    private double lagSeconds;
    private double longestLag;
    private double allLags;
    private int lags;
    private long overshootUntil = -1;
    private double overshoot;
    private double overshoots;

    private int ups;
    private int downs;
    private int flaps;
    private int lastDirection;
    private long lastChangeNanos = -1;

    Provisioning(double sufficient) {
        this.sufficient = sufficient;
    }

    /** What a replica can serve where there is none to look at. */
    void expect(double requestsPerSecond) {
        perReplica = requestsPerSecond;
    }

    /** Load, replicas and their capacity held for a time. */
    void hold(double forSeconds, double arrivals, int ready, double capacity, long endNanos) {
        double each = ready > 0 ? capacity / ready : perReplica;
        demand = each <= 0 || arrivals <= 0 ? 0 : (int) Math.min(1e9, Math.ceil(arrivals / (each * sufficient) - 1e-9));
        seconds += forSeconds;
        readySeconds += ready * forSeconds;
        demandSeconds += demand * forSeconds;
        peakReady = Math.max(peakReady, ready);
        double share = demand == 0 ? ready : (ready - demand) / (double) demand;
        if (ready < demand) {
            missing -= share * forSeconds;
            missingSeconds += forSeconds;
            lagging = true;
            lagSeconds += forSeconds;
            return;
        }
        long beginNanos = endNanos - (long) (forSeconds * SECOND);
        if (lagging) {
            endLag(beginNanos);
        }
        tooMany += share * forSeconds;
        tooManySeconds += ready > demand ? forSeconds : 0;
        if (beginNanos < overshootUntil) {
            overshoot = Math.max(overshoot, share);
        } else if (overshootUntil >= 0) {
            overshoots += overshoot;
            overshootUntil = -1;
        }
    }

    private void endLag(long nanos) {
        lags++;
        allLags += lagSeconds;
        longestLag = Math.max(longestLag, lagSeconds);
        lagSeconds = 0;
        lagging = false;
        if (overshootUntil >= 0) {
            overshoots += overshoot;
        }
        overshootUntil = nanos + TEN_MINUTES;
        overshoot = 0;
    }

    /** Another number of replicas is wanted. */
    void changed(int from, int to, long nowNanos) {
        int direction = Integer.compare(to, from);
        ups += direction > 0 ? 1 : 0;
        downs += direction < 0 ? 1 : 0;
        if (direction == -lastDirection && lastChangeNanos >= 0 && nowNanos - lastChangeNanos < TEN_MINUTES) {
            flaps++;
        }
        lastDirection = direction;
        lastChangeNanos = nowNanos;
    }

    /** The demand now, in replicas. */
    int demand() {
        return demand;
    }

    /** What is known is about what comes from now on. */
    void forget() {
        seconds = 0;
        missing = 0;
        tooMany = 0;
        missingSeconds = 0;
        tooManySeconds = 0;
        readySeconds = 0;
        demandSeconds = 0;
        peakReady = 0;
        lagSeconds = 0;
        longestLag = 0;
        allLags = 0;
        lags = 0;
        overshootUntil = -1; // after a lag that is forgotten
        overshoots = 0;
        ups = 0;
        downs = 0;
        flaps = 0;
    }

    /** What is known so far. */
    ServiceFigures.Elasticity figures() {
        int begun = lags + (lagging ? 1 : 0);
        double open = overshootUntil >= 0 ? overshoot : 0;
        return new ServiceFigures.Elasticity(
                per(readySeconds),
                peakReady,
                per(demandSeconds),
                per(missing),
                per(tooMany),
                per(missingSeconds),
                per(tooManySeconds),
                begun,
                lags,
                begun == 0 ? 0 : (allLags + lagSeconds) / begun,
                Math.max(longestLag, lagSeconds),
                lags == 0 ? 0 : (overshoots + open) / lags,
                ups,
                downs,
                flaps);
    }

    private double per(double integral) {
        return seconds == 0 ? 0 : integral / seconds;
    }
}
