package io.wavetank.sim.elastic;

import io.wavetank.policy.scaling.ServiceMetrics;
import io.wavetank.sim.replica.Replica;

/** The load of one service, and what the replicas that take it make of it: a fluid, or requests one by one. */
interface Load {
    /** Measures the service: means from one reading to the next. */
    interface Meter {
        /** Reads. */
        ServiceMetrics read(long now);
    }

    /** Returns a meter that begins now. */
    Meter meter();

    /** Measures a replica that runs, over the time of the metrics, which were scraped now; of one that was killed and waits to be started anew there is nothing to measure. */
    void measure(Replica replica, ServiceMetrics metrics);

    /** A replica takes load from now on, with so much CPU at the most, in thousandths of a core. */
    void take(long now, Replica replica, long cpuMillis);

    /** A replica that takes load gets another share of CPU. */
    void resize(long now, Replica replica, long cpuMillis);

    /** A replica takes none any more. */
    void leave(long now, Replica replica);

    /** A replica's node is down; whether those who send load know is another matter. */
    void vanish(long now, Replica replica);

    /** A replica that takes no load any more is killed and made anew where it is. */
    void restart(long now, Replica replica);

    /** The figures are about what comes from now on. */
    void forget(long now);

    /** What became of the load until now. */
    Outcome outcome(long now);

    /** Requests a second that come, as far as is known. */
    double arrivals();

    /** The latency within which 99 of 100 requests are answered at present, in seconds. */
    double p99Seconds();

    /** Whether more than 1 in 100 requests were lost since this was asked last, so that it is at least that much; as before if none is known to have ended. */
    boolean takeLosing();

    /** What became of a load; see {@link io.wavetank.sim.record.ServiceFigures}. */
    record Outcome(
            double offered,
            double served,
            double lost,
            double p50Seconds,
            double p90Seconds,
            double p99Seconds,
            double lateShare) {}
}
