package io.wavetank.policy.kubernetes.rollout;

import io.wavetank.policy.kubernetes.rollout.StatefulSet.Action;
import io.wavetank.policy.kubernetes.rollout.StatefulSet.Management;
import io.wavetank.policy.kubernetes.rollout.StatefulSet.Pod;
import io.wavetank.policy.kubernetes.rollout.StatefulSet.Spec;
import io.wavetank.policy.kubernetes.rollout.StatefulSet.Update;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pass of the StatefulSet controller: fill up, take away, exchange, in this order. */
final class StatefulPass {
    private final Spec spec;
    private final String current;
    private final String target;
    private final boolean ordered;
    private final List<Action> actions = new ArrayList<>();

    StatefulPass(Spec spec, String current, String target) {
        this.spec = spec;
        this.current = current;
        this.target = target;
        this.ordered = spec.management() == Management.ORDERED_READY;
    }

    List<Action> run(List<@Nullable Pod> pods) {
        if (fillUp(pods) && takeAway(pods) && spec.update() == Update.ROLLING_UPDATE) {
            exchange(pods);
        }
        return actions;
    }

    /** Whether the pass goes on. */
    private boolean fillUp(List<@Nullable Pod> pods) {
        for (int i = 0; i < spec.replicas(); i++) {
            Pod pod = at(pods, i);
            if (pod == null) {
                actions.add(new Action.Create(i, versionOf(i, pods)));
            } else if (pod.ended() && !pod.leaving()) {
                actions.add(new Action.Delete(i));
            } else if (pod.well()) {
                continue;
            }
            if (ordered) {
                return false;
            }
        }
        return true;
    }

    /**
     * The version of a pod that is made. In production the set's status says how many pods are of the version before; those with smaller numbers come
     * back as that where there is no partition.
     */
    private String versionOf(int ordinal, List<@Nullable Pod> pods) {
        if (spec.update() == Update.ON_DELETE || current.equals(target)) {
            return target;
        }
        if (spec.partition() > 0) {
            return ordinal < spec.partition() ? current : target;
        }
        long ofCurrent = pods.stream()
                .filter(pod -> pod != null && pod.version().equals(current) && !pod.leaving())
                .count();
        return ordinal < ofCurrent ? current : target;
    }

    private boolean takeAway(List<@Nullable Pod> pods) {
        int firstUnwell = firstUnwell(pods);
        for (int i = pods.size() - 1; i >= spec.replicas(); i--) {
            Pod pod = at(pods, i);
            if (pod == null) {
                continue;
            }
            if (pod.leaving()) {
                if (ordered) {
                    return false;
                }
                continue;
            }
            if (ordered && !pod.available() && i != firstUnwell) {
                return false;
            }
            actions.add(new Action.Delete(i));
            if (ordered) {
                return false;
            }
        }
        return true;
    }

    /** Among the wanted ones the unwell with the smallest number, else among the others. */
    private static int firstUnwell(List<@Nullable Pod> pods) {
        for (int i = 0; i < pods.size(); i++) {
            Pod pod = pods.get(i);
            if (pod != null && !pod.well()) {
                return i;
            }
        }
        return -1;
    }

    private void exchange(List<@Nullable Pod> pods) {
        for (int i = Math.min(pods.size(), spec.replicas()) - 1; i >= spec.partition(); i--) {
            Pod pod = at(pods, i);
            if (pod == null) {
                return;
            }
            if (!pod.version().equals(target) && !pod.leaving()) {
                actions.add(new Action.Delete(i));
                return;
            }
            if (!pod.well()) {
                return;
            }
        }
    }

    private static @Nullable Pod at(List<@Nullable Pod> pods, int ordinal) {
        return ordinal < pods.size() ? pods.get(ordinal) : null;
    }
}
