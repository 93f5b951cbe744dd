package io.wavetank.policy.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.PolicyFamily;
import io.wavetank.policy.QueueSort;
import io.wavetank.policy.testkit.SchedulerProperties;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class BatchPropertiesTest {
    @TestFactory
    DynamicNode fcfs_meets_what_every_scheduler_must() {
        return SchedulerProperties.of(new BatchFamily(), "fcfs")
                .headOfLine(QueueSort.FIFO)
                .tests();
    }

    @Test
    void the_family_is_found_by_the_service_loader() {
        assertThat(ServiceLoader.load(PolicyFamily.class)).singleElement().isInstanceOf(BatchFamily.class);
    }
}
