package io.wavetank.workload.fit;

import io.wavetank.workload.generate.arrival.Arrivals;
import io.wavetank.workload.generate.arrival.Cox;
import io.wavetank.workload.generate.arrival.Cyclic;
import io.wavetank.workload.generate.arrival.Paced;

/** Processes that begin at another time of the week. */
final class Phase {
    private static final double HOUR = 3600;
    private static final int WEEK = 168;

    private Phase() {}

    /** Returns the process as it is so much later. */
    static Paced later(Paced process, double seconds) {
        if (process instanceof Cyclic cycle) {
            return cyclic(cycle, seconds);
        } else if (process instanceof Cox cox) {
            return new Cox(cyclic(cox.cycle(), seconds), cox.modulations());
        }
        return process;
    }

    /** Likewise for processes of any kind. */
    static Arrivals later(Arrivals arrivals, double seconds) {
        return arrivals instanceof Paced paced ? later(paced, seconds) : arrivals;
    }

    private static Cyclic cyclic(Cyclic cycle, double seconds) {
        double hour = (cycle.startHour() + seconds / HOUR) % WEEK;
        return new Cyclic(cycle.ratePerSecond(), cycle.day(), cycle.weekdayFactors(), hour);
    }
}
