package io.wavetank.sim.elastic;

import io.wavetank.policy.Draws;
import io.wavetank.sim.scenario.NodeGroupSpec;

/** The nodes of a group that stand by, in a run: full at its start, filled up again as they are taken. */
final class WarmPool {
    private final NodeGroupSpec spec;
    private final Draws draws;
    private final Fleet.Arranged arranged;
    private int ready;
    private long booted;

    WarmPool(NodeGroupSpec spec, Bill bill, Draws draws, Fleet.Arranged arranged) {
        this.spec = spec;
        this.draws = draws.stream("warm pool");
        this.arranged = arranged;
        this.ready = spec.warm().nodes();
        bill.keep(0, ready * spec.warm().pricePerHour());
    }

    /** One that stands by comes instead of one that boots, if there is any; says whether. */
    boolean take(long now) {
        if (ready == 0) {
            return false;
        }
        ready--; // one that boots for the pool is paid for as one that stands by
        fill(now);
        return true;
    }

    private void fill(long now) {
        long number = booted++;
        boolean fails = draws.stream("failure").uniform(number, 0) < spec.failure();
        arranged.remind(Math.addExact(now, spec.boot().nanos(draws.stream("boot"), number)), time -> {
            if (fails) {
                fill(time);
            } else {
                ready++;
            }
        });
    }
}
