package io.wavetank.policy.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyFamily;
import io.wavetank.policy.QueueSort;
import io.wavetank.policy.testkit.SchedulerProperties;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every policy of the table meets what every scheduler must meet, with either queue. */
final class ClassicPropertiesTest {
    @TestFactory
    Stream<DynamicNode> every_policy_that_skips_leaves_nothing_waiting_that_fits() {
        return new ClassicFamily()
                .policies().stream()
                        .map(SchedulerProperties::of)
                        .map(policy -> policy.with("queue", "skip").neverIdle().tests());
    }

    @TestFactory
    Stream<DynamicNode> every_policy_with_a_head_of_line_waits_for_it_alone() {
        return new ClassicFamily()
                .policies().stream()
                        .map(SchedulerProperties::of)
                        .map(policy -> policy.with("queue", "head-of-line")
                                .headOfLine(QueueSort.PRIORITY_FIFO)
                                .tests());
    }

    @Test
    void the_family_is_found_by_the_service_loader() {
        assertThat(ServiceLoader.load(PolicyFamily.class))
                .singleElement()
                .satisfies(family -> assertThat(family.policies())
                        .extracting(PolicyEntry::name)
                        .containsExactly(
                                "first-fit",
                                "next-fit",
                                "best-fit",
                                "worst-fit",
                                "random",
                                "round-robin",
                                "power-of-d",
                                "dot-product",
                                "l2-norm-difference",
                                "cosine"));
    }
}
