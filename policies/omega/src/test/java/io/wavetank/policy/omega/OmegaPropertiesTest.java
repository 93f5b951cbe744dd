package io.wavetank.policy.omega;

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

/** Omega and what it was held against meet what every scheduler must meet. */
final class OmegaPropertiesTest {
    private static final String QUICK = "t_job=0s;t_task=0s";

    private static SchedulerProperties of(String name) {
        return SchedulerProperties.of(new OmegaFamily(), name);
    }

    @TestFactory
    Stream<DynamicNode> schedulers_that_think_in_no_time_meet_what_every_scheduler_must_meet() {
        return Stream.of(
                        of("omega").with("schedulers", QUICK + ";count=3"),
                        of("omega").with("schedulers", QUICK + ";count=3").with("conflicts", "sequence"),
                        of("monolithic").with("t_job", "0s").with("t_task", "0s"),
                        of("two-level").with("schedulers", QUICK + ";takes=priority>=1|" + QUICK))
                .map(SchedulerProperties::tests);
    }

    @TestFactory
    Stream<DynamicNode> schedulers_that_think_meet_it_but_for_the_scale_of_time() {
        String why = "think times are options, and are not scaled";
        String lone = "a lone task starts after the think time, not at once";
        return Stream.of(
                        of("omega"),
                        of("omega").with("conflicts", "sequence").with("commit", "all-or-nothing"),
                        of("monolithic"),
                        of("two-level"))
                .map(each -> each.except(Exemption.TIME_SCALE, why)
                        .except(Exemption.EMPTY_NODE, lone)
                        .tests());
    }

    @Test
    void the_family_is_found_by_the_service_loader() {
        assertThat(ServiceLoader.load(PolicyFamily.class))
                .singleElement()
                .satisfies(family -> assertThat(family.policies())
                        .extracting(PolicyEntry::name)
                        .containsExactly("omega", "monolithic", "two-level"));
    }
}
