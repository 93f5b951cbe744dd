package io.wavetank.policy.kubernetes.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.policy.constraint.NodeAffinity;
import io.wavetank.policy.constraint.NodeSelectorTerm;
import io.wavetank.policy.constraint.Requirement;
import io.wavetank.policy.kubernetes.KubeScheduler;
import io.wavetank.policy.kubernetes.Small;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.DisruptionBudget;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import io.wavetank.policy.kubernetes.framework.Findings;
import io.wavetank.policy.kubernetes.framework.Preemption;
import io.wavetank.policy.kubernetes.framework.TieRule;
import io.wavetank.policy.kubernetes.profile.Compatibility;
import io.wavetank.policy.kubernetes.profile.PreemptionArguments;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Nodes of 1,000 millicores; the pod that comes asks for all of it with priority 100. */
final class DefaultPreemptionTest {
    private final ClusterCache cluster = new ClusterCache();

    private int node(String name) {
        return cluster.putNode(Small.node(name, Map.of("cpu", 1000L, "memory", Small.GIB, "pods", 9L)));
    }

    private Pod run(String name, int node, int priority, long cpuMillis, long start) {
        var kind = cluster.podClass(Small.pod(Map.of("cpu", cpuMillis), "name", name));
        var pod = new Pod(name, kind, priority, start);
        cluster.putPod(pod, node);
        return pod;
    }

    private void protect(String name, int allowed) {
        cluster.objects()
                .putBudget(new DisruptionBudget(
                        "default", name, LabelSelector.of(Map.of("name", name)), allowed, new TreeSet<>()));
    }

    private Pod incoming(long cpuMillis) {
        return new Pod("new", cluster.podClass(Small.pod(Map.of("cpu", cpuMillis))), 100, 0);
    }

    private Preemption preempt(Pod pod, Compatibility version) {
        var scheduler =
                new KubeScheduler(cluster, SchedulerProfile.defaults(version), TieRule.LOWEST_NAME, new Draws(1, 0));
        Findings findings = scheduler.decide(pod, 0);
        assertThat(findings.feasibleCount()).isZero();
        return scheduler.preempt(pod, findings, 0);
    }

    private String chosen(Pod pod) {
        Preemption.Candidate candidate = preempt(pod, Compatibility.V1_26).chosen();
        return candidate == null
                ? ""
                : cluster.nodes().name(candidate.node())
                        + candidate.victims().stream().map(Pod::name).toList();
    }

    @Test
    void pods_are_put_back_by_priority_and_then_by_start_while_the_pod_still_fits() {
        int n = node("n");
        run("late", n, 5, 200, 9);
        run("early", n, 5, 200, 1);
        run("low", n, 1, 200, 0);
        run("high", n, 6, 400, 0);

        // 400 must stay free: high (400) and early (200) can be put back
        assertThat(chosen(incoming(400))).isEqualTo("n[late, low]");
    }

    @Test
    void those_whose_eviction_violates_a_budget_are_put_back_first() {
        int n = node("n");
        run("high", n, 6, 500, 0);
        run("guarded", n, 1, 500, 0);
        protect("guarded", 0);

        assertThat(chosen(incoming(500))).isEqualTo("n[high]");
    }

    @Test
    void a_budget_that_allows_one_is_used_up_by_the_more_important_pod() {
        int n = node("n");
        run("guarded", n, 6, 500, 0);
        run("guarded", n, 1, 500, 1);
        protect("guarded", 1);
        Preemption preemption = preempt(incoming(1000), Compatibility.V1_26);

        assertThat(preemption.candidates()).singleElement().satisfies(candidate -> {
            assertThat(candidate.violations()).isEqualTo(1);
            assertThat(candidate.victims().get(0).priority()).isEqualTo(1); // the violating one comes first
        });
    }

    @Test
    void fewest_violations_then_the_lowest_first_victim() {
        run("guarded", node("a"), 1, 900, 0);
        protect("guarded", 0);
        run("y", node("b"), 7, 900, 0);
        run("z", node("c"), 6, 900, 0);

        assertThat(chosen(incoming(1000))).isEqualTo("c[z]");
    }

    /** The first victim is not the highest where violating ones come first: node a, whose highest victim is 9, is taken. */
    @Test
    void the_first_victim_need_not_be_the_highest() {
        int a = node("a");
        run("guarded", a, 1, 500, 0);
        run("nine", a, 9, 500, 0);
        int b = node("b");
        run("guarded2", b, 5, 500, 0);
        run("six", b, 6, 500, 0);
        protect("guarded", 0);
        protect("guarded2", 0);

        assertThat(chosen(incoming(1000))).isEqualTo("a[guarded, nine]");
    }

    @Test
    void then_the_least_sum_which_is_nearly_the_number_of_victims() {
        int a = node("a");
        run("a1", a, 5, 500, 0);
        run("a2", a, -2_000_000_000, 500, 0);
        run("b1", node("b"), 5, 900, 0);

        // (5 + 2^31) + (2^31 - 2e9) is more than 5 + 2^31
        assertThat(chosen(incoming(1000))).isEqualTo("b[b1]");
    }

    @Test
    void then_the_latest_of_the_earliest_starts_and_then_the_lowest_name() {
        run("old", node("b"), 5, 900, 10);
        run("young", node("a"), 5, 900, 20);
        assertThat(chosen(incoming(1000))).isEqualTo("a[young]");

        run("as young", node("0"), 5, 900, 20);
        assertThat(chosen(incoming(1000))).isEqualTo("0[as young]");
    }

    /** 300 nodes, on 250 of which evicting could help: a tenth would be 25, but at least 100 are wanted. */
    @Test
    void the_search_for_victims_ends_once_there_are_candidates_enough() {
        for (int i = 0; i < 300; i++) {
            run("p" + i, node("n" + i), 5, 900, 0);
            if (i >= 250) {
                cluster.putNode(cluster.nodes().spec(cluster.node("n" + i)).withUnschedulable(true));
            }
        }

        assertThat(preempt(incoming(1000), Compatibility.V1_26).candidates()).hasSize(100);
        assertThat(new PreemptionArguments(10, 100).candidates(250)).isEqualTo(100);
        assertThat(new PreemptionArguments(10, 100).candidates(2000)).isEqualTo(200);
        assertThat(new PreemptionArguments(10, 100).candidates(30)).isEqualTo(30);
    }

    @Test
    void a_pod_that_never_preempts_is_not_eligible() {
        run("x", node("n"), 5, 900, 0);
        PodTemplate meek = PodTemplate.of(
                Map.of(), Small.spec(Map.of("cpu", 1000L)).neverPreempts(true).build());

        assertThat(preempt(new Pod("new", cluster.podClass(meek), 100, 0), Compatibility.V1_26))
                .isEqualTo(Preemption.NOT_ELIGIBLE);
    }

    @Test
    void equals_are_not_evicted() {
        run("x", node("n"), 100, 900, 0);
        Preemption preemption = preempt(incoming(1000), Compatibility.V1_26);

        assertThat(preemption.candidates()).isEmpty();
        assertThat(preemption.failures())
                .extracting(each -> each.status().reasons())
                .containsExactly(List.of("No preemption victims found for incoming pod"));
    }

    @Test
    void nodes_ruled_out_by_name_are_tried_in_1_26_alone() {
        run("x", node("named"), 100, 900, 0);
        run("y", node("other"), 5, 900, 0);
        var term = new NodeSelectorTerm(
                List.of(), List.of(new Requirement("metadata.name", Requirement.Operator.IN, List.of("named"))));
        Pod pod = new Pod(
                "new",
                cluster.podClass(PodTemplate.of(
                        Map.of(),
                        Small.spec(Map.of("cpu", 1000L))
                                .nodeAffinity(new NodeAffinity(List.of(term), List.of()))
                                .build())),
                100,
                0);

        assertThat(preempt(pod, Compatibility.V1_26).failures())
                .extracting(each -> each.status().plugin())
                .containsExactly("", "NodeAffinity");
        assertThat(preempt(pod, Compatibility.V1_27).failures())
                .extracting(each -> each.status().plugin())
                .containsExactly("");
    }

    @Test
    void a_pod_waits_for_victims_that_are_still_going() {
        int n = node("n");
        Pod victim = run("x", n, 5, 900, 0);
        var scheduler = new KubeScheduler(
                cluster, SchedulerProfile.defaults(Compatibility.V1_26), TieRule.LOWEST_NAME, new Draws(1, 0));
        Pod pod = incoming(1000);
        scheduler.nominations().nominate(pod, n);

        assertThat(scheduler.preempt(pod, scheduler.decide(pod, 0), 0).eligible())
                .isTrue();
        cluster.terminate(victim);
        assertThat(scheduler.preempt(pod, scheduler.decide(pod, 1), 1).eligible())
                .isFalse();
    }

    @Test
    void a_nominated_pod_keeps_its_node_free_of_lower_ones() {
        int n = node("n");
        var scheduler = new KubeScheduler(
                cluster, SchedulerProfile.defaults(Compatibility.V1_26), TieRule.LOWEST_NAME, new Draws(1, 0));
        scheduler.nominations().nominate(incoming(1000), n);
        var lower = new Pod("lower", cluster.podClass(Small.pod(Map.of("cpu", 1L))), 99, 0);
        var higher = new Pod("higher", cluster.podClass(Small.pod(Map.of("cpu", 1L))), 101, 0);

        assertThat(scheduler.decide(lower, 0).feasibleCount()).isZero();
        assertThat(scheduler.decide(higher, 1).feasibleCount()).isEqualTo(1);
        assertThat(cluster.nodes().podCount(n)).isZero();
    }

    @Test
    void budgets_of_other_namespaces_and_empty_selectors_cover_nobody() {
        int n = node("n");
        Pod pod = run("p", n, 5, 100, 0);
        assertThat(new DisruptionBudget("other", "b", LabelSelector.of(Map.of("name", "p")), 0, new TreeSet<>())
                        .covers(pod))
                .isFalse();
        assertThat(new DisruptionBudget("default", "b", LabelSelector.EVERYTHING, 0, new TreeSet<>()).covers(pod))
                .isFalse();
        assertThat(new DisruptionBudget("default", "b", null, 0, new TreeSet<>()).covers(pod))
                .isFalse();
        LabelSelector named = new LabelSelector(new TreeMap<>(Map.of("name", "p")), List.of());
        assertThat(new DisruptionBudget("default", "b", named, 0, new TreeSet<>(List.of("p"))).covers(pod))
                .isFalse();
        assertThat(new DisruptionBudget("default", "b", named, 0, new TreeSet<>()).covers(pod))
                .isTrue();
    }
}
