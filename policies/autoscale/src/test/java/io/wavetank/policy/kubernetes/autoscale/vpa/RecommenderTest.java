package io.wavetank.policy.kubernetes.autoscale.vpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Worked out by hand. The bucket of 0.1 cores ends at 0.110266, so 100 millicores read 110, and with the margin 110 + 16. */
final class RecommenderTest {
    private static final long HOUR = 3_600_000_000_000L;
    private static final long GIB = 1L << 30;

    private static Recommender recommender(Map<String, ContainerPolicy> policies) {
        return new Recommender(VpaSettings.DEFAULTS, new TreeMap<>(policies));
    }

    private static Recommendation one(Recommender recommender, String container) {
        return Objects.requireNonNull(recommender.recommend().get(container));
    }

    private static void busyHours(Recommender recommender, String container, int hours) {
        ContainerUsage usage = recommender.follow(container, "", 100);
        for (int hour = 0; hour < hours; hour++) {
            usage.cpu(100, hour * HOUR);
            usage.memory(GIB, hour * HOUR);
        }
    }

    @Test
    void a_container_that_was_not_measured_yet_gets_the_minimum() {
        Recommender recommender = recommender(Map.of());
        recommender.follow("new", "", 100);

        var least = new Amounts(25, 250L << 20);
        assertThat(recommender.recommend())
                .containsExactly(Map.entry("new", new Recommendation(least, least, least, least)));
    }

    @Test
    void the_target_is_the_end_of_the_bucket_and_a_margin_each_truncated() {
        Recommender recommender = recommender(Map.of());
        busyHours(recommender, "app", 48);

        assertThat(one(recommender, "app").target().cpuMillis()).isEqualTo(126);
    }

    @Test
    void with_one_sample_nothing_is_known_and_the_bounds_say_so() {
        Recommender recommender = recommender(Map.of());
        busyHours(recommender, "app", 1);

        Recommendation one = one(recommender, "app");
        assertThat(one.lowerBound()).isEqualTo(new Amounts(25, 250L << 20));
        assertThat(one.upperBound()).isEqualTo(new Amounts(100_000_000_000_000L, 100_000_000_000_000L));
    }

    @Test
    void the_pods_minimum_is_shared_by_the_containers_that_something_is_recommended_for() {
        Recommender recommender =
                recommender(Map.of("off", new ContainerPolicy(true, true, true, new Amounts(0, 0), new Amounts(0, 0))));
        recommender.follow("a", "", 100).cpu(1, 0);
        recommender.follow("b", "", 100).cpu(1, 0);
        recommender.follow("off", "", 100).cpu(1, 0);

        assertThat(recommender.recommend().keySet()).containsExactly("a", "b");
        assertThat(one(recommender, "a").lowerBound().cpuMillis()).isEqualTo(12);
    }

    @Test
    void a_policy_raises_then_lowers_and_leaves_alone_what_it_does_not_control() {
        var policy = new ContainerPolicy(false, true, false, new Amounts(900, 0), new Amounts(800, 0));
        Recommender recommender = recommender(Map.of(Recommender.OTHERS, policy));
        busyHours(recommender, "app", 48);

        Recommendation one = one(recommender, "app");
        assertThat(one.target()).isEqualTo(new Amounts(800, Amounts.NOT_CONTROLLED));
        assertThat(one.uncappedTarget()).isEqualTo(new Amounts(126, Amounts.NOT_CONTROLLED));
    }

    @Test
    void after_memory_ran_out_a_fifth_more_is_needed_and_100_mebibytes_at_least() {
        Recommender recommender = recommender(Map.of());
        ContainerUsage usage = recommender.follow("app", "", 100);
        usage.cpu(100, 0);
        usage.memory(GIB, 0);
        long before = one(recommender, "app").target().memoryBytes();

        usage.outOfMemory(10 * GIB, HOUR);

        long after = one(recommender, "app").target().memoryBytes();
        assertThat(before).isBetween(GIB, 2 * GIB);
        assertThat(after).isBetween(12 * GIB, 15 * GIB);
    }

    @Test
    void a_first_peak_of_zero_stays_for_its_interval() {
        Recommender recommender = recommender(Map.of());
        ContainerUsage usage = recommender.follow("app", "", 100);
        usage.cpu(100, 0);
        usage.memory(0, 0);
        usage.memory(GIB, HOUR);

        assertThat(one(recommender, "app").target().memoryBytes()).isEqualTo(250L << 20);
    }

    @Test
    void what_is_saved_and_loaded_recommends_the_same() {
        Recommender recommender = recommender(Map.of());
        busyHours(recommender, "app", 30);
        Recommender restarted = recommender(Map.of());

        restarted.history("app", "").load(recommender.history("app", "").save());

        assertThat(restarted.recommend()).isEqualTo(recommender.recommend());
    }
}
