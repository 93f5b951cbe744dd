package io.wavetank.sim.elastic;

import io.wavetank.sim.traffic.ServiceMeter;
import java.util.ArrayList;
import java.util.List;

/** How many replicas requests need: their mean rate between two readings, over what a replica could serve. */
final class RequestDemand {
    private static final double SECOND = 1e9;
    private static final double MILLI = 1000;

    private final ServiceMeter meter;
    private final Provisioning provisioning;
    private final long cpuMillisEach;
    /** Stretches since the last reading in which the replicas stayed the same. */
    private final List<Stretch> stretches = new ArrayList<>();

    private int replicas;
    private long cpuMillis;
    private long nowNanos;
    private long settledNanos;
    private long tries;
    private double arrivals;

    private record Stretch(long beginNanos, long endNanos, int replicas, long cpuMillis) {}

    RequestDemand(ServiceMeter meter, Provisioning provisioning, long cpuMillisEach) {
        this.meter = meter;
        this.provisioning = provisioning;
        this.cpuMillisEach = cpuMillisEach;
    }

    /** So many more replicas serve from now on, with so much more CPU in all. */
    void serve(long now, int moreReplicas, long moreCpuMillis) {
        hold(now);
        replicas += moreReplicas;
        cpuMillis += moreCpuMillis;
    }

    private void hold(long now) {
        if (now > nowNanos) {
            stretches.add(new Stretch(nowNanos, now, replicas, cpuMillis));
            nowNanos = now;
        }
    }

    /** What came since the last time is known: the traffic stands at the present instant. */
    void settle(long now) {
        hold(now);
        if (now <= settledNanos) {
            return;
        }
        arrivals = (meter.tries() - tries) * SECOND / (now - settledNanos);
        double work = meter.workMeanNanos();
        double perMilli = work <= 0 ? 0 : SECOND / MILLI / work;
        provisioning.expect(perMilli * cpuMillisEach);
        for (Stretch each : stretches) {
            double seconds = (each.endNanos() - each.beginNanos()) / SECOND;
            provisioning.hold(seconds, arrivals, each.replicas(), perMilli * each.cpuMillis(), each.endNanos());
        }
        stretches.clear();
        settledNanos = now;
        tries = meter.tries();
    }

    /** Requests a second that came between the last two readings. */
    double arrivals() {
        return arrivals;
    }
}
