package io.wavetank.policy.mesh.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wavetank.policy.Draws;
import io.wavetank.policy.PolicyOptions;
import io.wavetank.policy.testkit.TestEndpoints;
import io.wavetank.policy.traffic.BalancerEntry;
import io.wavetank.policy.traffic.LoadBalancer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Least of something, hashing, zones, subsets and connections. */
final class BalancersTest {
    private static final Draws DRAWS = new Draws(7, 0);

    @Test
    void the_hash_is_xxh64() {
        // of 8 and 16 bytes, by the reference implementation (python-xxhash)
        assertThat(XxHash64.of(0, 0)).isEqualTo(HASH_OF_0);
        assertThat(XxHash64.of(42, 1)).isEqualTo(HASH_OF_42_SEED_1);
        assertThat(XxHash64.of(3, 7, 0)).isEqualTo(HASH_OF_3_7);
    }

    private static final long HASH_OF_0 = 3803688792395291579L;
    private static final long HASH_OF_42_SEED_1 = 6930801576446352723L;
    private static final long HASH_OF_3_7 = 914670670012387040L;

    @Test
    void every_balancer_of_the_table_picks_what_is_there_and_nothing_of_nothing() {
        for (BalancerEntry entry : new MeshBalancers().balancers()) {
            LoadBalancer balancer = entry.maker()
                    .make(PolicyOptions.of(entry.name(), entry.options(), Map.of()))
                    .make(0, DRAWS);
            int[] counts = Picks.counts(balancer, TestEndpoints.of(5), 2_000);
            assertThat(Arrays.stream(counts).sum()).as(entry.name()).isEqualTo(2_000);
            balancer.endpointsChanged(TestEndpoints.of(0));
            assertThat(balancer.pick(TestEndpoints.of(0), 17)).as(entry.name()).isEqualTo(LoadBalancer.NONE);
        }
    }

    @Test
    void least_request_draws_with_replacement() {
        int[] counts = Picks.counts(new LeastRequest(2, 1, DRAWS), TestEndpoints.loaded(0, 1, 2), 90_000);

        // of nine pairs five hold the first, three of the rest the second, one is the third twice
        assertThat(counts[0]).isCloseTo(50_000, within(800));
        assertThat(counts[1]).isCloseTo(30_000, within(800));
        assertThat(counts[2]).isCloseTo(10_000, within(600));
    }

    @Test
    void least_request_with_weights_picks_by_weight_over_outstanding_and_one() {
        TestEndpoints endpoints = TestEndpoints.weighted(4, 1);
        endpoints.outstanding[0] = 1;

        // 4 / 2 against 1 / 1
        int[] counts = Picks.counts(new LeastRequest(2, 1, DRAWS), endpoints, 3_000);
        assertThat(counts[0]).isCloseTo(2_000, within(3));
    }

    @Test
    void kernels_compare_without_fractions() {
        TestEndpoints endpoints = TestEndpoints.weighted(3, 1, 2);
        endpoints.outstanding[0] = 3;
        endpoints.outstanding[1] = 0;
        endpoints.outstanding[2] = 1;

        // 3/3, 0/1, 1/2; and (3+1)/3, (0+1)/1, (1+1)/2, of which the first of equal ones
        assertThat(new LeastConnections(LeastConnections.Rule.LEAST).pick(endpoints, 0))
                .isEqualTo(1);
        endpoints.outstanding[1] = 1;
        assertThat(new LeastConnections(LeastConnections.Rule.LEAST).pick(endpoints, 0))
                .isEqualTo(2);
        endpoints.outstanding[1] = 0;
        assertThat(new LeastConnections(LeastConnections.Rule.SHORTEST_DELAY).pick(endpoints, 0))
                .isEqualTo(1);
        endpoints.outstanding[1] = 5;
        endpoints.outstanding[2] = 0;
        assertThat(new LeastConnections(LeastConnections.Rule.NEVER_QUEUE).pick(endpoints, 0))
                .isEqualTo(2);
    }

    @Test
    void smooth_weights_spread_over_the_round() {
        TestEndpoints endpoints = TestEndpoints.weighted(5, 1, 1);
        var balancer = new SmoothWeighted();
        balancer.endpointsChanged(endpoints);

        // nginx's own example: a a b a c a a
        assertThat(IntStream.range(0, 7).map(i -> balancer.pick(endpoints, 0)).toArray())
                .containsExactly(0, 0, 1, 0, 2, 0, 0);
    }

    @Test
    void peak_ewma_avoids_the_slow_and_comes_back_when_its_peak_is_forgotten() {
        TestEndpoints endpoints = TestEndpoints.of(2);
        var balancer = new PeakEwma(1_000_000_000);
        balancer.endpointsChanged(endpoints);
        balancer.answered(endpoints, 0, 5_000_000, true);
        balancer.answered(endpoints, 1, 90_000_000, true);

        assertThat(balancer.pick(endpoints, 1)).isZero();
        endpoints.outstanding[0] = 30; // 31 * 5 ms against 90 ms
        assertThat(balancer.pick(endpoints, 1)).isEqualTo(1);
        endpoints.outstanding[0] = 10; // 11 * 5 ms against 90 ms, and the slow one answers fast for a while
        endpoints.at(2_000_000_000);
        balancer.answered(endpoints, 0, 5_000_000, true);
        balancer.answered(endpoints, 1, 5_000_000, true);
        assertThat(balancer.pick(endpoints, 1)).isEqualTo(1);
    }

    @Test
    void maglev_shares_evenly_by_weight_and_disturbs_little_when_an_endpoint_goes() {
        TestEndpoints ten = TestEndpoints.of(10);
        TestEndpoints nine = TestEndpoints.of(9);
        var before = new Maglev(65_537);
        var after = new Maglev(65_537);
        before.endpointsChanged(ten);
        after.endpointsChanged(nine); // the tenth is gone
        int moved = 0;
        int[] counts = new int[10];
        for (int slot = 0; slot < 65_537; slot++) {
            ten.requestHash = slot;
            nine.requestHash = slot;
            int was = before.pick(ten, 0);
            counts[was]++;
            moved += was != 9 && was != after.pick(nine, 0) ? 1 : 0;
        }

        for (int count : counts) {
            assertThat(count).isBetween(6_553, 6_554);
        }
        // the paper has 2 to 3 % for tables a hundred times as large as there are endpoints, and less for larger ones
        assertThat(moved / 65_537.0).isLessThan(0.03);

        int[] weighted = Picks.counts(new Maglev(65_537), TestEndpoints.weighted(3, 1), 40_000);
        assertThat(weighted[0]).isCloseTo(30_000, within(500));
    }

    @Test
    void a_ring_moves_only_what_was_of_the_endpoint_that_went_and_is_even_up_to_its_size() {
        TestEndpoints ten = TestEndpoints.of(10);
        TestEndpoints nine = TestEndpoints.of(9);
        var before = new RingHash(10_000);
        var after = new RingHash(9_000);
        before.endpointsChanged(ten);
        after.endpointsChanged(nine);
        int[] counts = new int[10];
        for (int i = 0; i < 50_000; i++) {
            ten.requestHash = DRAWS.bits(i, 0);
            nine.requestHash = ten.requestHash;
            int was = before.pick(ten, 0);
            counts[was]++;
            if (was != 9) {
                assertThat(after.pick(nine, 0)).isEqualTo(was);
            }
        }
        for (int count : counts) {
            assertThat(count)
                    .isCloseTo(5_000, within(750)); // a thousand points each: 3 % of deviation of shares, and counting
        }
    }

    @Test
    void a_zone_keeps_what_it_can_take_and_spills_the_rest_in_proportion() {
        // clients 1/2, 1/4, 1/4; endpoints 2, 4, 4: the first zone keeps 0.2 / 0.5 of its requests, the others have
        // 0.15 to spare each
        TestEndpoints endpoints = TestEndpoints.of(10).inZones(0, 0, 1, 1, 1, 1, 2, 2, 2, 2);
        endpoints.clientShares = new double[] {0.5, 0.25, 0.25};
        int[] counts = Picks.counts(new ZoneAware(Random::new, 6), endpoints, 100_000);

        assertThat(counts[0] + counts[1]).isCloseTo(40_000, within(700));
        assertThat(Arrays.stream(counts, 2, 6).sum()).isCloseTo(30_000, within(700));

        endpoints.clientZone = 1;
        counts = Picks.counts(new ZoneAware(Random::new, 6), endpoints, 10_000);
        assertThat(Arrays.stream(counts, 2, 6).sum()).isEqualTo(10_000);
    }

    @Test
    void subsets_are_small_and_load_endpoints_alike() {
        int[] clients = new int[12];
        TestEndpoints endpoints = TestEndpoints.of(12);
        Draws shared = new Draws(0, 0);
        for (int client = 0; client < 30; client++) {
            var balancer = new Some(new Random(), new Subset(client, 3, shared));
            int[] counts = Picks.counts(balancer, endpoints, 300);
            assertThat(Arrays.stream(counts).filter(count -> count > 0).count()).isEqualTo(3);
            for (int endpoint = 0; endpoint < 12; endpoint++) {
                clients[endpoint] += counts[endpoint] > 0 ? 1 : 0;
            }
        }
        // four clients are a round in which each endpoint has one; two are left over
        for (int count : clients) {
            assertThat(count).isBetween(7, 8);
        }
    }

    @Test
    void a_connection_stays_until_it_is_worn_or_its_endpoint_gone() {
        TestEndpoints endpoints = TestEndpoints.of(4);
        var balancer = new Connections(new RoundRobin(DRAWS), 1, 3, 0);
        balancer.endpointsChanged(endpoints);
        int first = balancer.pick(endpoints, 0);

        assertThat(balancer.pick(endpoints, 1)).isEqualTo(first);
        assertThat(balancer.pick(endpoints, 2)).isEqualTo(first);
        assertThat(balancer.pick(endpoints, 3)).isEqualTo((first + 1) % 4);

        Set<Integer> picked = new HashSet<>();
        var many = new Connections(new RoundRobin(DRAWS), 8, 0, 0);
        many.endpointsChanged(endpoints);
        for (int i = 0; i < 200; i++) {
            picked.add(many.pick(endpoints, DRAWS.bits(i, 0)));
        }
        assertThat(picked).hasSize(4);
    }
}
