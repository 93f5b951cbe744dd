package io.wavetank.policy.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.PlacementPolicy;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.testkit.TestCluster;
import io.wavetank.policy.testkit.TestTask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Policies whose answer depends on the answers before, or on a draw. */
final class SequencesGoldenTest {
    private static final String FIVE = "8000/8000 8000/8000-8000/0 8000/8000-1000/0 8000/8000-2000/0 8000/8000-8000/0";

    /** Places tasks of these sizes one after the other on three nodes of 4 cores. */
    private static List<Integer> placements(Function<ClusterView, PlacementPolicy> made, long... cpuMillis) {
        TestCluster cluster = Tables.cluster("4000/1 4000/1 4000/1");
        PlacementPolicy policy = made.apply(cluster);
        List<Integer> nodes = new ArrayList<>();
        for (long cpu : cpuMillis) {
            TaskClass task = TaskClass.builder().cpuMillis(cpu).build();
            int node = Tables.place(policy, task, cluster);
            nodes.add(node);
            if (node >= 0) {
                cluster.take(task, node, 0);
            }
        }
        return nodes;
    }

    private static int[] histogram(PlacementPolicy policy, TestCluster cluster, int tasks) {
        int[] counts = new int[cluster.nodeCount()];
        for (int i = 0; i < tasks; i++) {
            counts[Tables.place(policy, TestTask.of(Tables.task("1000/0"), i), cluster)]++;
        }
        return counts;
    }

    @Test
    void next_fit_stays_until_a_task_does_not_fit_and_goes_round() {
        // left after each: 1 4 4, 1 2 4, 1 1 4, 1 1 0, 0 1 0, 0 0 0
        assertThat(placements(NextFit::new, 3000, 2000, 1000, 4000, 1000, 1000, 500))
                .containsExactly(0, 1, 1, 2, 0, 1, -1);
    }

    @Test
    void round_robin_goes_on_from_the_node_after() {
        // the task of 4000 finds nothing (2, 3, 3 left) and does not move the hand, which stands at node 1
        assertThat(placements(RoundRobin::new, 1000, 1000, 1000, 1000, 4000, 3000, 500, 2500, 1000))
                .containsExactly(0, 1, 2, 0, -1, 1, 2, 2, 0);
    }

    @Test
    void random_takes_each_node_that_fits_equally_often_and_no_other() {
        TestCluster cluster = Tables.cluster(FIVE);

        int[] counts = histogram(new RandomFit(cluster, Tables.DRAWS), cluster, 3000);

        // mean 1000, standard deviation 26
        assertThat(counts[0]).isBetween(900, 1100);
        assertThat(counts[1]).isZero();
        assertThat(counts[2]).isBetween(900, 1100);
        assertThat(counts[3]).isBetween(900, 1100);
        assertThat(counts[4]).isZero();
    }

    @Test
    void a_draw_belongs_to_the_task_and_not_to_the_moment() {
        TestCluster cluster = Tables.cluster(FIVE);
        var once = new RandomFit(cluster, Tables.DRAWS);
        var again = new RandomFit(cluster, Tables.DRAWS);
        int[] backwards = new int[20];
        for (int i = 19; i >= 0; i--) {
            backwards[i] = Tables.place(again, TestTask.of(Tables.task("1/0"), i), cluster);
        }

        for (int i = 0; i < 20; i++) {
            assertThat(Tables.place(once, TestTask.of(Tables.task("1/0"), i), cluster))
                    .isEqualTo(backwards[i]);
        }
    }

    @Test
    void of_two_choices_the_emptier_wins() {
        TestCluster cluster = Tables.cluster(FIVE);

        int[] counts = histogram(new PowerOfChoices(cluster, Tables.DRAWS, 2), cluster, 9000);

        // three nodes fit: the emptiest is drawn with probability 5/9, the fullest alone with 1/9; standard deviations
        // 47 and 30
        assertThat(counts[0]).isBetween(4820, 5180);
        assertThat(counts[2]).isBetween(2820, 3180);
        assertThat(counts[3]).isBetween(880, 1120);
        assertThat(counts[1] + counts[4]).isZero();
    }

    @Test
    void with_very_many_choices_it_is_worst_fit_and_a_tie_goes_to_the_lowest() {
        TestCluster cluster = Tables.cluster("8000/8000-4000/0 8000/8000-0/1000 8000/8000-1000/0 8000/8000-0/1000");

        int[] counts = histogram(new PowerOfChoices(cluster, Tables.DRAWS, 200), cluster, 100);

        assertThat(counts[1]).isEqualTo(100);
    }

    @Test
    void nobody_chooses_where_nothing_fits() {
        TestCluster cluster = Tables.cluster("1000/1 1000/1");
        TaskClass tooLarge = Tables.task("2000/0");

        for (PlacementPolicy policy : Arrays.asList(
                new NextFit(cluster),
                new RoundRobin(cluster),
                new RandomFit(cluster, Tables.DRAWS),
                new PowerOfChoices(cluster, Tables.DRAWS, 2))) {
            assertThat(Tables.place(policy, tooLarge, cluster)).isEqualTo(-1);
        }
    }
}
