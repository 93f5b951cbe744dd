package io.wavetank.workload.fit;

import io.wavetank.workload.trace.Trace;
import java.util.Map;

/**
 * What hour of the week it was when a trace began: of the calendar that it is dated by, or of what its header says about when it started; else a week
 * is taken to begin with the trace.
 */
final class StartHour {
    private static final double HOUR_NANOS = 3.6e12;
    private static final double HOUR = 3600;
    private static final int WEEK = 168;

    /** 1 January 1970 was a Thursday. */
    private static final int THURSDAY = 72;

    private StartHour() {}

    static double of(Trace trace) {
        if (trace.originNanos() != 0) {
            return ofWeek(trace.originNanos() / HOUR_NANOS);
        }
        Map<String, String> header = trace.header();
        Double start = number(header.get("UnixStartTime"));
        if (start == null || start <= 0) {
            return 0;
        }
        Double zone = number(header.get("TimeZone"));
        double first = trace.firstSubmitNanos() / HOUR_NANOS;
        return ofWeek((start + (zone == null ? 0 : zone)) / HOUR + first);
    }

    /** What hour of the week it is so many hours after the beginning of 1970. */
    static double ofWeek(double hours) {
        double hour = (hours + THURSDAY) % WEEK;
        return hour < 0 ? hour + WEEK : hour;
    }

    private static @org.jspecify.annotations.Nullable Double number(@org.jspecify.annotations.Nullable String text) {
        try {
            return text == null ? null : Double.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
