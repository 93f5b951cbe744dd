package io.wavetank.policy.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.testkit.TestCluster;
import io.wavetank.policy.testkit.TestNode;
import io.wavetank.policy.testkit.TestTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nodes of 8, 4, 4 and 4 cores, the first two in zone a and the others in zone b, with a GiB a core: how large a task may still come. */
final class RoomForFailuresTest {
    private static final long GIB = 1L << 30;

    private final TestCluster cluster =
            TestCluster.of(node("n1", 8, "a"), node("n2", 4, "a"), node("n3", 4, "b"), node("n4", 4, "b"));
    private final FakeService service = new FakeService(cluster);

    private static TestNode node(String name, int cores, String zone) {
        return TestNode.named(name).cpu(cores * 1000L).memory(cores * GIB).label("zone", zone);
    }

    private static TaskClass asking(long cpuMillis, long memoryBytes) {
        return TaskClass.builder().cpuMillis(cpuMillis).memoryBytes(memoryBytes).build();
    }

    /** The most cores that a task may ask for. */
    private int room(int failures, String domain) {
        var policy = new RoomForFailures(service, failures, domain, new Replacement(0, Pace.after(0)));
        int cores = 0;
        while (policy.admits(TestTask.of(asking(cores * 1000L + 1000, 1)))) {
            cores++;
        }
        return cores;
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({"1, '', 12", "2, '', 8", "3, '', 4", "4, '', 0", "9, '', 0", "1, zone, 8", "2, zone, 0", "1, rack, 0"})
    void the_largest_are_taken_for_lost(int failures, String domain, int cores) {
        assertThat(room(failures, domain)).isEqualTo(cores);
    }

    @Test
    void what_has_a_place_or_was_let_in_has_its_room_already() {
        cluster.used(0, 2000, GIB);
        service.on(-1, asking(3000, GIB)).on(2, asking(1000, GIB));

        assertThat(room(1, "")).isEqualTo(12 - 2 - 3);
    }

    @Test
    void a_node_that_takes_nothing_offers_nothing_and_cannot_be_lost() {
        cluster.used(0, 2000, GIB);
        cluster.cordon(0, true);

        assertThat(room(1, "")).isEqualTo(4 + 4 + 4 - 4 - 2);
    }

    @Test
    void every_resource_that_is_asked_for_has_to_have_room() {
        var policy = new RoomForFailures(service, 1, "", new Replacement(0, Pace.after(0)));

        assertThat(policy.admits(TestTask.of(asking(1, 12 * GIB)))).isTrue();
        assertThat(policy.admits(TestTask.of(asking(1, 12 * GIB + 1)))).isFalse();
    }
}
