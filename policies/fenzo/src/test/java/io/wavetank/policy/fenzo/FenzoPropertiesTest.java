package io.wavetank.policy.fenzo;

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

/** Fenzo meets what every scheduler must meet, and never leaves a task waiting that fits. */
final class FenzoPropertiesTest {
    @TestFactory
    Stream<DynamicNode> fenzo_meets_what_every_scheduler_must_meet() {
        var fenzo = SchedulerProperties.of(new FenzoFamily(), "fenzo");
        return Stream.of(
                        fenzo.with("interval", "0s").neverIdle(),
                        fenzo.with("interval", "0s")
                                .with("fitness", "cpuMemSpreader")
                                .neverIdle(),
                        fenzo.except(Exemption.TIME_SCALE, "rounds have an interval of their own")
                                .except(Exemption.EMPTY_NODE, "a lone task starts with the next round, not at once"))
                .map(SchedulerProperties::tests);
    }

    @Test
    void the_family_is_found_by_the_service_loader() {
        assertThat(ServiceLoader.load(PolicyFamily.class))
                .singleElement()
                .satisfies(family -> assertThat(family.policies())
                        .extracting(PolicyEntry::name)
                        .containsExactly("fenzo"));
    }
}
