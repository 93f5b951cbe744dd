package io.wavetank.policy.kubernetes.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.policy.constraint.PodAffinity;
import io.wavetank.policy.constraint.PodAffinityTerm;
import io.wavetank.policy.constraint.WeightedPodTerm;
import io.wavetank.policy.kubernetes.Small;
import io.wavetank.policy.kubernetes.cluster.ClusterCache;
import io.wavetank.policy.kubernetes.cluster.Pod;
import io.wavetank.policy.kubernetes.cluster.PodClass;
import io.wavetank.policy.kubernetes.cluster.PodTemplate;
import io.wavetank.policy.kubernetes.framework.Status;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes a1, a2 in zone a, b1 in zone b, x without labels. */
final class InterPodAffinityTest {
    private final ClusterCache cluster = new ClusterCache();
    private final int a1 = cluster.putNode(Small.node("a1", "zone", "a", "host", "a1"));
    private final int a2 = cluster.putNode(Small.node("a2", "zone", "a", "host", "a2"));
    private final int b1 = cluster.putNode(Small.node("b1", "zone", "b", "host", "b1"));
    private final int x = cluster.putNode(Small.node("x"));

    @BeforeEach
    void two_namespaces() {
        cluster.objects().putNamespace("default", Small.labels("team", "red"));
        cluster.objects().putNamespace("other", Small.labels("team", "blue"));
    }

    private PodClass near(String label, PodAffinityTerm... terms) {
        return cluster.podClass(PodTemplate.of(
                Small.labels("app", label),
                Small.spec(Map.of()).podAffinity(Small.requiring(terms)).build()));
    }

    private PodClass away(String label, PodAffinityTerm... terms) {
        return cluster.podClass(PodTemplate.of(
                Small.labels("app", label),
                Small.spec(Map.of()).podAntiAffinity(Small.requiring(terms)).build()));
    }

    private void run(int node, PodClass kind) {
        cluster.putPod(new Pod("p" + node + "-" + cluster.nodes().podCount(node), kind, 0, 0), node);
    }

    /** A dot for a node that will do, else a letter for the rule: f affinity, a anti-affinity, e that of existing pods. */
    private String filtered(PodClass pod) {
        var plugin = new InterPodAffinityFilter(cluster);
        plugin.preFilter(pod);
        var said = new StringBuilder();
        for (int node : new int[] {a1, a2, b1, x}) {
            said.append(letter(plugin.filter(pod, node)));
        }
        return said.toString();
    }

    private static char letter(@Nullable Status status) {
        if (status == null) {
            return '.';
        }
        String reason = status.reasons().get(0);
        assertThat(status.code() == Status.Code.UNRESOLVABLE).isEqualTo(reason.endsWith("pod affinity rules"));
        return reason.contains("existing") ? 'e' : reason.contains("anti") ? 'a' : 'f';
    }

    @Test
    void required_affinity_wants_a_pod_in_every_terms_domain() {
        run(a1, cluster.podClass(Small.tiny("app", "db")));

        assertThat(filtered(near("web", Small.term("app", "db", "zone")))).isEqualTo("..ff");
        assertThat(filtered(near("web", Small.term("app", "db", "host")))).isEqualTo(".fff");
        assertThat(filtered(near("web", Small.term("app", "db", "zone"), Small.term("app", "db", "host"))))
                .isEqualTo(".fff");
    }

    @Test
    void a_pod_counts_only_if_it_matches_all_terms() {
        run(a1, cluster.podClass(Small.tiny("app", "db")));
        run(a1, cluster.podClass(Small.tiny("tier", "back")));

        assertThat(filtered(near("web", Small.term("app", "db", "zone"), Small.term("tier", "back", "zone"))))
                .isEqualTo("ffff");
        run(b1, cluster.podClass(Small.tiny("app", "db", "tier", "back")));
        assertThat(filtered(near("web", Small.term("app", "db", "zone"), Small.term("tier", "back", "zone"))))
                .isEqualTo("ff.f");
    }

    @Test
    void the_first_of_its_kind_may_go_anywhere_that_has_the_keys() {
        assertThat(filtered(near("web", Small.term("app", "web", "zone")))).isEqualTo("...f");
        assertThat(filtered(near("web", Small.term("app", "db", "zone")))).isEqualTo("ffff");
        run(b1, cluster.podClass(Small.tiny("app", "web")));
        assertThat(filtered(near("web", Small.term("app", "web", "zone")))).isEqualTo("ff.f");
    }

    @Test
    void anti_affinity_holds_both_ways() {
        PodClass shy = away("web", Small.term("app", "web", "zone"));
        run(a1, cluster.podClass(Small.tiny("app", "web")));

        assertThat(filtered(shy)).isEqualTo("aa..");
        run(b1, away("db", Small.term("app", "web", "host"), Small.term("app", "web", "zone")));
        assertThat(filtered(shy)).isEqualTo("aae.");
        assertThat(filtered(cluster.podClass(Small.tiny("app", "web")))).isEqualTo("..e.");
    }

    @Test
    void a_terms_namespaces() {
        run(
                a1,
                cluster.podClass(PodTemplate.of(
                        Small.labels("app", "db"),
                        Small.spec(Map.of()).namespace("other").build())));
        LabelSelector db = LabelSelector.of(Map.of("app", "db"));
        LabelSelector blue = LabelSelector.of(Map.of("team", "blue"));

        assertThat(filtered(near("w", new PodAffinityTerm(db, List.of(), null, "zone"))))
                .isEqualTo("ffff");
        assertThat(filtered(near("w", new PodAffinityTerm(db, List.of("other"), null, "zone"))))
                .isEqualTo("..ff");
        assertThat(filtered(near("w", new PodAffinityTerm(db, List.of(), blue, "zone"))))
                .isEqualTo("..ff");
        assertThat(filtered(near("w", new PodAffinityTerm(db, List.of(), LabelSelector.EVERYTHING, "zone"))))
                .isEqualTo("..ff");
        assertThat(filtered(near("w", new PodAffinityTerm(db, List.of("default"), null, "zone"))))
                .isEqualTo("ffff");
        assertThat(filtered(near("w", new PodAffinityTerm(null, List.of("other"), null, "zone"))))
                .isEqualTo("ffff");
    }

    private PodClass preferring(String label, PodAffinity near, PodAffinity away) {
        return cluster.podClass(PodTemplate.of(
                Small.labels("app", label),
                Small.spec(Map.of()).podAffinity(near).podAntiAffinity(away).build()));
    }

    private static PodAffinity weighing(int weight, PodAffinityTerm term) {
        return new PodAffinity(List.of(), List.of(new WeightedPodTerm(weight, term)));
    }

    @Test
    void weights_of_both_sides_add_up_by_domain() {
        PodClass web = preferring(
                "web", weighing(10, Small.term("app", "db", "zone")), weighing(3, Small.term("app", "db", "host")));
        run(a1, preferring("db", weighing(7, Small.term("app", "web", "zone")), PodAffinity.NONE));
        run(a1, cluster.podClass(Small.tiny("app", "db")));
        run(b1, near("x", Small.term("app", "web", "zone")));
        run(x, cluster.podClass(Small.tiny("app", "db")));
        var plugin = new InterPodAffinityScore(cluster, 5, false);

        plugin.preScore(web, new int[] {a1, a2, b1, x}, 4);

        // zone a: 10 + 7 + 10; host a1: -3 - 3; zone b: the fixed weight of a required term; x is in no domain
        assertThat(plugin.score(web, a1)).isEqualTo(21);
        assertThat(plugin.score(web, a2)).isEqualTo(27);
        assertThat(plugin.score(web, b1)).isEqualTo(5);
        assertThat(plugin.score(web, x)).isZero();
    }
}
