package io.wavetank.policy.constraint;

import java.util.List;
import java.util.Objects;

/**
 * Which pods a pod must, or would rather, be near to; or away from, where it stands for anti-affinity.
 *
 * @param required terms that must all hold
 * @param preferred terms that make a node better
 */
public record PodAffinity(List<PodAffinityTerm> required, List<WeightedPodTerm> preferred) {
    /** Asks for nothing. */
    public static final PodAffinity NONE = new PodAffinity(List.of(), List.of());

    /** Copies its parts. */
    public PodAffinity {
        required = List.copyOf(required);
        preferred = List.copyOf(preferred);
    }

    @Override
    public int hashCode() {
        return Objects.hash(required, preferred);
    }

    /** Whether it asks for nothing. */
    public boolean isEmpty() {
        return required.isEmpty() && preferred.isEmpty();
    }
}
