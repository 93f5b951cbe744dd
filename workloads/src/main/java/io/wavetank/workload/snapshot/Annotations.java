package io.wavetank.workload.snapshot;

import io.wavetank.sim.Submission;
import java.math.BigDecimal;

/**
 * What manifests say of times, which Kubernetes itself has no field for and ignores: annotations of a pod, of a template or of a controller, the same
 * ones written and read. Values are times such as {@code 90s}, {@code 0.25s} or {@code 1h30m}, or {@code forever}.
 */
public final class Annotations {
    /** How long a pod runs. */
    public static final String RUN_TIME = "wavetank.io/run-time";

    /** When a pod is submitted, from the start of the run. */
    public static final String SUBMIT_TIME = "wavetank.io/submit-time";

    /** How long its owner says that a pod will run. */
    public static final String ESTIMATED_TIME = "wavetank.io/estimated-time";

    static final String FOREVER = "forever";
    private static final int NANO_DIGITS = 9;

    private Annotations() {}

    /** A time in nanoseconds as the value of an annotation, exactly. */
    public static String text(long nanos) {
        return nanos == Submission.FOREVER
                ? FOREVER
                : BigDecimal.valueOf(nanos, NANO_DIGITS).stripTrailingZeros().toPlainString() + "s";
    }
}
