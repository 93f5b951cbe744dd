package io.wavetank.policy.kubernetes;

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

/** The Kubernetes scheduler meets what every scheduler must meet, preemption included. */
final class KubernetesPropertiesTest {
    @TestFactory
    Stream<DynamicNode> every_profile_meets_what_every_scheduler_must_meet() {
        return Stream.of("default", "most-allocated", "rtcr")
                .map(profile -> properties()
                        .with("profile", profile)
                        .with("grace", profile.equals("default") ? "30" : "0")
                        .tests());
    }

    private static SchedulerProperties properties() {
        return SchedulerProperties.of(new KubernetesFamily(), "kubernetes")
                .except(
                        Exemption.TIME_SCALE,
                        "back-off and the periods of the flushes are constants of kube-scheduler");
    }

    @Test
    void the_family_is_found_by_the_service_loader() {
        assertThat(ServiceLoader.load(PolicyFamily.class))
                .singleElement()
                .satisfies(family -> assertThat(family.policies())
                        .extracting(PolicyEntry::name)
                        .containsExactly("kubernetes"));
    }
}
