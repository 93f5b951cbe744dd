package io.wavetank.sim.record;

/**
 * A stretch of a run in which something was broken.
 *
 * @param name what, in words
 * @param fromNanos since when, in nanoseconds since the start of the run
 * @param toNanos until when; the end of the run if it was never repaired
 */
public record FaultSpan(String name, long fromNanos, long toNanos) {}
