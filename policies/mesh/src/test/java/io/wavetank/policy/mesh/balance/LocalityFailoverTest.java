package io.wavetank.policy.mesh.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.mesh.resilience.PanicThreshold;
import io.wavetank.policy.testkit.TestEndpoints;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Worked out by hand with a factor of 1.4: a zone of ten of which h are well can take {@code min(100, 14 h)} per cent. */
final class LocalityFailoverTest {
    private static final int REQUESTS = 20_000;

    /** Ten endpoints in each of two zones, so many of which are well; the client is in the first. */
    private static TestEndpoints endpoints(int wellHere, int wellThere) {
        TestEndpoints endpoints = TestEndpoints.of(20);
        for (int i = 0; i < 20; i++) {
            endpoints.zones[i] = i / 10;
            endpoints.healthy[i] = i < 10 ? i < wellHere : i - 10 < wellThere;
        }
        endpoints.clientShares = new double[] {0.5, 0.5};
        return endpoints;
    }

    private static LocalityFailover balancer() {
        return new LocalityFailover(Random::new, 140, PanicThreshold.ENVOY);
    }

    private static int stays(int wellHere, int wellThere) {
        LocalityFailover balancer = balancer();
        balancer.endpointsChanged(endpoints(wellHere, wellThere));
        return balancer.stays();
    }

    @Test
    void a_zone_takes_all_while_72_per_cent_of_it_are_well_and_then_as_much_as_its_health() {
        assertThat(stays(10, 10)).isEqualTo(100);
        assertThat(stays(8, 10)).as("112 per cent").isEqualTo(100);
        assertThat(stays(7, 10)).isEqualTo(98);
        assertThat(stays(3, 10)).isEqualTo(42);
        assertThat(stays(0, 10)).isEqualTo(0);
    }

    @Test
    void where_all_together_cannot_take_a_hundred_per_cent_shares_are_of_what_they_can() {
        // 28 and 70 per cent, which is 98: 28 and 71 of a hundred, and what is left goes to the first
        assertThat(stays(2, 5)).isEqualTo(29);
        assertThat(stays(5, 2)).isEqualTo(72);
    }

    @Test
    void where_less_than_half_is_well_everywhere_shares_follow_the_numbers_of_endpoints() {
        assertThat(stays(3, 2)).isEqualTo(50);
        assertThat(stays(0, 0)).isEqualTo(50);

        LocalityFailover balancer = balancer();
        TestEndpoints one = TestEndpoints.of(7); // one here, of which nothing is well; six there, of which two are
        Arrays.fill(one.zones, 1, 7, 1);
        Arrays.fill(one.healthy, false);
        one.healthy[1] = true;
        one.healthy[2] = true;
        one.clientShares = new double[] {0.5, 0.5};
        balancer.endpointsChanged(one);
        assertThat(balancer.stays()).as("6 of 7 are 85 per cent").isEqualTo(15);
    }

    @Test
    void requests_go_where_the_shares_say_and_to_what_is_well() {
        int[] counts = Picks.counts(balancer(), endpoints(3, 10), REQUESTS);

        assertThat(Arrays.stream(counts, 0, 3).sum()).isBetween(8_200, 8_600);
        assertThat(Arrays.stream(counts, 3, 10).sum()).isZero();
        assertThat(Arrays.stream(counts, 10, 20).sum()).isBetween(11_400, 11_800);
    }

    @Test
    void there_is_panic_only_where_all_together_cannot_take_everything() {
        int[] counts = Picks.counts(balancer(), endpoints(4, 10), REQUESTS);
        assertThat(Arrays.stream(counts, 4, 10).sum())
                .as("less than half is well here, but there is enough elsewhere")
                .isZero();

        counts = Picks.counts(balancer(), endpoints(3, 2), REQUESTS);
        assertThat(Arrays.stream(counts, 3, 10).sum())
                .as("everything is used, half of it is here")
                .isBetween(6_700, 7_300);
        assertThat(Arrays.stream(counts, 12, 20).sum()).isGreaterThan(6_000);
    }

    @Test
    void a_zone_without_endpoints_leaves_all_to_the_others_and_none_anywhere_is_none() {
        TestEndpoints elsewhere = TestEndpoints.of(4).inZones(1, 1, 1, 1);
        elsewhere.clientShares = new double[] {0.5, 0.5};
        assertThat(Arrays.stream(Picks.counts(balancer(), elsewhere, 400)).sum())
                .isEqualTo(400);

        LocalityFailover none = balancer();
        none.endpointsChanged(TestEndpoints.of(0));
        assertThat(none.pick(TestEndpoints.of(0), 7)).isEqualTo(-1);
    }
}
