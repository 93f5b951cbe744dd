package io.wavetank.experiment.scenario;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Lengths of time as scenarios have them, such as 250ms, 36h or 1h30m, for what is said elsewhere. */
public final class Lengths {
    private Lengths() {}

    /** Returns the nanoseconds; null for what is no length of time, or more than 64 bits hold. */
    public static @Nullable Long nanos(String text) {
        BigDecimal exact = Unit.DURATION.exact(text);
        return exact == null || exact.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 ? null : exact.longValue();
    }

    /** Returns nanoseconds as such a text. */
    public static String text(long nanos) {
        return Unit.duration(nanos);
    }
}
