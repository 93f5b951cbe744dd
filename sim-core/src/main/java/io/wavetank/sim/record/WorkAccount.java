package io.wavetank.sim.record;

import io.wavetank.sim.execution.WorkLedger.Effort;

/** What the cores that tasks held were used for, in cores times seconds: work that counts, overhead, work that was lost. */
final class WorkAccount {
    private final CompensatedSum useful = new CompensatedSum();
    private final CompensatedSum overhead = new CompensatedSum();
    private final CompensatedSum lost = new CompensatedSum();

    void useful(double coreSeconds) {
        useful.add(coreSeconds);
    }

    void lost(double coreSeconds) {
        lost.add(coreSeconds);
    }

    /** Splits the time that an attempt held its cores as its effort is split. */
    void add(double coreSeconds, Effort effort) {
        if (effort.all() > 0) {
            useful.add(coreSeconds * (effort.safe() / effort.all()));
            overhead.add(coreSeconds * (effort.overhead() / effort.all()));
            lost.add(coreSeconds * (effort.lost() / effort.all()));
        }
    }

    double useful() {
        return useful.value();
    }

    double overhead() {
        return overhead.value();
    }

    double lost() {
        return lost.value();
    }
}
