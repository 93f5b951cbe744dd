package io.wavetank.sim.elastic;

import io.wavetank.sim.TaskNames;

/** The names of the replicas of one service: the service's, a dash and a number. */
record ServiceNames(String service) implements TaskNames {
    @Override
    public String id(long jobNumber, long index) {
        return service + "-" + index;
    }

    @Override
    public String job(long jobNumber, long index) {
        return service;
    }
}
