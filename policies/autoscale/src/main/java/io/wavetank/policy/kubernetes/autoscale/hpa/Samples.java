package io.wavetank.policy.kubernetes.autoscale.hpa;

import io.wavetank.policy.kubernetes.autoscale.hpa.MetricReading.PodSample;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricReading.PodSamples;
import java.util.Arrays;
import java.util.BitSet;

/** The samples that count, by the pod's place in the list. */
final class Samples {
    private final BitSet present = new BitSet();
    private long[] milli;

    Samples(PodSamples reading, int pods) {
        milli = new long[pods];
        for (PodSample sample : reading.samples()) {
            put(sample.pod(), sample.milli());
        }
    }

    void put(int pod, long value) {
        if (pod >= milli.length) {
            milli = Arrays.copyOf(milli, 2 * pod + 1);
        }
        milli[pod] = value;
        present.set(pod);
    }

    void removeAll(BitSet pods) {
        present.andNot(pods);
    }

    /** How many there are, those of pods that are not listed among them. */
    int count() {
        return present.cardinality();
    }

    long get(int pod) {
        return milli[pod];
    }

    /** The next pod that has a sample, from this one on; -1 if there is none. */
    int next(int pod) {
        return present.nextSetBit(pod);
    }
}
