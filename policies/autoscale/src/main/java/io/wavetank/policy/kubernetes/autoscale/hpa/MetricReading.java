package io.wavetank.policy.kubernetes.autoscale.hpa;

import java.util.List;

/** What a metrics server answered for one metric. Amounts are thousandths of the metric's unit. */
public sealed interface MetricReading {
    /**
     * Samples of pods.
     *
     * @param windowNanos over what time each was taken
     * @param samples the samples; of two for one pod the later in the list counts
     */
    record PodSamples(long windowNanos, List<PodSample> samples) implements MetricReading {
        /** Copies the samples. */
        public PodSamples {
            samples = List.copyOf(samples);
        }
    }

    /**
     * One pod's sample.
     *
     * @param pod the pod's place in the list of pods; a number beyond the list stands for a pod that is not listed
     * @param milli what was measured
     * @param atNanos when
     */
    record PodSample(int pod, long milli, long atNanos) {}

    /**
     * The value of an object's metric, or the sum of an external one's.
     *
     * @param milli the value
     */
    record Amount(long milli) implements MetricReading {}
}
