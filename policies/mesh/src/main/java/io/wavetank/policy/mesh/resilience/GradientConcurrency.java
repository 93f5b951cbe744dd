package io.wavetank.policy.mesh.resilience;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.Bulkhead;
import io.wavetank.policy.traffic.CallOutcome;

/**
 * Bounds calls under way by comparing how long they take with how long they take when there are few: the gradient controller.
 *
 * <p>From time to time the limit is lowered to the least and the latency is measured over a number of calls; that is the ideal one. In between,
 * each window with samples sets {@code limit = clamp(limit * g + sqrt(limit * g))} with {@code g = clamp(0.5, ideal * (1 + buffer) / sampled,
 * 2)}, truncated. Five windows in a row at the least limit begin a new measurement. Latencies count in whole microseconds, as in the original;
 * percentiles are exact over the last 10,000 samples of a window, where it uses buckets. A window ends at the first call after its end: between
 * calls nothing can be seen of it.
 *
 * <p>Source: Envoy 1.17, {@code GradientController}; defaults 1,000 calls at most, 3 at least, 50 calls to measure, buffer 25 %, jitter 15 %,
 * median.
 */
public final class GradientConcurrency implements Bulkhead {
    private static final int KEPT = 10_000;
    private static final int MOST_WINDOWS_AT_LEAST = 5;

    /**
     * What can be set.
     *
     * @param least limit, and that while the ideal latency is measured
     * @param most limit
     * @param windowNanos how often the limit is set
     * @param measureEveryNanos how long after a measurement the next begins
     * @param measuredCalls how many calls one takes
     * @param percentile of latencies that is compared, 0 to 100
     * @param bufferPercent by how much latency may exceed the ideal one
     * @param jitterPercent by how much the time to the next measurement is drawn out at most
     */
    public record Settings(
            int least,
            int most,
            long windowNanos,
            long measureEveryNanos,
            int measuredCalls,
            double percentile,
            double bufferPercent,
            double jitterPercent) {
        /** Envoy's defaults, with its documentation's example of 100 ms and 60 s. */
        public static final Settings ENVOY = new Settings(3, 1_000, 100_000_000, 60_000_000_000L, 50, 50, 25, 15);

        /** Checks the ranges. */
        public Settings {
            if (least < 1 || most < least || windowNanos < 1 || measureEveryNanos < 1 || measuredCalls < 1) {
                throw new IllegalArgumentException(
                        "Adaptive concurrency needs 1 <= least <= most and positive times: least="
                                + least + ", most=" + most + ", window=" + windowNanos + ", every=" + measureEveryNanos
                                + ", calls=" + measuredCalls);
            }
            if (!(percentile > 0 && percentile <= 100 && bufferPercent >= 0 && jitterPercent >= 0)) {
                throw new IllegalArgumentException("Adaptive concurrency needs percentages: percentile=" + percentile
                        + ", buffer=" + bufferPercent + ", jitter=" + jitterPercent);
            }
        }
    }

    private final Settings settings;
    private final Draws draws;
    private final LatencyWindow samples = new LatencyWindow(KEPT);
    private int limit;
    private int limitAfterMeasuring;
    private int underWay;
    private boolean measuring;
    private long measuringSinceNanos;
    private long idealMicros;
    private long nextMeasureNanos;
    private long nextWindowNanos;
    private int windowsAtLeast;
    private int measurements;

    /**
     * Creates one that measures first.
     *
     * @param startNanos when it comes into being
     * @param draws for the jitter
     */
    public GradientConcurrency(Settings settings, long startNanos, Draws draws) {
        this.settings = settings;
        this.draws = draws;
        this.limit = settings.least();
        measure(startNanos);
        nextWindowNanos = startNanos + settings.windowNanos();
    }

    @Override
    public boolean tryEnter(long nowNanos) {
        advance(nowNanos);
        if (underWay >= limit) {
            return false;
        }
        underWay++;
        return true;
    }

    @Override
    public void leave(CallOutcome outcome, long latencyNanos, long nowNanos) {
        if (underWay == 0) {
            throw new IllegalStateException("A call left that had not entered");
        }
        advance(nowNanos);
        underWay--;
        if (outcome.refusedHere()
                || outcome == CallOutcome.CANCELLED
                || nowNanos - latencyNanos < measuringSinceNanos) {
            return;
        }
        samples.add(latencyNanos / 1_000);
        if (measuring && samples.size() >= settings.measuredCalls()) {
            endMeasurement(nowNanos);
        }
    }

    @Override
    public int limit(long nowNanos) {
        advance(nowNanos);
        return limit;
    }

    private void advance(long nowNanos) {
        while (!measuring && Math.min(nextWindowNanos, nextMeasureNanos) <= nowNanos) {
            if (nextMeasureNanos <= nextWindowNanos) {
                measure(nextMeasureNanos);
            } else {
                if (samples.size() > 0) {
                    setLimit(newLimit(sampled()));
                } else if (nextMeasureNanos > nowNanos) {
                    long empty = (nowNanos - nextWindowNanos) / settings.windowNanos();
                    nextWindowNanos += empty * settings.windowNanos();
                }
                nextWindowNanos += settings.windowNanos();
            }
        }
    }

    private void measure(long sinceNanos) {
        measuring = true;
        measuringSinceNanos = sinceNanos;
        limitAfterMeasuring = limit;
        limit = settings.least();
        windowsAtLeast = 0;
        samples.clear();
    }

    private void endMeasurement(long nowNanos) {
        idealMicros = sampled();
        measuring = false;
        limit = limitAfterMeasuring;
        double jitter = draws.uniform(0, measurements++) * settings.jitterPercent() / 100;
        nextMeasureNanos = nowNanos + settings.measureEveryNanos() + (long) (jitter * settings.measureEveryNanos());
        nextWindowNanos = nowNanos + settings.windowNanos();
    }

    private long sampled() {
        long value = samples.quantile(settings.percentile() / 100);
        samples.clear();
        return value;
    }

    private int newLimit(long sampledMicros) {
        double ideal = idealMicros * (1 + settings.bufferPercent() / 100);
        double gradient = Math.max(0.5, Math.min(2.0, ideal / Math.max(1, sampledMicros)));
        double scaled = limit * gradient;
        long wanted = (long) (scaled + Math.sqrt(scaled));
        return (int) Math.max(settings.least(), Math.min(settings.most(), wanted));
    }

    private void setLimit(int next) {
        boolean stays = limit == settings.least() && next == settings.least();
        limit = next;
        windowsAtLeast = stays ? windowsAtLeast + 1 : 0;
        if (windowsAtLeast >= MOST_WINDOWS_AT_LEAST) {
            nextMeasureNanos = nextWindowNanos;
        }
    }
}
