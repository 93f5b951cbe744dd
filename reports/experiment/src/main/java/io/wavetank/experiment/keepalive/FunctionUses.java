package io.wavetank.experiment.keepalive;

import io.wavetank.policy.Draws;
import io.wavetank.workload.TraceFormats;
import io.wavetank.workload.record.RateSample;
import io.wavetank.workload.record.RecordType;
import io.wavetank.workload.record.Request;
import io.wavetank.workload.trace.TraceOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When functions were used: the instants of each, in order, with how many invocations there were.
 *
 * @param uses by function
 * @param endNanos when the trace ends
 */
public record FunctionUses(SortedMap<String, List<Use>> uses, long endNanos) {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    /** Periods of timers, in minutes. */
    private static final int[] TIMERS = {5, 10, 15, 30, 60, 120, 360, 720, 1440};

    /**
     * An instant at which a function was used.
     *
     * @param atNanos when
     * @param invocations how many there were; only the first can be cold
     */
    public record Use(long atNanos, long invocations) {}

    /** Reads a trace of invocations, by the minute or one by one. */
    public static FunctionUses read(Path file, @Nullable String format) throws IOException {
        SortedMap<String, SortedMap<Long, Long>> all = new TreeMap<>();
        long end = 0;
        var trace = TraceFormats.open(file, format, TraceOptions.DEFAULT);
        if (trace.recordTypes().contains(RecordType.RATES)) {
            try (var samples = trace.records(RecordType.RATES)) {
                for (RateSample each = samples.next(); each != null; each = samples.next()) {
                    add(all, each.series(), each.atNanos(), each.count());
                    end = Math.max(end, each.atNanos() + each.lengthNanos());
                }
            }
        } else {
            try (var requests = trace.records(RecordType.REQUESTS)) {
                for (Request each = requests.next(); each != null; each = requests.next()) {
                    add(all, each.service(), each.atNanos(), 1);
                    end = Math.max(end, each.atNanos());
                }
            }
        }
        return of(all, end);
    }

    private static void add(SortedMap<String, SortedMap<Long, Long>> all, String function, long at, long count) {
        if (count > 0) {
            all.computeIfAbsent(function, name -> new TreeMap<>()).merge(at, count, Long::sum);
        }
    }

    private static FunctionUses of(SortedMap<String, SortedMap<Long, Long>> all, long end) {
        SortedMap<String, List<Use>> uses = new TreeMap<>();
        all.forEach((function, at) -> {
            List<Use> list = new ArrayList<>();
            at.forEach((nanos, count) -> list.add(new Use(nanos, count)));
            uses.put(function, list);
        });
        return new FunctionUses(uses, end);
    }

    /**
     * Makes up functions that are used as seldom as those of Azure were: 45 % at most once an hour, 81 % at most once a minute, rates uniform by their
     * logarithm in between; a third on timers, the rest at random.
     *
     * <p>Source of the shares: Shahrad et al., "Serverless in the Wild", USENIX ATC 2020, section 3.
     */
    public static FunctionUses madeUp(int functions, int days, long seed) {
        Draws draws = new Draws(seed, 0).stream("functions");
        SortedMap<String, SortedMap<Long, Long>> all = new TreeMap<>();
        for (int i = 0; i < functions; i++) {
            String name = String.format(Locale.ROOT, "function-%06d", i);
            if (draws.uniform(i, 1) < 1 / 3.0) {
                long period = TIMERS[draws.below(TIMERS.length, i, 2)] * MINUTE;
                for (long at = (long) (draws.uniform(i, 3) * period); at < days * DAY; at += period) {
                    add(all, name, at / MINUTE * MINUTE, 1);
                }
            } else {
                double mean = HOUR / perHour(draws.uniform(i, 4), draws.uniform(i, 5));
                double at = 0;
                for (int k = 10; at < (double) days * DAY; k++) {
                    at += -mean * StrictMath.log(1 - draws.uniform(i, k));
                    if (at < (double) days * DAY) {
                        add(all, name, (long) at / MINUTE * MINUTE, 1);
                    }
                }
            }
        }
        return of(all, days * DAY);
    }

    /** Invocations an hour of the function at a place in the order of rates. */
    private static double perHour(double place, double within) {
        if (place < 0.45) {
            return between(1 / 24.0, 1, within);
        }
        return place < 0.81 ? between(1, 60, within) : between(60, 600, within);
    }

    private static double between(double low, double high, double share) {
        return low * StrictMath.pow(high / low, share);
    }
}
