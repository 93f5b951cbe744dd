package io.wavetank.policy.mesh.resilience;

import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.DrawBits;
import io.wavetank.policy.traffic.LoadShedder;

/**
 * Refuses calls with a probability that grows as fewer of the last ones succeed, so that what is overloaded gets room.
 *
 * <p>{@code P = min(most, ((n - s / threshold) / (n + 1)) ^ (1 / aggression))} with n calls and s successes in the window, and 0 where that is
 * negative or the rate is below a least one. The window moves by whole seconds.
 *
 * <p>Source: Envoy 1.39, admission control filter: window 30 s, threshold 95 %, aggression 1, most 80 %; client-side throttling of "Site
 * Reliability Engineering", chapter 21.
 */
public final class AdmissionControl implements LoadShedder {
    private static final long SECOND = 1_000_000_000L;

    /**
     * What can be set.
     *
     * @param windowSeconds over which calls count
     * @param threshold success rate from which nothing is refused, (0, 1]
     * @param aggression how early refusals begin, 1 or more
     * @param leastPerSecond calls a second below which nothing is refused
     * @param mostProbability of a refusal, 0 to 1
     */
    public record Settings(
            int windowSeconds, double threshold, double aggression, double leastPerSecond, double mostProbability) {
        /** Envoy's defaults. */
        public static final Settings ENVOY = new Settings(30, 0.95, 1, 0, 0.8);

        /** Checks the ranges. */
        public Settings {
            if (windowSeconds < 1
                    || !(threshold > 0 && threshold <= 1)
                    || !(aggression >= 1)
                    || !(leastPerSecond >= 0)
                    || !(mostProbability >= 0 && mostProbability <= 1)) {
                throw new IllegalArgumentException(
                        "Admission control needs a window, a threshold in (0, 1], an aggression of"
                                + " 1 or more and a probability: " + windowSeconds + ", " + threshold + ", "
                                + aggression + ", "
                                + leastPerSecond + ", " + mostProbability);
            }
        }
    }

    private final Settings settings;
    private final long[] calls;
    private final long[] successes;
    private long second;
    private long windowCalls;
    private long windowSuccesses;

    /** Creates one that has seen nothing. */
    public AdmissionControl(Settings settings) {
        this.settings = settings;
        this.calls = new long[settings.windowSeconds()];
        this.successes = new long[settings.windowSeconds()];
    }

    @Override
    public boolean admit(int priority, long nowNanos, long draw) {
        return DrawBits.uniform(draw) >= refusalProbability(nowNanos);
    }

    @Override
    public void ended(CallOutcome outcome, long waitNanos, long nowNanos) {
        if (outcome.refusedHere() || outcome == CallOutcome.CANCELLED) {
            return;
        }
        advance(nowNanos);
        int slot = (int) (second % calls.length);
        calls[slot]++;
        windowCalls++;
        if (outcome.good() || outcome == CallOutcome.CLIENT_ERROR) {
            successes[slot]++;
            windowSuccesses++;
        }
    }

    /** The probability with which a call is refused now. */
    public double refusalProbability(long nowNanos) {
        advance(nowNanos);
        if (windowCalls < settings.leastPerSecond() * settings.windowSeconds()) {
            return 0;
        }
        double share = (windowCalls - windowSuccesses / settings.threshold()) / (windowCalls + 1.0);
        if (share <= 0) {
            return 0;
        }
        double probability = settings.aggression() == 1 ? share : StrictMath.pow(share, 1 / settings.aggression());
        return Math.min(probability, settings.mostProbability());
    }

    private void advance(long nowNanos) {
        long present = nowNanos / SECOND;
        long steps = Math.min(present - second, calls.length);
        for (long i = 1; i <= steps; i++) {
            int slot = (int) ((present - steps + i) % calls.length);
            windowCalls -= calls[slot];
            windowSuccesses -= successes[slot];
            calls[slot] = 0;
            successes[slot] = 0;
        }
        second = Math.max(second, present);
    }
}
