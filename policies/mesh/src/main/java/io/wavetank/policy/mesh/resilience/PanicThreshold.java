package io.wavetank.policy.mesh.resilience;

/**
 * When so few endpoints are well that health is disregarded and all of them are used.
 *
 * <p>Source: Envoy 1.39, {@code healthy_panic_threshold}: panic while fewer than 50 % are well; 0 turns it off.
 *
 * @param percent of endpoints that are well below which there is panic, 0 to 100
 */
public record PanicThreshold(double percent) {
    /** Envoy's default. */
    public static final PanicThreshold ENVOY = new PanicThreshold(50);

    /** Checks the range. */
    public PanicThreshold {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("A panic threshold is a percentage of 0 to 100: " + percent);
        }
    }

    /** Whether so many endpoints that are well, of so many, are too few. */
    public boolean panics(int well, int all) {
        return all > 0 && percent > 0 && 100.0 * well / all < percent;
    }
}
