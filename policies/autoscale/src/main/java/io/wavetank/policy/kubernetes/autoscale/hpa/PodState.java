package io.wavetank.policy.kubernetes.autoscale.hpa;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A pod as the autoscaler sees it.
 *
 * @param phase how far its life has got
 * @param ready the status of its condition {@code Ready}
 * @param startNanos when its containers could start; {@link #NOT_STARTED} if that has not happened
 * @param transitionNanos when the condition last changed
 * @param deleted whether it has been told to stop
 * @param requests what each container requests, in thousandths of a resource's unit, by container, then by resource; a resource that a
 *     container does not name is absent
 */
public record PodState(
        Phase phase,
        Ready ready,
        long startNanos,
        long transitionNanos,
        boolean deleted,
        SortedMap<String, SortedMap<String, Long>> requests) {
    /** The start of a pod that has none. */
    public static final long NOT_STARTED = Long.MIN_VALUE;

    /** How far a pod's life has got. */
    public enum Phase {
        /** It waits for a node or for its images. */
        PENDING,
        /** Its containers have been started. */
        RUNNING,
        /** It ended in failure. */
        FAILED,
        /** It ended well. */
        SUCCEEDED
    }

    /** The status of the condition {@code Ready}. */
    public enum Ready {
        /** There is no such condition. */
        ABSENT,
        /** It takes no load. */
        NO,
        /** It takes load. */
        YES,
        /** Its node has not been heard of. */
        UNKNOWN
    }

    /** Whether it runs and takes load. */
    boolean serves() {
        return phase == Phase.RUNNING && ready == Ready.YES;
    }

    /**
     * Returns what it requests of a resource, in thousandths, or null if a container that counts says nothing of it.
     *
     * @param container the only container that counts; all if empty
     */
    @Nullable
    Long requested(String resource, String container) {
        if (!container.isEmpty()) {
            SortedMap<String, Long> of = requests.get(container);
            return of == null ? Long.valueOf(0) : of.get(resource);
        }
        long sum = 0;
        for (SortedMap<String, Long> each : requests.values()) {
            Long amount = each.get(resource);
            if (amount == null) {
                return null;
            }
            sum += amount;
        }
        return sum;
    }
}
