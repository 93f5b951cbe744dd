package io.wavetank.experiment.keepalive;

import io.wavetank.policy.scaling.KeepAlive;
import java.util.Arrays;
import java.util.List;

/**
 * What a policy of keep-alive makes of uses of functions.
 *
 * <p>An invocation takes no time, and images are equally large. A start is cold if the image is not loaded at that moment; the first of each function is
 * not counted, as no policy could have it warm. Time loaded without use is wasted; what is wasted after the last use counts until the end of the trace.
 *
 * <p>Source: the simulator of Shahrad et al., "Serverless in the Wild", USENIX ATC 2020, section 5, where the first ones are counted.
 *
 * @param invocations how many there were, without the first of each function
 * @param cold how many of them were cold
 * @param coldAtThreeQuarters the share of cold starts which three quarters of the functions do not exceed
 * @param wastedHours how many hours images were loaded in vain
 */
public record KeepAliveReplay(long invocations, long cold, double coldAtThreeQuarters, double wastedHours) {
    private static final double HOUR = 3600e9;

    /** Lives through the uses; the policy is made anew for each function. */
    public static KeepAliveReplay of(FunctionUses functions, KeepAlive.Factory policy) {
        long invocations = 0;
        long cold = 0;
        double wasted = 0;
        double[] shares = new double[functions.uses().size()];
        int number = 0;
        for (List<FunctionUses.Use> uses : functions.uses().values()) {
            One one = one(uses, functions.endNanos(), policy.create());
            shares[number++] = one.invocations == 0 ? 0 : one.cold / (double) one.invocations;
            invocations += one.invocations;
            cold += one.cold;
            wasted += one.wastedHours;
        }
        Arrays.sort(shares);
        double share = shares.length == 0 ? Double.NaN : shares[(shares.length - 1) * 3 / 4];
        return new KeepAliveReplay(invocations, cold, share, wasted);
    }

    private record One(long invocations, long cold, double wastedHours) {}

    private static One one(List<FunctionUses.Use> uses, long endNanos, KeepAlive policy) {
        long invocations = -1;
        long cold = 0;
        double wasted = 0;
        long last = -1;
        KeepAlive.Windows windows = new KeepAlive.Windows(0, 0);
        for (FunctionUses.Use use : uses) {
            long idle = last < 0 ? -1 : use.atNanos() - last;
            if (idle >= 0) {
                cold += windows.loadedAfter(idle) ? 0 : 1;
                wasted += windows.wasted(idle) / HOUR;
            }
            invocations += use.invocations();
            windows = policy.used(idle);
            last = use.atNanos();
        }
        return new One(invocations, cold, wasted + windows.wasted(endNanos - last) / HOUR);
    }

    /** The share of invocations that were cold. */
    public double coldShare() {
        return invocations == 0 ? 0 : cold / (double) invocations;
    }
}
