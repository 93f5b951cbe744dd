package io.wavetank.policy.kubernetes.autoscale.ca;

import static io.wavetank.policy.kubernetes.autoscale.ca.ScaleDownExamples.OPTIONS;
import static io.wavetank.policy.kubernetes.autoscale.ca.ScaleDownExamples.WEB;
import static io.wavetank.policy.kubernetes.autoscale.ca.ScaleDownExamples.budget;
import static io.wavetank.policy.kubernetes.autoscale.ca.ScaleDownExamples.cluster;
import static io.wavetank.policy.kubernetes.autoscale.ca.ScaleDownExamples.node;
import static io.wavetank.policy.kubernetes.autoscale.ca.ScaleDownExamples.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.kubernetes.autoscale.ca.RunningPod.Eviction;
import io.wavetank.policy.kubernetes.autoscale.ca.RunningPod.Owner;
import io.wavetank.policy.kubernetes.autoscale.ca.Unremovable.Blocker;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What pods say about moving them. */
final class DrainTest {
    private static Drain drain(RunningPod pod, EvictionBudget... budgets) {
        var cluster = cluster(List.of(node("a")), List.of(pod), 0, budgets);
        return Drain.of(List.of(pod), cluster, new Budgets(cluster.budgets()), OPTIONS, 0);
    }

    private static @Nullable Blocker why(RunningPod pod, EvictionBudget... budgets) {
        Unremovable blocked = drain(pod, budgets).blocked();
        return blocked == null ? null : blocked.why();
    }

    private static RunningPod of(Owner owner, Eviction eviction) {
        return pod("p", "a", 100, "default", owner, eviction);
    }

    @Test
    void a_pod_that_nobody_would_start_again_blocks_unless_it_says_that_it_may_go() {
        var unknown = new Owner("Custom", "x");

        assertThat(why(of(unknown, Eviction.UNSAID))).isEqualTo(Blocker.NOT_REPLICATED);
        assertThat(why(of(unknown, Eviction.SAFE))).isNull();
    }

    @Test
    void that_it_may_go_does_not_bring_its_controller_back() {
        assertThat(why(of(new Owner("ReplicaSet", "gone"), Eviction.SAFE))).isEqualTo(Blocker.CONTROLLER_NOT_FOUND);
        assertThat(why(of(WEB, Eviction.NOT_SAFE))).isEqualTo(Blocker.NOT_SAFE_TO_EVICT);
    }

    @Test
    void any_budget_makes_a_pod_of_the_system_movable_and_an_empty_one_blocks_it_after_all() {
        RunningPod system = pod("p", "a", 100, "kube-system", WEB, Eviction.UNSAID);

        assertThat(why(system)).isEqualTo(Blocker.UNMOVABLE_KUBE_SYSTEM_POD);
        assertThat(why(system, budget("default", 1))).isEqualTo(Blocker.UNMOVABLE_KUBE_SYSTEM_POD);
        assertThat(why(system, budget("kube-system", 1))).isNull();
        assertThat(why(system, budget("kube-system", 0))).isEqualTo(Blocker.NOT_ENOUGH_PDB);
    }

    @Test
    void a_daemon_s_pod_need_not_move() {
        Drain unasked = Drain.unasked(List.of(of(new Owner("DaemonSet", "d"), Eviction.UNSAID)), OPTIONS, 0);

        assertThat(unasked.blocked()).isNull();
        assertThat(unasked.pods()).isEmpty();
        assertThat(why(of(new Owner("DaemonSet", "d"), Eviction.UNSAID))).isEqualTo(Blocker.CONTROLLER_NOT_FOUND);
    }
}
