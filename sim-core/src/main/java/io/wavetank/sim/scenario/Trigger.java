package io.wavetank.sim.scenario;

/**
 * When a scheduler is given a pass: after each instant at which something changed (event-driven), or in batches, at whole multiples of an
 * interval and as soon as enough tasks have come in since the last pass.
 *
 * @param intervalNanos the interval between batches; 0 means event-driven
 * @param size how many tasks that came in since the last pass trigger one before its time; 0 means that none do
 */
public record Trigger(long intervalNanos, int size) {
    /** After each instant at which something changed. */
    public static final Trigger EVENT_DRIVEN = new Trigger(0, 0);

    /** Checks that nothing is negative, and that a size has an interval beside it, without which the last tasks would wait for ever. */
    public Trigger {
        if (intervalNanos < 0 || size < 0 || (size > 0 && intervalNanos == 0)) {
            throw new IllegalArgumentException("Not a trigger: interval " + intervalNanos + " ns, size " + size);
        }
    }

    /** Whether passes come in batches. */
    public boolean batched() {
        return intervalNanos > 0;
    }
}
