package io.wavetank.policy.kubernetes.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.constraint.LabelSelector;
import io.wavetank.policy.constraint.Requirement;
import io.wavetank.policy.kubernetes.admission.NetworkPolicy.Party;
import io.wavetank.policy.kubernetes.admission.NetworkPolicy.Peer;
import io.wavetank.policy.kubernetes.admission.NetworkPolicy.PortRange;
import io.wavetank.policy.kubernetes.admission.NetworkPolicy.Rule;
import io.wavetank.policy.kubernetes.admission.ResourceQuota.Scope;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be and what may not, by Kubernetes' documents: amounts as {@code cpu/limit}, {@code -} where none is named. */
final class AdmissionTest {
    private static final SortedMap<String, Long> NONE = new TreeMap<>();

    private static SortedMap<String, Long> cpu(String amount) {
        var map = new TreeMap<String, Long>();
        if (!amount.equals("-")) {
            map.put("cpu", Long.parseLong(amount));
        }
        return map;
    }

    private static Amounts amounts(String text) {
        String[] parts = text.split("/", -1);
        return new Amounts(cpu(parts[0]), cpu(parts[1]));
    }

    private static String text(Amounts amounts) {
        return amounts.requests().getOrDefault("cpu", -1L) + "/"
                + amounts.limits().getOrDefault("cpu", -1L);
    }

    /** As in the task "Configure default CPU requests and limits for a namespace": 500m and 1. */
    @ParameterizedTest
    @CsvSource({
        "-, -, 500, 1000, -/-, 500/1000",
        "-, -, 500, 1000, -/1500, 1500/1500",
        "-, -, 500, 1000, 750/-, 750/1000",
        "-, -, -, 1000, -/-, 1000/1000",
        "-, 800, -, -, -/-, 800/800",
        "200, -, -, -, -/-, 200/-1",
        "200, 800, -, -, -/-, 800/800",
        "200, 800, 300, -, -/-, 300/800"
    })
    void containers_get_what_they_lack(
            String least, String most, String request, String limit, String asked, String completed) {
        var range = new LimitRange(false, cpu(least), cpu(most), cpu(limit), cpu(request), new TreeMap<>());
        var admission = new NamespaceAdmission(List.of(range), List.of());

        var answer = admission.admit(new QuotaPod("", false, List.of(amounts(asked))));

        assertThat(text(answer.pod().containers().get(0))).isEqualTo(completed);
    }

    @ParameterizedTest
    @CsvSource({
        "false, 200, 800, 0, 500/800 500/800, 0",
        "false, 200, 800, 0, 100/800 500/800, 1",
        "false, 200, 800, 0, 500/900, 1",
        "false, 200, 800, 0, 900/900 100/100, 2",
        "true, 200, 800, 0, 500/800 500/800, 1",
        "true, 200, 800, 0, 100/400 100/400, 0",
        "true, 200, 800, 0, 100/400 -/-, 1",
        "true, -, -, 2, 100/200, 0",
        "true, -, -, 2, 100/201, 1",
        "true, -, -, 2, 0/201, 1",
        "true, -, -, 2, 100/-, 1"
    })
    void bounds_are_of_each_container_or_of_the_whole_pod(
            boolean ofPods, String least, String most, double ratio, String containers, int violations) {
        var ratios = new TreeMap<String, Double>();
        if (ratio > 0) {
            ratios.put("cpu", ratio);
        }
        var range = new LimitRange(ofPods, cpu(least), cpu(most), NONE, NONE, ratios);

        assertThat(range.violations(List.of(containers.split(" ", -1)).stream()
                        .map(AdmissionTest::amounts)
                        .toList()))
                .hasSize(violations);
    }

    private static QuotaPod pod(String priorityClass, boolean terminating, String... containers) {
        return new QuotaPod(
                priorityClass,
                terminating,
                List.of(containers).stream().map(AdmissionTest::amounts).toList());
    }

    @Test
    void a_quota_is_used_up_and_given_back() {
        var quota = new ResourceQuota(
                "compute", Map.of("requests.cpu", 1_000L, "limits.cpu", 2_000L, "pods", 3L), Set.of(), List.of());
        var admission = new NamespaceAdmission(List.of(), List.of(quota));

        QuotaPod first = admission.admit(pod("", false, "400/800", "200/400")).pod();
        assertThat(quota.used("requests.cpu")).isEqualTo(600);
        assertThat(quota.used("limits.cpu")).isEqualTo(1_200);
        assertThat(admission.admit(pod("", false, "500/500")).reasons())
                .containsExactly(
                        "exceeded quota: compute, requested: requests.cpu=500, used: requests.cpu=600, limited: requests.cpu=1000");
        assertThat(admission.admit(pod("", false, "400/400")).admitted()).isTrue();
        admission.ended(first);
        assertThat(quota.used("pods")).isEqualTo(1);
        assertThat(admission.admit(pod("", false, "500/500")).admitted()).isTrue();
    }

    @Test
    void what_is_bounded_must_be_named_and_a_limit_range_can_name_it() {
        var quota = new ResourceQuota("compute", Map.of("cpu", 1_000L, "limits.cpu", 2_000L), Set.of(), List.of());
        assertThat(new NamespaceAdmission(List.of(), List.of(quota))
                        .admit(pod("", false, "100/-"))
                        .reasons())
                .containsExactly("failed quota: compute: must specify limits.cpu");
        var scratch = new ResourceQuota("scratch", Map.of("requests.ephemeral-storage", 10L), Set.of(), List.of());
        assertThat(scratch.violations(pod("", false, "100/-")))
                .as("of scratch space none need be named")
                .isEmpty();

        var range = new LimitRange(false, NONE, NONE, cpu("300"), NONE, new TreeMap<>());

        assertThat(new NamespaceAdmission(List.of(range), List.of(quota))
                        .admit(pod("", false, "100/-"))
                        .admitted())
                .isTrue();
        assertThat(quota.used("limits.cpu")).isEqualTo(300);
    }

    @ParameterizedTest
    @CsvSource({
        "TERMINATING, false, 1/1, false",
        "TERMINATING, true, 1/1, true",
        "NOT_TERMINATING, true, 1/1, false",
        "BEST_EFFORT, false, -/-, true",
        "BEST_EFFORT, false, 1/-, false",
        "NOT_BEST_EFFORT, false, -/1, true",
        "NOT_BEST_EFFORT, false, -/-, false"
    })
    void a_quota_counts_what_its_scopes_choose(Scope scope, boolean terminating, String amounts, boolean counts) {
        var quota = new ResourceQuota("q", Map.of("pods", 0L), EnumSet.of(scope), List.of());

        assertThat(quota.counts(pod("", terminating, amounts))).isEqualTo(counts);
        assertThat(quota.violations(pod("", terminating, amounts)).isEmpty()).isEqualTo(!counts);
    }

    @Test
    void a_quota_can_be_of_priority_classes() {
        var quota = new ResourceQuota(
                "high",
                Map.of("pods", 1L),
                Set.of(),
                List.of(new Requirement("PriorityClass", Requirement.Operator.IN, List.of("high"))));

        assertThat(quota.counts(pod("high", false, "1/1"))).isTrue();
        assertThat(quota.counts(pod("low", false, "1/1"))).isFalse();
        assertThat(quota.counts(pod("", false, "1/1"))).isFalse();
    }

    private static Party party(String namespace, String app) {
        return new Party(namespace, Map.of("team", namespace), Map.of("app", app));
    }

    private static LabelSelector app(String name) {
        return LabelSelector.of(Map.of("app", name));
    }

    @Test
    void pods_that_no_policy_chooses_take_and_make_everything() {
        var policy = new NetworkPolicy("a", app("db"), List.of(), null);

        assertThat(NetworkPolicy.allows(List.of(policy), party("a", "web"), party("a", "cache"), "TCP", 80))
                .isTrue();
        assertThat(NetworkPolicy.allows(List.of(policy), party("a", "db"), party("a", "web"), "TCP", 80))
                .isTrue();
        assertThat(NetworkPolicy.allows(List.of(policy), party("a", "web"), party("a", "db"), "TCP", 80))
                .isFalse();
        assertThat(NetworkPolicy.allows(List.of(policy), party("a", "web"), party("b", "db"), "TCP", 80))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "a, web, 5432, true",
        "a, web, 5433, false",
        "a, other, 5432, false",
        "b, web, 5432, false",
        "ops, probe, 5432, true",
        "ops, other, 5432, false"
    })
    void some_peers_by_some_ports(String namespace, String appName, int port, boolean allowed) {
        var rule = new Rule(
                List.of(new Peer(null, app("web")), new Peer(LabelSelector.of(Map.of("team", "ops")), app("probe"))),
                List.of(new PortRange("TCP", 5_432, 5_432)));
        var policy = new NetworkPolicy("a", app("db"), List.of(rule), null);

        assertThat(NetworkPolicy.allows(List.of(policy), party(namespace, appName), party("a", "db"), "TCP", port))
                .isEqualTo(allowed);
    }

    @Test
    void both_sides_must_allow_and_policies_add_up() {
        var nothingOut = new NetworkPolicy("a", LabelSelector.EVERYTHING, null, List.of());
        var toDb = new NetworkPolicy(
                "a", app("web"), null, List.of(new Rule(List.of(new Peer(null, app("db"))), List.of())));
        var web = party("a", "web");
        var db = party("a", "db");

        assertThat(NetworkPolicy.allows(List.of(nothingOut), web, db, "TCP", 1)).isFalse();
        assertThat(NetworkPolicy.allows(List.of(nothingOut, toDb), web, db, "TCP", 1))
                .isTrue();
        assertThat(NetworkPolicy.allows(List.of(nothingOut, toDb), web, party("a", "x"), "TCP", 1))
                .isFalse();
        assertThat(NetworkPolicy.allows(
                        List.of(toDb, new NetworkPolicy("a", app("db"), List.of(), null)), web, db, "TCP", 1))
                .isFalse();
    }
}
