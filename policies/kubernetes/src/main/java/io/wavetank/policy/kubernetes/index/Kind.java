package io.wavetank.policy.kubernetes.index;

import io.wavetank.policy.kubernetes.cluster.PodClass;
import org.jspecify.annotations.Nullable;

/** What the index knows of one kind of pod. */
final class Kind {
    final PodClass pod;
    final LocalClass local;
    /** Whether it is confined to nodes by name, or ruled out everywhere. */
    final boolean confined;
    /** How many of the kinds that declare affinity have been asked whether they mean this one. */
    int asked;
    /** Whether affinity between pods matters to it: it declares some, or is meant by others. */
    boolean related;

    /** Whether it has spread constraints, its own or default ones; null if that must be found out. */
    @Nullable
    Boolean spread;

    @Nullable
    Neighbours neighbours;

    Kind(PodClass pod, LocalClass local, boolean confined) {
        this.pod = pod;
        this.local = local;
        this.confined = confined;
    }
}
