package io.wavetank.policy.kubernetes.autoscale.loop;

import io.wavetank.policy.Draws;
import io.wavetank.policy.scaling.ReplicaView;
import io.wavetank.policy.scaling.ServiceView;
import io.wavetank.policy.scaling.VictimOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which a ReplicaSet lets its pods go.
 *
 * <p>First those without a node, then those that do not run, then those that are not ready; then those with more of their like on their node; then
 * those that became ready later, then those made later. Ages are compared by their logarithm to base 2, truncated, in nanoseconds; pods of the same
 * are in the order of their unique names, which are random: here a draw keyed by the pod's number.
 *
 * <p>Those that became ready at the same instant are told apart by their names too, and not by when they were made: the original's comparison is no
 * order there, and what its sort makes of that is not defined.
 *
 * <p>Left out: the annotation {@code pod-deletion-cost} and restarts of containers, of which this model has none.
 *
 * <p>Source: Kubernetes 1.26, {@code ActivePodsWithRanks}, with the gate {@code LogarithmicScaleDown} as it is by default (open).
 */
public final class ReplicaSetOrder implements VictimOrder {
    @Override
    public List<? extends ReplicaView> order(
            ServiceView service, List<? extends ReplicaView> active, long nowNanos, Draws draws) {
        Map<Integer, Integer> together = new HashMap<>();
        for (ReplicaView replica : active) {
            together.merge(replica.node(), 1, Integer::sum);
        }
        Draws names = draws.stream("uid");
        List<Ranked> ranked = new ArrayList<>(active.size());
        for (ReplicaView replica : active) {
            int rank = replica.node() < 0 ? 0 : together.getOrDefault(replica.node(), 0);
            ranked.add(Ranked.of(replica, rank, nowNanos, names));
        }
        ranked.sort(ORDER);
        return ranked.stream().map(Ranked::replica).toList();
    }

    private static final Comparator<Ranked> ORDER = Comparator.comparing(
                    (Ranked each) -> each.replica().node() >= 0)
            .thenComparing(each -> each.replica().running())
            .thenComparing(each -> each.replica().ready())
            .thenComparing(each -> -each.together())
            .thenComparing(ReplicaSetOrder::byAge);

    /** Both are ready or neither is. */
    private static int byAge(Ranked a, Ranked b) {
        int byAge =
                a.replica().ready() ? Integer.compare(a.readyAge(), b.readyAge()) : Integer.compare(a.age(), b.age());
        return byAge != 0 ? byAge : Double.compare(a.name(), b.name());
    }

    /** A replica with what it is compared by; ages are logarithms. */
    private record Ranked(ReplicaView replica, int together, int readyAge, int age, double name) {
        static Ranked of(ReplicaView replica, int together, long nowNanos, Draws names) {
            long ready = replica.readyChangedNanos();
            return new Ranked(
                    replica,
                    together,
                    log(nowNanos - ready),
                    log(nowNanos - replica.createdNanos()),
                    names.uniform(replica.number(), 0));
        }

        private static int log(long nanos) {
            return nanos > 0 ? Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) : -1;
        }
    }
}
