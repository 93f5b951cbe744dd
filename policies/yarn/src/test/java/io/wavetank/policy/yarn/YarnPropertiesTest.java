package io.wavetank.policy.yarn;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.PolicyEntry;
import io.wavetank.policy.PolicyFamily;
import io.wavetank.policy.testkit.SchedulerProperties;
import io.wavetank.policy.testkit.SchedulerProperties.Exemption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Hadoop's schedulers, with their nodes and masters, meet what every scheduler must meet. */
final class YarnPropertiesTest {
    private static final String FINEST = """
            <configuration>
              <property><name>yarn.scheduler.minimum-allocation-mb</name><value>1</value></property>
              <property><name>yarn.scheduler.minimum-allocation-vcores</name><value>1</value></property>
              <property><name>yarn.resource-types.memory-mb.increment-allocation</name><value>1</value></property>
              <property><name>yarn.resource-types.vcores.increment-allocation</name><value>1</value></property>
            </configuration>
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    private static SchedulerProperties of(String name) throws IOException {
        Path site = Files.writeString(folder.resolve("yarn-site.xml"), FINEST);
        String beats = "a container comes with a heartbeat, not at once";
        return SchedulerProperties.of(new YarnFamily(), name)
                .with("site", site.toString())
                .with("vcores_per_core", "1000")
                .with("am_mib", "0")
                .except(Exemption.TIME_SCALE, "heartbeats are options, and are not scaled")
                .except(Exemption.EMPTY_NODE, beats);
    }

    @TestFactory
    Stream<DynamicNode> both_meet_what_every_scheduler_must_meet_but_for_the_scale_of_time() throws IOException {
        return Stream.of(of("yarn-capacity"), of("yarn-fair")).map(SchedulerProperties::tests);
    }

    @Test
    void the_family_is_found_by_the_service_loader() {
        assertThat(ServiceLoader.load(PolicyFamily.class))
                .singleElement()
                .satisfies(family -> assertThat(family.policies())
                        .extracting(PolicyEntry::name)
                        .containsExactly("yarn-capacity", "yarn-fair"));
    }
}
