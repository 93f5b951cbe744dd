package io.wavetank.sim.scenario;

/**
 * Where images come from: so many bytes a second in all, shared equally by the nodes that pull, and so many for one node at the most. A node pulls
 * one image at a time, as kubelets do by default, and keeps it for good.
 *
 * @param bytesPerSecond in all, above 0
 * @param nodeBytesPerSecond for one node, above 0
 */
public record RegistrySpec(double bytesPerSecond, double nodeBytesPerSecond) {
    /** Checks the ranges. */
    public RegistrySpec {
        if (!(bytesPerSecond > 0 && nodeBytesPerSecond > 0)) {
            throw new IllegalArgumentException(
                    "A registry sends more than 0 bytes a second: " + bytesPerSecond + ", " + nodeBytesPerSecond);
        }
    }
}
