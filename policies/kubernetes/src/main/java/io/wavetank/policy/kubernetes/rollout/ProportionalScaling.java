package io.wavetank.policy.kubernetes.rollout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a change of the number of pods does while several versions have some: each gets its share, so that the rollout is as far as before.
 *
 * <p>With one version that has pods that one is scaled. Else a version of n pods is scaled to {@code n * (replicas + surge) / most before}, rounded
 * half up, within what is to be added or taken in all; what is left over goes to the largest. Of equal ones the newest gain first and the oldest
 * lose first.
 *
 * <p>Source: Kubernetes 1.26, deployment controller, {@code scale}, {@code GetProportion}.
 */
final class ProportionalScaling {
    private static final Comparator<ReplicaSet> LARGEST_FIRST =
            Comparator.comparingInt(ReplicaSet::wanted).reversed();
    private static final Comparator<ReplicaSet> OLDEST_FIRST = Comparator.comparingInt(ReplicaSet::creation);

    private final DeploymentSpec spec;
    private final Optional<ReplicaSet> present;
    private final List<ReplicaSet> old;

    ProportionalScaling(DeploymentSpec spec, Optional<ReplicaSet> present, List<ReplicaSet> old) {
        this.spec = spec;
        this.present = present;
        this.old = old;
    }

    void scale(List<RolloutAction> actions) {
        List<ReplicaSet> active = new ArrayList<>(old);
        present.ifPresent(active::add);
        active.removeIf(each -> each.wanted() == 0);
        if (active.size() <= 1) {
            latest(active).ifPresent(each -> change(each, spec.replicas(), actions));
        } else if (saturated()) {
            for (ReplicaSet each : active) {
                if (each != present.get()) {
                    change(each, 0, actions);
                }
            }
        } else if (spec.strategy() == DeploymentSpec.Strategy.ROLLING_UPDATE) {
            spread(active, actions);
        }
        active.forEach(each -> each.note(spec));
    }

    private Optional<ReplicaSet> latest(List<ReplicaSet> active) {
        if (!active.isEmpty()) {
            return Optional.of(active.get(0));
        }
        return present.or(() -> old.stream().max(OLDEST_FIRST));
    }

    private boolean saturated() {
        return present.isPresent()
                && present.get().wanted() == spec.replicas()
                && present.get().notedDesired() == spec.replicas();
    }

    private void spread(List<ReplicaSet> active, List<RolloutAction> actions) {
        int most = spec.replicas() > 0 ? spec.replicas() + spec.fenceposts().surge() : 0;
        int toAdd = most - Deployment.sum(active);
        Comparator<ReplicaSet> ties = toAdd > 0 ? OLDEST_FIRST.reversed() : OLDEST_FIRST;
        List<ReplicaSet> ordered =
                active.stream().sorted(LARGEST_FIRST.thenComparing(ties)).toList();
        int[] sizes = new int[ordered.size()];
        int added = 0;
        for (int i = 0; i < sizes.length; i++) {
            int share = share(ordered.get(i), most, toAdd, toAdd - added);
            sizes[i] = ordered.get(i).wanted() + share;
            added += share;
        }
        sizes[0] = Math.max(0, sizes[0] + toAdd - added);
        for (int i = 0; i < sizes.length; i++) {
            change(ordered.get(i), sizes[i], actions);
        }
    }

    private int share(ReplicaSet set, int most, int toAdd, int allowed) {
        if (toAdd == 0 || allowed == 0) {
            return 0;
        }
        long fraction = spec.replicas() == 0
                ? -set.wanted()
                : Math.round((double) set.wanted() * most / set.notedMost()) - set.wanted();
        return (int) (toAdd > 0 ? Math.min(fraction, allowed) : Math.max(fraction, allowed));
    }

    private void change(ReplicaSet set, int to, List<RolloutAction> actions) {
        if (set.wanted() != to) {
            actions.add(new RolloutAction.Scale(set, set.wanted(), to));
            set.want(to);
        }
        set.note(spec);
    }
}
