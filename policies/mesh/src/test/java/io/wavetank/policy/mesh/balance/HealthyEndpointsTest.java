package io.wavetank.policy.mesh.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.policy.mesh.resilience.HealthyEndpoints;
import io.wavetank.policy.mesh.resilience.PanicThreshold;
import io.wavetank.policy.testkit.TestEndpoints;
import io.wavetank.policy.traffic.Endpoints;
import io.wavetank.policy.traffic.LoadBalancer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a balancer is shown of endpoints of which some are not well, and what it is told. */
final class HealthyEndpointsTest {
    private static Set<Integer> picked(HealthyEndpoints balancer, Endpoints endpoints) {
        var draws = new Draws(1, 0);
        Set<Integer> picked = new TreeSet<>();
        for (int i = 0; i < 500; i++) {
            picked.add(balancer.pick(endpoints, draws.bits(i, 0)));
        }
        return picked;
    }

    @Test
    void those_that_are_not_well_are_left_out_until_there_is_panic() {
        var endpoints = TestEndpoints.of(4);
        var balancer = new HealthyEndpoints(new PowerOfTwo(false), PanicThreshold.ENVOY);
        endpoints.healthy[1] = false;
        balancer.endpointsChanged(endpoints);
        assertThat(picked(balancer, endpoints)).containsExactly(0, 2, 3);
        endpoints.healthy[3] = false;
        balancer.endpointsChanged(endpoints);
        assertThat(picked(balancer, endpoints)).containsExactly(0, 2);
        assertThat(balancer.panics()).isFalse();

        endpoints.healthy[0] = false;
        balancer.endpointsChanged(endpoints);

        assertThat(balancer.panics()).isTrue();
        assertThat(picked(balancer, endpoints)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void without_panic_none_that_is_well_is_none_to_pick() {
        var endpoints = TestEndpoints.of(2);
        endpoints.healthy[0] = false;
        endpoints.healthy[1] = false;
        var balancer = new HealthyEndpoints(new PowerOfTwo(false), new PanicThreshold(0));
        balancer.endpointsChanged(endpoints);

        assertThat(balancer.pick(endpoints, 7)).isEqualTo(LoadBalancer.NONE);
    }

    @Test
    void the_balancer_inside_is_told_of_answers_by_its_own_numbers() {
        List<String> told = new ArrayList<>();
        var inner = new LoadBalancer() {
            @Override
            public int pick(Endpoints endpoints, long draw) {
                return 0;
            }

            @Override
            public void endpointsChanged(Endpoints endpoints) {
                told.add("list of " + endpoints.size() + " from " + endpoints.id(0));
            }

            @Override
            public boolean wantsAnswers() {
                return true;
            }

            @Override
            public void answered(Endpoints endpoints, int endpoint, long latencyNanos, boolean ok) {
                told.add(endpoint + " is " + endpoints.id(endpoint));
            }
        };
        var endpoints = TestEndpoints.of(3);
        endpoints.healthy[0] = false;
        var balancer = new HealthyEndpoints(inner, PanicThreshold.ENVOY);
        balancer.endpointsChanged(endpoints);
        balancer.answered(endpoints, 2, 1, true);
        balancer.answered(endpoints, 0, 1, true);

        assertThat(balancer.wantsAnswers()).isTrue();
        assertThat(balancer.pick(endpoints, 7)).isEqualTo(1);
        assertThat(told).containsExactly("list of 2 from 1", "1 is 2");
    }
}
