package io.wavetank.workload.snapshot;

import io.wavetank.sim.Submission;
import io.wavetank.workload.input.TraceFormatException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long pods run, which Kubernetes does not say: the annotation {@value #ANNOTATION} does, on the pod, the template or the controller; else pods
 * of jobs run for what the options say, and all others to the end of the run.
 */
final class RunTimes {
    static final String ANNOTATION = "wavetank.io/run-time";
    private static final Pattern PART = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final long SECOND = 1_000_000_000L;

    private RunTimes() {}

    /** Returns what the objects say, the first that does. */
    static long of(long otherwise, Fields... objects) throws TraceFormatException {
        for (Fields each : objects) {
            Fields annotation = each.at("metadata", "annotations");
            if (annotation.given() && annotation.at(ANNOTATION).given()) {
                return nanos(annotation.at(ANNOTATION));
            }
        }
        return otherwise;
    }

    private static long nanos(Fields value) throws TraceFormatException {
        String text = value.text("");
        Matcher part = PART.matcher(text);
        long nanos = 0;
        int end = 0;
        try {
            while (part.find() && part.start() == end) {
                nanos = Math.addExact(nanos, Math.multiplyExact(Long.parseLong(part.group(1)), unit(part.group(2))));
                end = part.end();
            }
        } catch (ArithmeticException e) {
            return Submission.FOREVER;
        }
        if (end != text.length() || nanos == 0) {
            throw value.fault("'" + text + "' is no run time", "write one such as 90s, 20m or 1h30m");
        }
        return nanos;
    }

    private static long unit(String name) {
        return switch (name) {
            case "ms" -> SECOND / 1000;
            case "s" -> SECOND;
            case "m" -> 60 * SECOND;
            case "h" -> 3600 * SECOND;
            default -> 86_400 * SECOND;
        };
    }
}
