package io.wavetank.policy.borg;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyFamily;
import io.wavetank.policy.testkit.SchedulerProperties;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Borg meets what every scheduler must meet. */
final class BorgPropertiesTest {
    private static SchedulerProperties borg() {
        return SchedulerProperties.of(new BorgFamily(), "borg").neverIdle();
    }

    @TestFactory
    Stream<DynamicNode> every_score_meets_what_every_scheduler_must_meet() {
        return Stream.of(
                        borg(),
                        borg().with("score", "best-fit").with("enough", "1"),
                        borg().with("score", "e-pvm").with("enough", "0").with("domain_label", "zone"),
                        borg().with("preemption", "false").with("equivalence", "false"),
                        borg().with("score_cache", "false"))
                .map(SchedulerProperties::tests);
    }

    @Test
    void the_family_is_found_by_the_service_loader() {
        assertThat(ServiceLoader.load(PolicyFamily.class))
                .singleElement()
                .satisfies(family -> assertThat(family.policies())
                        .extracting(PolicyEntry::name)
                        .containsExactly("borg"));
    }
}
