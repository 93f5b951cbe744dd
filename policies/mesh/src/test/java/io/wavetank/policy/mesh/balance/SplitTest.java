package io.wavetank.policy.mesh.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Draws;
import io.wavetank.policy.testkit.TestEndpoints;
import io.wavetank.policy.traffic.LoadBalancer;
import io.wavetank.policy.traffic.VersionWeights;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests split among versions: two endpoints of the first, one of the second. */
final class SplitTest {
    private static final int PICKS = 20_000;
    private static final LoadBalancer.Factory ANY = (client, draws) -> new Random();

    private static TestEndpoints endpoints() {
        var endpoints = TestEndpoints.of(3);
        endpoints.versions[1] = 1;
        return endpoints;
    }

    private static LoadBalancer split(VersionWeights... steps) {
        return Split.around(ANY, List.of(steps)).make(0, new Draws(1, 0));
    }

    @Test
    void versions_get_their_weights_and_share_them_evenly() {
        int[] counts = Picks.counts(split(new VersionWeights(0, List.of(90, 10))), endpoints(), PICKS);

        assertThat(counts[0] / (double) PICKS).isCloseTo(0.45, within(0.015));
        assertThat(counts[1] / (double) PICKS).isCloseTo(0.10, within(0.01));
        assertThat(counts[2] / (double) PICKS).isCloseTo(0.45, within(0.015));
    }

    @Test
    void weights_change_at_their_times() {
        LoadBalancer balancer = split(new VersionWeights(0, List.of(1, 0)), new VersionWeights(50, List.of(0, 1)));
        TestEndpoints endpoints = endpoints();
        endpoints.at(49);
        assertThat(Picks.counts(balancer, endpoints, 100)[1]).isZero();
        endpoints.at(50);
        assertThat(Picks.counts(balancer, endpoints, 100)[1]).isEqualTo(100);
    }

    @Test
    void a_version_that_is_ill_loses_its_weight_and_with_none_well_all_are_used() {
        LoadBalancer balancer = split(new VersionWeights(0, List.of(0, 1)));
        TestEndpoints endpoints = endpoints();
        endpoints.healthy[1] = false;
        assertThat(Picks.counts(balancer, endpoints, 100)[1]).isZero();
        endpoints.healthy[0] = false;
        endpoints.healthy[2] = false;
        assertThat(Picks.counts(balancer, endpoints, 1000)[1]).isBetween(400, 600);
    }

    @Test
    void weights_begin_at_the_start_and_there_is_one_for_each_version() {
        assertThatThrownBy(() -> split(new VersionWeights(1, List.of(1)))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> split(new VersionWeights(0, List.of(1)), new VersionWeights(1, List.of(1, 1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new VersionWeights(0, List.of(0, 0))).isInstanceOf(IllegalArgumentException.class);
    }
}
