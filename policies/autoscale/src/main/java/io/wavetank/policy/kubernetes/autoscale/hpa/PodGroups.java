package io.wavetank.policy.kubernetes.autoscale.hpa;

import io.wavetank.policy.kubernetes.autoscale.hpa.MetricReading.PodSample;
import io.wavetank.policy.kubernetes.autoscale.hpa.MetricReading.PodSamples;
import io.wavetank.policy.kubernetes.autoscale.hpa.PodState.Phase;
import io.wavetank.policy.kubernetes.autoscale.hpa.PodState.Ready;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pods by how their samples count: ignored (deleted or failed), unready, missing (no sample), and the rest, which are ready. The first
 * that applies counts; a pod whose readiness is unknown is not unready.
 *
 * <p>Source: Kubernetes 1.26, {@code groupPods} of the horizontal controller.
 */
final class PodGroups {
    private final BitSet ignored = new BitSet();
    private final BitSet unready = new BitSet();
    private final BitSet missing = new BitSet();
    private final HpaSettings settings;
    private final long nowNanos;
    private final long windowNanos;
    private int ready;

    PodGroups(ScaleTarget target, PodSamples reading, boolean mindsStart, HpaSettings settings) {
        this.settings = settings;
        this.nowNanos = target.nowNanos();
        this.windowNanos = reading.windowNanos();
        List<PodState> pods = target.pods();
        var latest = new @Nullable PodSample[pods.size()];
        for (PodSample sample : reading.samples()) {
            if (sample.pod() < latest.length) {
                latest[sample.pod()] = sample;
            }
        }
        for (int pod = 0; pod < latest.length; pod++) {
            sort(pod, pods.get(pod), latest[pod], mindsStart);
        }
    }

    private void sort(int number, PodState pod, @Nullable PodSample sample, boolean mindsStart) {
        if (pod.deleted() || pod.phase() == Phase.FAILED) {
            ignored.set(number);
        } else if (pod.phase() == Phase.PENDING) {
            unready.set(number);
        } else if (sample == null) {
            missing.set(number);
        } else if (mindsStart && isUnready(pod, sample)) {
            unready.set(number);
        } else {
            ready++;
        }
    }

    /** Within the first minutes an unready pod's sample, or one from before it was ready, says nothing; later only if it never was ready. */
    private boolean isUnready(PodState pod, PodSample sample) {
        if (pod.ready() == Ready.ABSENT || pod.startNanos() == PodState.NOT_STARTED) {
            return true;
        }
        boolean not = pod.ready() == Ready.NO;
        if (pod.startNanos() + settings.cpuInitializationNanos() > nowNanos) {
            return not || sample.atNanos() < pod.transitionNanos() + windowNanos;
        }
        return not && pod.startNanos() + settings.initialReadinessNanos() > pod.transitionNanos();
    }

    BitSet ignored() {
        return ignored;
    }

    BitSet unready() {
        return unready;
    }

    BitSet missing() {
        return missing;
    }

    int readyCount() {
        return ready;
    }
}
