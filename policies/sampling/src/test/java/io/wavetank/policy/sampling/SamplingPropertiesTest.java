package io.wavetank.policy.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyFamily;
import io.wavetank.policy.testkit.SchedulerProperties;
import io.wavetank.policy.testkit.SchedulerProperties.Exemption;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Sparrow, Hawk and Eagle meet what every scheduler must meet. */
final class SamplingPropertiesTest {
    private static SchedulerProperties of(String name) {
        return SchedulerProperties.of(new SamplingFamily(), name).with("schedulers", "3");
    }

    @TestFactory
    Stream<DynamicNode> every_way_of_sampling_meets_what_every_scheduler_must_meet() {
        return Stream.of(
                        of("sparrow"),
                        of("sparrow").with("sampling", "batch"),
                        of("sparrow").with("sampling", "per-task"),
                        of("sparrow").with("sampling", "random"),
                        of("hawk").with("long_from", "50ns").with("short_percent", "30"),
                        of("hawk").with("long", "not all").with("short_percent", "0"),
                        of("eagle").with("long_from", "50ns").with("short_percent", "30"))
                .map(each -> each.except(Exemption.TIME_SCALE, "messages take a time of their own")
                        .except(Exemption.EMPTY_NODE, "a lone task starts after messages, not at once")
                        .tests());
    }

    @Test
    void the_family_is_found_by_the_service_loader() {
        assertThat(ServiceLoader.load(PolicyFamily.class))
                .singleElement()
                .satisfies(family -> assertThat(family.policies())
                        .extracting(PolicyEntry::name)
                        .containsExactly("sparrow", "hawk", "eagle"));
    }
}
