package io.wavetank.policy.kubernetes.framework;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.policy.constraint.NodeAffinity;
import io.wavetank.policy.constraint.NodeSelectorTerm;
import io.wavetank.policy.constraint.Requirement;
import io.wavetank.policy.kubernetes.KubeScheduler;
import io.wavetank.policy.kubernetes.Small;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import io.wavetank.policy.kubernetes.profile.Compatibility;
import io.wavetank.policy.kubernetes.profile.SchedulerProfile;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SchedulingCycleTest {
    private final ClusterCache cluster = new ClusterCache();

    private KubeScheduler scheduler(Compatibility version, TieRule ties) {
        return new KubeScheduler(cluster, SchedulerProfile.defaults(version), ties, new Draws(7, 0));
    }

    private Pod pod(PodTemplate template) {
        return new Pod("p", cluster.podClass(template), 0, 0);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"V1_26, 700", "V1_27, 700", "V1_28, 500", "V1_30, 500"})
    void plug_ins_to_which_all_nodes_are_alike_count_up_to_1_27(Compatibility version, long expected) {
        cluster.putNode(Small.node("n"));
        Pod nothing = pod(Small.pod(Map.of("cpu", 0L, "memory", 0L)));

        // taints 3 * 100, fit 100, balance 100; spread 2 * 100 though there is nothing to spread
        assertThat(scheduler(version, TieRule.DRAW).decide(nothing, 0).bestTotal())
                .isEqualTo(expected);
    }

    @Test
    void among_equals_the_draw_takes_each_and_the_name_takes_one() {
        for (String name : new String[] {"b", "a", "c"}) {
            cluster.putNode(Small.node(name));
        }
        KubeScheduler drawing = scheduler(Compatibility.V1_26, TieRule.DRAW);
        var drawn = new TreeSet<String>();
        for (int decision = 0; decision < 50; decision++) {
            Findings findings = drawing.decide(pod(Small.tiny()), decision);
            assertThat(findings.ties()).isEqualTo(3);
            drawn.add(cluster.nodes().name(findings.chosen()));
        }
        assertThat(drawn).containsExactly("a", "b", "c");
        assertThat(drawing.decide(pod(Small.tiny()), 3).chosen())
                .isEqualTo(drawing.decide(pod(Small.tiny()), 3).chosen());

        int chosen = scheduler(Compatibility.V1_26, TieRule.LOWEST_NAME)
                .decide(pod(Small.tiny()), 0)
                .chosen();
        assertThat(cluster.nodes().name(chosen)).isEqualTo("a");
    }

    /** 150 nodes of which every tenth will not do: 100 are looked for, and the search stops at the 101st that would. */
    @Test
    void the_next_search_begins_where_the_last_one_ended_the_surplus_node_not_counted() {
        for (int i = 0; i < 150; i++) {
            cluster.putNode(Small.node("n" + i).withUnschedulable(i % 10 == 9));
        }
        KubeScheduler scheduler = scheduler(Compatibility.V1_26, TieRule.LOWEST_NAME);

        Findings first = scheduler.decide(pod(Small.tiny()), 0);
        assertThat(first.toFind()).isEqualTo(100);
        assertThat(first.feasibleCount()).isEqualTo(100);
        // places 0 to 110 hold 100 that will do and 11 that will not; place 111 is the surplus one
        assertThat(first.rejectedCount()).isEqualTo(11);
        assertThat(first.startAfter()).isEqualTo(111);

        Findings second = scheduler.decide(pod(Small.tiny()), 1);
        assertThat(second.startBefore()).isEqualTo(111);
        assertThat(second.feasible()[0]).isEqualTo(111);
        // from 111 around the end to 71: 111 places again, 11 of them cordoned (119 to 149, 9 to 69)
        assertThat(second.rejectedCount()).isEqualTo(11);
        assertThat(second.startAfter()).isEqualTo((111 + 111) % 150);
    }

    @Test
    void a_pod_confined_to_names_looks_at_no_other_node() {
        cluster.putNode(Small.node("a"));
        int b = cluster.putNode(Small.node("b"));
        cluster.putNode(Small.node("c"));
        Pod confined = pod(PodTemplate.of(
                Map.of(),
                Small.spec(Map.of())
                        .nodeAffinity(new NodeAffinity(List.of(named("b"), named("gone")), List.of()))
                        .build()));

        Findings findings = scheduler(Compatibility.V1_26, TieRule.LOWEST_NAME).decide(confined, 0);

        assertThat(findings.chosen()).isEqualTo(b);
        assertThat(findings.feasibleCount()).isEqualTo(1);
        assertThat(findings.rejectedCount()).isZero();
    }

    private static NodeSelectorTerm named(String name) {
        return new NodeSelectorTerm(
                List.of(), List.of(new Requirement("metadata.name", Requirement.Operator.IN, List.of(name))));
    }

    @Test
    void a_nominated_node_that_will_do_is_taken_at_once() {
        cluster.putNode(Small.node("a"));
        int b = cluster.putNode(Small.node("b"));
        KubeScheduler scheduler = scheduler(Compatibility.V1_26, TieRule.LOWEST_NAME);
        Pod pod = pod(Small.tiny());
        scheduler.nominations().nominate(pod, b);

        assertThat(scheduler.decide(pod, 0).chosen()).isEqualTo(b);
        scheduler.nominations().forget(pod);
        assertThat(cluster.nodes().name(scheduler.decide(pod, 1).chosen())).isEqualTo("a");
    }

    @Test
    void without_nodes_nothing_is_found() {
        Findings findings = scheduler(Compatibility.V1_26, TieRule.DRAW).decide(pod(Small.tiny()), 0);

        assertThat(findings.chosen()).isEqualTo(Pod.NOWHERE);
        assertThat(findings.nodes()).isZero();
    }
}
