package io.wavetank.policy.swarm;

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

/** Docker Swarm meets what every scheduler must meet, in both orders, and with its rounds at once or a little later. */
final class SwarmPropertiesTest {
    @TestFactory
    Stream<DynamicNode> both_orders_meet_what_every_scheduler_must_meet() {
        return Stream.of("keyed", "name")
                .map(order -> SchedulerProperties.of(new SwarmFamily(), "swarm")
                        .with("order", order)
                        .with("debounce", "0s")
                        .tests());
    }

    @TestFactory
    DynamicNode rounds_that_wait_for_more_meet_it_too() {
        return SchedulerProperties.of(new SwarmFamily(), "swarm")
                .except(Exemption.TIME_SCALE, "a round waits 50 ms for more")
                .tests();
    }

    @Test
    void the_family_is_found_by_the_service_loader() {
        assertThat(ServiceLoader.load(PolicyFamily.class))
                .singleElement()
                .satisfies(family -> assertThat(family.policies())
                        .extracting(PolicyEntry::name)
                        .containsExactly("swarm"));
    }
}
