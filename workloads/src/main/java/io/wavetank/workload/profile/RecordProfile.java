package io.wavetank.workload.profile;

import io.wavetank.policy.Resources;
import io.wavetank.workload.record.Failure;
import io.wavetank.workload.record.Flow;
import io.wavetank.workload.record.MachineEvent;
import io.wavetank.workload.record.Metric;
import io.wavetank.workload.record.RateSample;
import io.wavetank.workload.record.Request;
import io.wavetank.workload.record.Spread;
import io.wavetank.workload.record.TaskSize;
import io.wavetank.workload.record.TraceRecord;
import io.wavetank.workload.record.UsageSample;
import io.wavetank.workload.trace.TraceObserver;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the records of one kind look like, gathered one by one: their values, and how they come over time.
 *
 * <p>Memory: a megabyte a distribution, of which there are at most {@value #MOST_SERIES}, and 8 bytes for each of the first four million times, by which
 * gaps are known where records do not stand in order of time.
 */
public final class RecordProfile implements TraceObserver {
    private static final int MOST_SERIES = 24;
    private static final int MOST_TIMES = 1 << 22;
    private static final String OTHERS = "other series";

    private final Map<String, Distribution> values = new LinkedHashMap<>();
    private final Distribution gaps = new Distribution("gap", Measure.SECONDS);
    private final HourlyCounts arrivals = new HourlyCounts();
    private long[] times = new long[1024];
    private long timed;
    private long lastNanos = -1;
    private boolean inOrder = true;
    private boolean regular;

    /** Begins with nothing seen. */
    public RecordProfile() {}

    @Override
    public void record(TraceRecord record) {
        long count = 1;
        if (record instanceof Request request) {
            known("run time", Measure.SECONDS, request.durationNanos());
            known("input", Measure.COUNT, request.input());
            known("output", Measure.COUNT, request.output());
        } else if (record instanceof RateSample rate) {
            count = rate.count();
            regular = true;
            known("requests per interval", Measure.COUNT, count);
        } else if (record instanceof UsageSample usage) {
            regular = true;
            of("cpu used", Measure.NUMBER).add(usage.cpu());
            of("memory used", Measure.NUMBER).add(usage.memory());
        } else if (record instanceof Metric metric) {
            regular = true;
            of(metric.series(), Measure.NUMBER).add(metric.value());
        } else if (record instanceof Failure failure) {
            known(
                    "down time",
                    Measure.SECONDS,
                    failure.repairedNanos() < 0 ? -1 : failure.repairedNanos() - failure.atNanos());
        } else if (record instanceof Flow flow) {
            known("bytes", Measure.BYTES, flow.bytes());
        } else if (record instanceof Spread spread) {
            of("means", Measure.NUMBER).add(spread.mean());
        } else if (record instanceof MachineEvent event && event.node() != null) {
            known("machine cores", Measure.DEVICES, event.node().capacity(Resources.CPU));
            known("machine memory", Measure.BYTES, event.node().capacity(Resources.MEMORY));
            known("machine GPUs", Measure.DEVICES, event.node().capacity(Resources.GPU));
        }
        if (record instanceof TaskSize size) {
            known("cores", Measure.DEVICES, size.asked().totalRequest(Resources.CPU));
            known("memory", Measure.BYTES, size.asked().totalRequest(Resources.MEMORY));
            known("GPUs", Measure.DEVICES, size.asked().totalRequest(Resources.GPU));
        }
        if (record.atNanos() >= 0) {
            arrivals.add(record.atNanos(), count);
            time(record.atNanos());
        }
    }

    private Distribution of(String name, Measure measure) {
        Distribution known = values.get(name);
        if (known == null) {
            String under = values.size() < MOST_SERIES ? name : OTHERS;
            known = values.computeIfAbsent(under, each -> new Distribution(under, measure));
        }
        return known;
    }

    private void known(String name, Measure measure, long value) {
        if (value >= 0) {
            of(name, measure).add(value);
        }
    }

    private void time(long atNanos) {
        if (timed < MOST_TIMES) {
            if (timed == times.length) {
                times = Arrays.copyOf(times, 2 * times.length);
            }
            times[(int) timed] = atNanos;
        }
        timed++;
        if (lastNanos >= 0) {
            inOrder &= atNanos >= lastNanos;
            gaps.add(atNanos - lastNanos);
        }
        lastNanos = atNanos;
    }

    /** What is known when all records have been seen. */
    void finish() {
        if (!inOrder) {
            gaps.clear();
            if (timed <= MOST_TIMES) {
                Arrays.sort(times, 0, (int) timed);
                for (int i = 1; i < timed; i++) {
                    gaps.add(times[i] - times[i - 1]);
                }
            }
        }
        times = new long[0];
    }

    /** How many came in each hour: records, or of rates the requests. */
    public HourlyCounts arrivals() {
        return arrivals;
    }

    /** Whether the records stand in order of time. */
    public boolean inOrder() {
        return inOrder;
    }

    /** The values of the records. */
    public List<Distribution> values() {
        return values.values().stream()
                .filter(each -> each.count() > 0 && !(each.max() <= 0))
                .toList();
    }

    /** The values and, where records come when something happens, their gaps and rates. */
    public List<Distribution> distributions() {
        return regular || arrivals.hours() <= 1
                ? values()
                : Stream.concat(values().stream(), Stream.of(gaps, arrivals.spread("per hour")))
                        .filter(each -> each.count() > 0)
                        .toList();
    }
}
