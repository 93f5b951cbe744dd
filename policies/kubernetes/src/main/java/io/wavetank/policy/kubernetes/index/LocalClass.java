package io.wavetank.policy.kubernetes.index;

import io.wavetank.policy.constraint.HostPort;
import io.wavetank.policy.constraint.VolumeNeed;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.cluster.PodRequests;
import io.wavetank.policy.kubernetes.cluster.ResourceNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All pods that are alike to the plug-ins that look at one node alone; kinds that differ in labels, owner or constraints on other pods share
 * one. It may have a {@link ScoreRow}.
 */
final class LocalClass {
    private static final long NEVER = -1;

    private final ClusterCache cluster;
    private final int[] images;
    final FixedView fixed;
    final LocalScore score;

    @Nullable
    ScoreRow row;

    @Nullable
    LocalClass earlier;

    @Nullable
    LocalClass later;

    long metAt = NEVER;
    private long epoch = NEVER;

    /**
     * What such pods have in common.
     *
     * @param fixed how they look at nodes' descriptions
     * @param requests what they ask for: resource and amount in turn, then whether they name a scalar resource
     * @param scored what they count for while they are scored
     */
    record Key(
            FixedView fixed,
            List<Long> requests,
            List<Long> scored,
            List<HostPort> ports,
            List<Integer> images,
            List<VolumeNeed> volumes) {
        static Key of(PodClass pod, FixedView fixed) {
            List<Long> requests = new ArrayList<>();
            List<Long> scored = new ArrayList<>();
            PodRequests amounts = pod.requests();
            for (int resource = 0; resource < pod.resources(); resource++) {
                if (pod.request(resource) != 0 || resource < ResourceNames.FIXED) {
                    requests.add((long) resource);
                    requests.add(pod.request(resource));
                    scored.add(amounts.whileScored(resource, true, true));
                    scored.add(amounts.whileScored(resource, true, false));
                    scored.add(amounts.whileScored(resource, false, true));
                }
            }
            requests.add(amounts.namesScalar() ? 1L : 0);
            return new Key(
                    fixed,
                    requests,
                    scored,
                    pod.hostPorts(),
                    Arrays.stream(pod.images()).boxed().toList(),
                    pod.spec().volumes());
        }
    }

    LocalClass(ClusterCache cluster, FixedView fixed, LocalScore score, PodClass sample) {
        this.cluster = cluster;
        this.fixed = fixed;
        this.score = score;
        this.images = sample.images();
    }

    /** Looks at what is new in the nodes' descriptions; returns whether all sums may have changed. */
    boolean refresh() {
        fixed.refresh();
        if (epoch == cluster.descriptionEpoch()) {
            return false;
        }
        epoch = cluster.descriptionEpoch();
        boolean before = score.countsImages();
        score.countImages(
                Arrays.stream(images).anyMatch(image -> cluster.images().holders(image) > 0));
        return before || score.countsImages();
    }
}
