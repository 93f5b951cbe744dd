package io.wavetank.sim.traffic;

import io.wavetank.sim.record.CensoredHistogram;

/** What one version of a service did, try by try, within the window, and whether it was given up, whenever that was. */
public final class VersionCounts {
    private final String name;
    private final CensoredHistogram residence;
    private long failed;
    private long triesSinceLook;
    private long failedSinceLook;
    private int illLooks;
    private long givenUpNanos = -1;

    VersionCounts(String name) {
        this(name, new CensoredHistogram());
    }

    private VersionCounts(String name, CensoredHistogram residence) {
        this.name = name;
        this.residence = residence;
    }

    /** The counts of a run that is over, as they were written down. */
    public static VersionCounts of(String name, long failed, long givenUpNanos, CensoredHistogram residence) {
        var counts = new VersionCounts(name, residence);
        counts.failed = failed;
        counts.givenUpNanos = givenUpNanos;
        return counts;
    }

    /** A try has ended there, which is a figure if it counts. */
    void served(boolean good, long residenceNanos, boolean counts) {
        triesSinceLook++;
        failedSinceLook += good ? 0 : 1;
        if (counts) {
            residence.observe(residenceNanos);
            failed += good ? 0 : 1;
        }
    }

    /** Looks at what happened since the last look; whether the version is to be given up now. */
    boolean isIll(long now, VersionWatch watch) {
        if (givenUpNanos >= 0 || triesSinceLook < watch.leastTries()) {
            return false;
        }
        boolean ill = failedSinceLook > watch.mostFailures() * triesSinceLook;
        triesSinceLook = 0;
        failedSinceLook = 0;
        illLooks = ill ? illLooks + 1 : 0;
        if (illLooks >= watch.looks()) {
            givenUpNanos = now;
            return true;
        }
        return false;
    }

    /** The version's name. */
    public String name() {
        return name;
    }

    /** How many tries ended there. */
    public long tries() {
        return residence.count();
    }

    /** How many of them did not end well. */
    public long failed() {
        return failed;
    }

    /** How long tries were there. */
    public CensoredHistogram residence() {
        return residence;
    }

    /** When it was given up, in nanoseconds since the start; -1 if it was not. */
    public long givenUpNanos() {
        return givenUpNanos;
    }
}
