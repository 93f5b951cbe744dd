package io.wavetank.policy.mesos;

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

/** Mesos meets what every scheduler must meet, with one framework of each kind. */
final class MesosPropertiesTest {
    @TestFactory
    Stream<DynamicNode> every_kind_of_framework_meets_what_every_scheduler_must_meet() {
        return Stream.of("kind=marathon", "kind=batch", "kind=greedy", "kind=hoarding;gang=1")
                .map(framework -> SchedulerProperties.of(new MesosFamily(), "mesos")
                        .with("frameworks", framework)
                        .except(
                                Exemption.TIME_SCALE,
                                "the least time between revivals is a constant of each kind of framework")
                        .tests());
    }

    @Test
    void the_family_is_found_by_the_service_loader() {
        assertThat(ServiceLoader.load(PolicyFamily.class))
                .singleElement()
                .satisfies(family -> assertThat(family.policies())
                        .extracting(PolicyEntry::name)
                        .containsExactly("mesos"));
    }
}
