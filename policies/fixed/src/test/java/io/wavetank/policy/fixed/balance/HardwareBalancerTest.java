package io.wavetank.policy.fixed.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Draws;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.testkit.TestEndpoints;
import io.wavetank.policy.traffic.BalancerEntry;
import io.wavetank.policy.traffic.BalancerFamily;
import io.wavetank.policy.traffic.LoadBalancer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The balancer, worked out by hand. */
final class HardwareBalancerTest {
    private static final long SECOND = 1_000_000_000L;

    private static LoadBalancer of(Map<String, String> options) {
        BalancerEntry entry = new FixedBalancers().balancers().get(0);
        return entry.maker()
                .make(PolicyOptions.of(entry.name(), entry.options(), options))
                .make(0, new Draws(1, 0));
    }

    private static List<Integer> picks(LoadBalancer balancer, TestEndpoints servers, int count) {
        List<Integer> picks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            picks.add(balancer.pick(servers, 0));
        }
        return picks;
    }

    private static LoadBalancer told(Map<String, String> options, TestEndpoints servers) {
        LoadBalancer balancer = of(options);
        balancer.endpointsChanged(servers);
        return balancer;
    }

    @Test
    void the_fewest_connections_win_and_equal_servers_take_turns() {
        var servers = TestEndpoints.withIds(0, 1, 2).busy(1, 1, 1);
        LoadBalancer balancer = told(Map.of(), servers);

        assertThat(picks(balancer, servers, 4)).containsExactly(0, 1, 2, 0);
        servers.busy(3, 2, 3);
        assertThat(picks(balancer, servers, 2)).containsExactly(1, 1);
    }

    @Test
    void a_server_that_joins_gets_a_share_that_grows_from_a_hundredth() {
        LoadBalancer balancer = told(Map.of("method", "round-robin", "slow_start", "100s"), TestEndpoints.withIds(0));
        var both = TestEndpoints.withIds(0, 1).at(1000 * SECOND);
        balancer.endpointsChanged(both);

        assertThat(picks(balancer, both, 101)).filteredOn(each -> each == 1).hasSize(1);
        both.at(1050 * SECOND);
        assertThat(picks(balancer, both, 150)).filteredOn(each -> each == 1).hasSize(50);
        both.at(1100 * SECOND);
        assertThat(picks(balancer, both, 100)).filteredOn(each -> each == 1).hasSize(50);
    }

    @Test
    void a_server_that_was_taken_out_and_is_well_again_starts_slowly_as_one_that_joins() {
        var both = TestEndpoints.withIds(0, 1);
        LoadBalancer balancer = told(Map.of("method", "round-robin", "slow_start", "100s"), both);
        both.healthy[1] = false;
        balancer.endpointsChanged(both.at(500 * SECOND));
        both.healthy[1] = true;
        balancer.endpointsChanged(both.at(1000 * SECOND));

        assertThat(picks(balancer, both, 101)).filteredOn(each -> each == 1).hasSize(1);
    }

    @Test
    void a_client_keeps_its_server_for_a_time_after_its_last_request() {
        var options = Map.of("persistence", "10s", "sources", "1");
        var servers = TestEndpoints.withIds(0, 1).busy(0, 5);
        LoadBalancer balancer = told(options, servers);

        assertThat(balancer.pick(servers, 0)).isEqualTo(0);
        servers.busy(9, 5).at(9 * SECOND);
        assertThat(balancer.pick(servers, 0)).isEqualTo(0);
        servers.at(18 * SECOND);
        assertThat(balancer.pick(servers, 0)).isEqualTo(0);
        servers.at(28 * SECOND);
        assertThat(balancer.pick(servers, 0)).isEqualTo(1);
        balancer.endpointsChanged(TestEndpoints.withIds(0).at(29 * SECOND));
        assertThat(balancer.pick(TestEndpoints.withIds(0).at(29 * SECOND), 0)).isEqualTo(0);
    }

    @Test
    void sources_are_spread_evenly_and_each_has_one_server() {
        var servers = TestEndpoints.withIds(0, 1, 2, 3);
        LoadBalancer balancer = told(Map.of("method", "source-hash", "sources", "4000"), servers);
        int[] counts = new int[4];
        for (int i = 0; i < 4000; i++) {
            servers.requestHash = i;
            int picked = balancer.pick(servers, i);
            counts[picked]++;
            assertThat(balancer.pick(servers, i + 1)).isEqualTo(picked);
        }

        for (int count : counts) {
            assertThat(count)
                    .isBetween(850, 1150); // 1000 and five standard deviations, and requests that share a source
        }
    }

    @Test
    void a_full_table_of_connections_refuses_until_one_is_over() {
        var servers = TestEndpoints.withIds(0, 1);
        LoadBalancer balancer = told(Map.of("connections", "2"), servers);

        assertThat(picks(balancer, servers, 3)).containsExactly(0, 1, LoadBalancer.NONE);
        balancer.answered(servers, 0, 5, true);
        assertThat(balancer.pick(servers, 0)).isNotEqualTo(LoadBalancer.NONE);
        servers.busy(1, 0);
        balancer.endpointsChanged(servers); // what was on a server that has gone is forgotten
        assertThat(picks(balancer, servers, 2)).containsExactly(1, LoadBalancer.NONE);
    }

    @Test
    void nobody_is_served_while_the_other_device_takes_over() {
        var servers = TestEndpoints.withIds(0);
        LoadBalancer balancer = told(Map.of("fails_at", "100s", "takeover", "4s"), servers);

        assertThat(balancer.pick(servers.at(100 * SECOND - 1), 0)).isEqualTo(0);
        assertThat(balancer.pick(servers.at(100 * SECOND), 0)).isEqualTo(LoadBalancer.NONE);
        assertThat(balancer.pick(servers.at(104 * SECOND - 1), 0)).isEqualTo(LoadBalancer.NONE);
        assertThat(balancer.pick(servers.at(104 * SECOND), 0)).isEqualTo(0);
    }

    @Test
    void one_device_alone_is_out_until_it_is_mended() {
        var servers = TestEndpoints.withIds(0);
        LoadBalancer balancer = told(Map.of("fails_at", "100s", "pair", "false", "repair", "1h"), servers);

        assertThat(balancer.pick(servers.at(3699 * SECOND), 0)).isEqualTo(LoadBalancer.NONE);
        assertThat(balancer.pick(servers.at(3700 * SECOND), 0)).isEqualTo(0);
    }

    @Test
    void what_is_not_mirrored_is_forgotten_when_the_other_takes_over() {
        var kept = Map.of("fails_at", "100s", "persistence", "1h", "sources", "1");
        var lost = Map.of("fails_at", "100s", "persistence", "1h", "sources", "1", "mirrored", "false");
        var servers = TestEndpoints.withIds(0, 1);
        for (var options : List.of(kept, lost)) {
            LoadBalancer balancer = told(options, servers.busy(0, 1).at(0));
            assertThat(balancer.pick(servers, 0)).isEqualTo(0);
            servers.busy(9, 1).at(200 * SECOND);
            assertThat(balancer.pick(servers, 0)).isEqualTo(options.equals(kept) ? 0 : 1);
        }
    }

    @Test
    void devices_are_out_as_long_as_theory_says() {
        // two devices, mean life 100 h, repair 10 h: pairs are down about (r / (m + r))^2 of the time, one alone r / (m
        // + r)
        var alone = new DevicePair(new PairSettings(false, 360_000 * SECOND, 36_000 * SECOND, 0, true, 0), draws(1));
        var pair = new DevicePair(new PairSettings(true, 360_000 * SECOND, 36_000 * SECOND, 0, true, 0), draws(2));
        int hours = 1_000_000;
        int aloneDown = 0;
        int pairDown = 0;
        for (long hour = 1; hour <= hours; hour++) {
            aloneDown += alone.serves(hour * 3600 * SECOND) ? 0 : 1;
            pairDown += pair.serves(hour * 3600 * SECOND) ? 0 : 1;
        }

        assertThat(aloneDown / (double) hours).isBetween(0.0868, 0.0950); // 1/11 = 0.0909
        assertThat(pairDown / (double) hours).isBetween(0.0070, 0.0095); // 1/121 = 0.0083
    }

    private static Draws draws(long seed) {
        return new Draws(seed, 0);
    }

    @Test
    void no_server_that_is_well_is_no_server() {
        var servers = TestEndpoints.withIds(0, 1);
        servers.healthy[0] = false;
        LoadBalancer balancer = told(Map.of(), servers);

        assertThat(picks(balancer, servers, 2)).containsExactly(1, 1);
        servers.healthy[1] = false;
        balancer.endpointsChanged(servers);
        assertThat(balancer.pick(servers, 0)).isEqualTo(LoadBalancer.NONE);
    }

    @Test
    void options_that_will_not_do_are_refused() {
        assertThatThrownBy(() -> of(Map.of("method", "luck")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("least-connections, round-robin, source-hash");
        assertThat(ServiceLoader.load(BalancerFamily.class))
                .singleElement()
                .satisfies(family -> assertThat(family.balancers())
                        .extracting(BalancerEntry::name)
                        .containsExactly("hardware"));
    }
}
