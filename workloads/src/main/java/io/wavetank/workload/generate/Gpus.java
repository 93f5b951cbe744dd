package io.wavetank.workload.generate;

import io.wavetank.workload.generate.distribution.Key;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a member asks of GPUs: some whole devices, or a share of one.
 *
 * @param count how many devices; default 0
 * @param millisEach thousandths of each; default 1000. Anything else goes with a count of 1 only: a share of several devices is not a thing
 * @param models the models that will do; default none named, and any will
 */
public record Gpus(Amount count, Amount millisEach, SortedSet<String> models) {
    /** No GPU. */
    public static final Gpus NONE = whole(Amount.NONE);

    private static final int WHOLE = 1000;

    /** Checks that shares are of one device. */
    public Gpus {
        models = Collections.unmodifiableSortedSet(new TreeSet<>(models));
        boolean wholes = millisEach.constant() && millisEach.most() == WHOLE;
        boolean single = count.constant() && count.most() == 1;
        if (!wholes && !single) {
            throw Key.fault(
                    "gpu.count", count, "a share of several devices is not a thing; count 1, or millis_each 1000");
        }
        if (millisEach.most() > WHOLE || millisEach.at(Double.MIN_NORMAL) < 1) {
            throw Key.fault("gpu.millis_each", millisEach, "not within 1 to 1000; 500 would do for half a device");
        }
        if (count.most() > Integer.MAX_VALUE) {
            throw Key.fault("gpu.count", count, "without a sensible bound; 1 to 8 would do");
        }
    }

    /** Returns so many whole devices of any model. */
    public static Gpus whole(Amount count) {
        return new Gpus(count, Amount.of(WHOLE), Collections.emptySortedSet());
    }

    /** Returns so many thousandths of one device of any model. */
    public static Gpus share(Amount millis) {
        return new Gpus(Amount.of(1), millis, Collections.emptySortedSet());
    }

    /** The mean in thousandths of a device. */
    double meanMillis() {
        return count.mean() * millisEach.mean();
    }
}
