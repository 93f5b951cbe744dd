package io.wavetank.policy.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Attempt;
import io.wavetank.policy.PlacementPolicy;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.testkit.TestCluster;
import io.wavetank.policy.testkit.TestNode;
import io.wavetank.policy.testkit.TestTask;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which of a node's GPU devices a task gets: one node, four devices of which 600, 400, 1000 and 200 thousandths are left. */
final class DevicesGoldenTest {
    private final TestCluster cluster = TestCluster.of(TestNode.of(8000, 8000).gpus(4, "T4"));

    DevicesGoldenTest() {
        cluster.take(share(400), 0, 0b0001);
        cluster.take(share(600), 0, 0b0010);
        cluster.take(share(800), 0, 0b1000);
    }

    private static TaskClass share(int millis) {
        return TaskClass.builder().gpus(1, millis).build();
    }

    private long devices(PlacementPolicy policy, TaskClass task, long sequence) {
        TestTask view = TestTask.of(task, sequence);
        assertThat(Tables.place(policy, view, cluster)).isZero();
        return policy.deviceChoice().choose(view, cluster.node(0), new Attempt(Tables.DRAWS));
    }

    @Test
    void the_lowest_numbered_that_fits() {
        assertThat(devices(new FirstFit(cluster), share(300), 0)).isEqualTo(0b0001);
        assertThat(devices(new NextFit(cluster), share(700), 0)).isEqualTo(0b0100);
        assertThat(devices(new RoundRobin(cluster), share(500), 0)).isEqualTo(0b0001);
    }

    @Test
    void the_fullest_that_fits() {
        assertThat(devices(new BestFit(cluster), share(300), 0)).isEqualTo(0b0010);
        assertThat(devices(new BestFit(cluster), share(100), 0)).isEqualTo(0b1000);
    }

    @Test
    void the_emptiest_that_fits() {
        assertThat(devices(new WorstFit(cluster), share(300), 0)).isEqualTo(0b0100);
        assertThat(devices(new PowerOfChoices(cluster, Tables.DRAWS, 2), share(300), 0))
                .isEqualTo(0b0100);
    }

    @Test
    void any_that_fits() {
        var policy = new RandomFit(cluster, Tables.DRAWS);
        var seen = new TreeSet<Long>();
        for (int i = 0; i < 100; i++) {
            seen.add(devices(policy, share(300), i));
        }

        assertThat(seen).containsExactly(0b0001L, 0b0010L, 0b0100L);
    }

    @Test
    void several_at_random_are_all_different() {
        TestCluster four = TestCluster.of(TestNode.of(8000, 8000).gpus(4, "T4"));
        var policy = new RandomFit(four, Tables.DRAWS);
        var seen = new TreeSet<Long>();
        for (int i = 0; i < 200; i++) {
            TestTask pair = TestTask.of(TaskClass.builder().gpus(2, 1000).build(), i);
            seen.add(policy.deviceChoice().choose(pair, four.node(0), new Attempt(Tables.DRAWS)));
        }

        assertThat(seen).containsExactly(0b0011L, 0b0101L, 0b0110L, 0b1001L, 0b1010L, 0b1100L);
    }

    @Test
    void a_request_for_a_whole_device_passes_a_node_of_pieces_by() {
        TaskClass two = TaskClass.builder().gpus(2, 1000).build();

        for (PlacementPolicy policy : new PlacementPolicy[] {new FirstFit(cluster), new BestFit(cluster)}) {
            assertThat(Tables.place(policy, two, cluster)).isEqualTo(-1);
        }
    }
}
