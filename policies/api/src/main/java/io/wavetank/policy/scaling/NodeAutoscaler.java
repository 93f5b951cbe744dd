package io.wavetank.policy.scaling;

import io.wavetank.policy.Draws;
import java.util.function.Consumer;

/** Says which nodes come and go. It is new for every run, is asked at equal intervals, and keeps what it remembers to itself. */
public interface NodeAutoscaler {
    /**
     * Decides.
     *
     * @param fleet the cluster as it is now
     * @param nowNanos the time
     * @param out takes the decisions, which take effect one after the other once all are taken
     */
    void step(FleetView fleet, long nowNanos, Consumer<NodeDecision> out);

    /** How long it is from one step to the next, in nanoseconds; positive. */
    long periodNanos();

    /** Makes the autoscaler of one run. */
    @FunctionalInterface
    interface Factory {
        /**
         * Makes an autoscaler that has seen nothing.
         *
         * @param draws its chance, keyed
         */
        NodeAutoscaler create(Draws draws);
    }
}
