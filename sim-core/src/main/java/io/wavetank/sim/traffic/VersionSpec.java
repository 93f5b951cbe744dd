package io.wavetank.sim.traffic;

/**
 * A version of a service, which some of its replicas run.
 *
 * @param name what reports call it
 * @param failureProbability how likely it answers with an error on top of what its operations do, 0 to 1
 * @param slowness how many times the work it has, above 0; 1 for the work that is given
 */
public record VersionSpec(String name, double failureProbability, double slowness) {
    /** Checks the ranges. */
    public VersionSpec {
        if (!(failureProbability >= 0 && failureProbability <= 1) || !(slowness > 0) || slowness > 1e6) {
            throw new IllegalArgumentException("Version " + name + " fails with a probability of 0 to 1 and is up to a"
                    + " million times as slow: " + failureProbability + ", " + slowness);
        }
    }
}
