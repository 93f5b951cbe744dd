package io.wavetank.policy.kubernetes.autoscale.hpa;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How samples of pods are held against a target, and what stands in for a sample that is missing. */
sealed interface PodRule {
    /** Returns how the samples stand to the target, or null if the pods they are of request nothing. */
    @Nullable
    Usage usage(Samples samples);

    /** Puts in what stands for missing samples, so that the change is smaller than without: {@code ratio} is the one without them. */
    void fill(Samples samples, BitSet missing, double ratio);

    /**
     * The target is a percentage of what the pods request. Pods that are not listed have no request and are left out.
     *
     * @param requests what each pod requests, in thousandths
     * @param targetPercent the target
     */
    record Utilization(List<Long> requests, long targetPercent) implements PodRule {
        private static final long WHOLE_REQUEST = 100;

        /** Returns the rule, or null if a container does not say what it requests. */
        static @Nullable Utilization of(MetricSpec metric, List<PodState> pods) {
            Long[] requests = new Long[pods.size()];
            for (int pod = 0; pod < requests.length; pod++) {
                Long request = pod > 0 && alike(pods.get(pod - 1), pods.get(pod))
                        ? requests[pod - 1]
                        : pods.get(pod).requested(metric.name(), metric.container());
                if (request == null) {
                    return null;
                }
                requests[pod] = request;
            }
            return new Utilization(List.of(requests), metric.target());
        }

        @SuppressWarnings("ReferenceEquality") // equal ones that were made anew are added up anew
        private static boolean alike(PodState one, PodState other) {
            return one.requests() == other.requests();
        }

        @Override
        public @Nullable Usage usage(Samples samples) {
            long used = 0;
            long requested = 0;
            int count = 0;
            for (int pod = samples.next(0); pod >= 0 && pod < requests.size(); pod = samples.next(pod + 1)) {
                used += samples.get(pod);
                requested += requests.get(pod);
                count++;
            }
            if (requested == 0) {
                return null;
            }
            int percent = (int) (used * 100 / requested);
            return new Usage((double) percent / targetPercent, used / count, percent);
        }

        /** When going down a missing pod uses all it requests, or the target where that is more; when going up nothing. */
        @Override
        public void fill(Samples samples, BitSet missing, double ratio) {
            if (ratio == 1.0) {
                return;
            }
            for (int pod = missing.nextSetBit(0); pod >= 0; pod = missing.nextSetBit(pod + 1)) {
                samples.put(
                        pod,
                        ratio < 1.0 ? requests.get(pod) * Math.max(WHOLE_REQUEST, targetPercent) / WHOLE_REQUEST : 0);
            }
        }
    }

    /**
     * The target is a mean over pods, those that are not listed among them.
     *
     * @param targetMilli the target in thousandths
     */
    record Average(long targetMilli) implements PodRule {
        @Override
        public Usage usage(Samples samples) {
            long sum = 0;
            for (int pod = samples.next(0); pod >= 0; pod = samples.next(pod + 1)) {
                sum += samples.get(pod);
            }
            long average = sum / samples.count();
            return new Usage((double) average / targetMilli, average, Proposal.UNDEFINED);
        }

        /** When going down a missing pod uses the target, else nothing: also where the ratio is 1, as 1.26 has it. */
        @Override
        public void fill(Samples samples, BitSet missing, double ratio) {
            for (int pod = missing.nextSetBit(0); pod >= 0; pod = missing.nextSetBit(pod + 1)) {
                samples.put(pod, ratio < 1.0 ? targetMilli : 0);
            }
        }
    }
}
