package io.wavetank.workload.snapshot;

import io.wavetank.sim.Submission;
import io.wavetank.workload.input.TraceFormatException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When pods come and how long they run, which Kubernetes does not say: {@link Annotations} do, on the pod, the template or the controller. Else pods
 * come at the start, pods of jobs run for what the options say, and all others to the end of the run.
 */
final class RunTimes {
    private static final Pattern PART = Pattern.compile("([0-9]{1,10}(?:\\.[0-9]{1,9})?)(ms|s|m|h|d)");
    private static final long SECOND = 1_000_000_000L;
    /** Beyond this, 146 years, a time is as good as for ever, and sums of times stay within a 64-bit number. */
    private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE / 2);

    private RunTimes() {}

    /** Returns how long pods run by the first object that says so. */
    static long of(long otherwise, Fields... objects) throws TraceFormatException {
        Fields value = first(Annotations.RUN_TIME, objects);
        long nanos = value == null ? otherwise : nanos(value);
        if (value != null && nanos == 0) {
            throw fault(value);
        }
        return nanos;
    }

    /** Returns when pods come. */
    static long submitted(Fields... objects) throws TraceFormatException {
        Fields value = first(Annotations.SUBMIT_TIME, objects);
        return value == null ? 0 : nanos(value);
    }

    /** Returns how long pods are said to run; -1 if nobody says. */
    static long estimate(Fields... objects) throws TraceFormatException {
        Fields value = first(Annotations.ESTIMATED_TIME, objects);
        return value == null ? -1 : nanos(value);
    }

    private static @Nullable Fields first(String annotation, Fields... objects) throws TraceFormatException {
        for (Fields each : objects) {
            Fields all = each.at("metadata", "annotations");
            if (all.given() && all.at(annotation).given()) {
                return all.at(annotation);
            }
        }
        return null;
    }

    private static TraceFormatException fault(Fields value) throws TraceFormatException {
        return value.fault("'" + value.text("") + "' is no such time", "write one such as 90s, 20m or 1h30m");
    }

    private static long nanos(Fields value) throws TraceFormatException {
        String text = value.text("");
        if (text.equals(Annotations.FOREVER)) {
            return Submission.FOREVER;
        }
        Matcher part = PART.matcher(text);
        BigDecimal nanos = BigDecimal.ZERO;
        int end = 0;
        while (part.find() && part.start() == end) {
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit(part.group(2)))));
            end = part.end();
        }
        if (end != text.length() || end == 0) {
            throw fault(value);
        }
        return nanos.compareTo(LONGEST) > 0
                ? Submission.FOREVER
                : nanos.setScale(0, RoundingMode.HALF_UP).longValueExact();
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
