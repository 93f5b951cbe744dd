package io.wavetank.sim.traffic;

/**
 * How a replica comes up: its image is pulled unless the node has it, the container starts, a probe finds it ready, and for a while it is slow.
 *
 * @param image the name of its image; empty if none is pulled
 * @param imageBytes what is transferred of it
 * @param startUp how long the container takes from its start until it would answer a probe, in nanoseconds
 * @param probeNanos how often it is probed from its start on, so that it is ready at the next probe; 0 for at once
 * @param coldSpeed part of its speed that it has from its start until it is warm, above 0, at most 1
 * @param warmUpNanos how long after it is ready it is warm
 */
public record StartSpec(
        String image, long imageBytes, ServiceTime startUp, long probeNanos, double coldSpeed, long warmUpNanos) {
    /** Checks the ranges. */
    public StartSpec {
        if (imageBytes < 0 || probeNanos < 0 || warmUpNanos < 0 || !(coldSpeed > 0 && coldSpeed <= 1)) {
            throw new IllegalArgumentException("A start needs sizes and times of 0 or more and a part of the speed: "
                    + imageBytes + ", " + probeNanos + ", " + warmUpNanos + ", " + coldSpeed);
        }
    }

    /** A start that takes a time and nothing else. */
    public static StartSpec after(ServiceTime startUp) {
        return new StartSpec("", 0, startUp, 0, 1, 0);
    }

    /** When a container is ready that begins to start now, in nanoseconds. */
    long readyNanos(long now, double startUpNanos) {
        long takes = (long) Math.ceil(startUpNanos);
        return now + (probeNanos == 0 ? takes : Math.floorDiv(takes + probeNanos - 1, probeNanos) * probeNanos);
    }
}
