package io.wavetank.policy.borg;

/**
 * Where each band of priorities begins; the lowest takes all below the second.
 *
 * <p>Source of the defaults (100, 116, 120, 360): M. Tirmazi and others, "Borg: the Next Generation", EuroSys 2020, section 3: free up to 99,
 * best-effort batch 110 to 115, mid 116 to 119, production 120 to 359, monitoring from 360. In the trace of 2011 batch is 2 to 8,
 * production 9 and 10, monitoring 11, and there is no mid.
 *
 * @param batch the lowest priority of best-effort batch
 * @param mid that of mid
 * @param production that of production
 * @param monitoring that of monitoring
 */
record Bands(int batch, int mid, int production, int monitoring) {
    /** Those of the trace of 2019. */
    static final Bands OF_2019 = new Bands(100, 116, 120, 360);

    /** Those of the trace of 2011. */
    static final Bands OF_2011 = new Bands(2, 9, 9, 11);

    /** Checks that no band begins before the one below. */
    Bands {
        if (batch > mid || mid > production || production > monitoring) {
            throw new IllegalArgumentException("Bands begin in their order: batch=" + batch + ", mid=" + mid
                    + ", production=" + production + ", monitoring=" + monitoring);
        }
    }

    Band of(int priority) {
        if (priority >= monitoring) {
            return Band.MONITORING;
        } else if (priority >= production) {
            return Band.PRODUCTION;
        } else if (priority >= mid) {
            return Band.MID;
        }
        return priority >= batch ? Band.BATCH : Band.FREE;
    }

    /** Whether a task of one priority may preempt one of another: a lower one, and not within production, so that there are no cascades. */
    boolean mayPreempt(int priority, int other) {
        return other < priority && !(of(priority) == Band.PRODUCTION && of(other) == Band.PRODUCTION);
    }
}
