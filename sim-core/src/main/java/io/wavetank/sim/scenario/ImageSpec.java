package io.wavetank.sim.scenario;

/**
 * The image of a container.
 *
 * @param name its name, by which nodes know whether they have it
 * @param bytes what is transferred of it
 */
public record ImageSpec(String name, long bytes) {
    /** Checks the range. */
    public ImageSpec {
        if (name.isEmpty() || bytes < 0) {
            throw new IllegalArgumentException("Not an image: '" + name + "' of " + bytes + " bytes");
        }
    }
}
