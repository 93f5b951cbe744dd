package io.wavetank.policy.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.ClusterView;
import io.wavetank.policy.DeviceChoice;
import io.wavetank.policy.PlacementPolicy;
import io.wavetank.policy.ScorePlugin;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.classic.index.Shares;
import io.wavetank.policy.compose.Profile;
import io.wavetank.policy.testkit.TestCluster;
import io.wavetank.policy.testkit.TestNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row was worked out by hand; in the comments, what is left over or the score, node by node. */
final class FitsGoldenTest {
    private static PlacementPolicy policy(String name, ClusterView cluster) {
        Shares shares = Shares.of(cluster.columns());
        return switch (name) {
            case "first-fit" -> new FirstFit(cluster);
            case "best-fit" -> new BestFit(cluster);
            case "worst-fit" -> new WorstFit(cluster);
            case "dot-product" -> profile(new DotProduct(shares));
            case "l2-norm-difference" -> profile(new L2NormDifference(shares));
            case "cosine" -> profile(new Cosine(shares));
            default -> throw new AssertionError(name);
        };
    }

    private static Profile profile(ScorePlugin score) {
        return Profile.of(score, DeviceChoice.FULLEST);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # policy           | case                       | nodes: cpu/memory-used            | task      | node
            first-fit          | the first is too full      | 4000/4000-3000/0 4000/4000 4000/4000 | 2000/1000 | 1
            first-fit          | to the last unit           | 4000/4000-2000/3000 4000/4000        | 2000/1000 | 0
            first-fit          | one short of each          | 1000/4000 4000/1000                  | 2000/2000 | -1
            first-fit          | nothing asked for          | 1000/1000-1000/1000 1000/1000        | 0/0       | 0

            # left over 1.5, 0.75, 1.0
            best-fit           | least left                 | 8000/8000-2000/2000 8000/8000-6000/4000 8000/8000-7000/1000 | 1000/1000 | 1
            best-fit           | least left does not fit    | 8000/8000-2000/2000 8000/8000-6000/4000 8000/8000-7000/1000 | 2000/5000 | 0
            # 2.0, 0.5 + 1.0, 1.0 + 0.5
            best-fit           | tie                        | 8000/8000 8000/8000-4000/0 8000/8000-0/4000                 | 100/100   | 1
            # of the largest node's: 8000/16000 + 1, 8000/16000 + 1
            best-fit           | tie of unequal nodes       | 16000/8000-8000/0 8000/8000                                 | 100/100   | 0
            # 0.5 + 0.5, 0.25 + 0.5
            best-fit           | small nodes are nearly full| 16000/16000-8000/8000 4000/8000                             | 100/100   | 1
            best-fit           | nowhere                    | 8000/8000-8000/0 8000/8000-0/8000                           | 1/1       | -1

            worst-fit          | most left                  | 8000/8000-2000/2000 8000/8000-6000/4000 8000/8000-7000/1000 | 1000/1000 | 0
            # 1.125 but 1000 memory; 1.0; 0.875
            worst-fit          | most left does not fit     | 8000/8000-0/7000 8000/8000-4000/4000 8000/8000-5000/4000    | 1000/2000 | 1
            worst-fit          | tie                        | 8000/8000-4000/1000 8000/8000-4000/0 8000/8000-0/4000       | 100/100   | 1
            worst-fit          | nowhere                    | 8000/8000-8000/0 8000/8000-0/8000                           | 1/1       | -1

            # task (0.5, 0.125), free (0.5, 1) and (1, 0.125): 0.375 and 0.515625
            dot-product        | leans towards cpu          | 8000/8000-4000/0 8000/8000-0/7000       | 4000/1000 | 1
            # task (0.125, 0.5), free (0.5, 1) and (1, 0.5): 0.5625 and 0.375
            dot-product        | leans towards memory       | 8000/8000-4000/0 8000/8000-0/4000       | 1000/4000 | 0
            # 0.125 and 0.25
            dot-product        | the longer of two          | 8000/8000-4000/4000 8000/8000           | 1000/1000 | 1
            # 0.03125 + 0.0625 twice
            dot-product        | tie                        | 8000/8000-6000/4000 8000/8000-4000/6000 | 1000/1000 | 0

            # task (0.5, 0.125), free (0.5, 1), (1, 0.125), (0.5, 0.25): 0.765625, 0.25, 0.015625
            l2-norm-difference | nearest                    | 8000/8000-4000/0 8000/8000-0/7000 8000/8000-4000/6000 | 4000/1000 | 2
            # task (0.25, 0.25), free (0.5, 0.25), (0.25, 0.5): 0.0625 twice
            l2-norm-difference | tie                        | 8000/8000-4000/6000 8000/8000-6000/4000               | 2000/2000 | 0

            # task 4:1, free 1:1 (cosine 0.8575) and 4:1 (1)
            cosine             | same direction             | 8000/8000 8000/8000-4000/7000           | 4000/1000 | 1
            # both 4:1, whatever the length
            cosine             | tie of unequal lengths     | 8000/8000-4000/7000 8000/8000-0/6000    | 4000/1000 | 0
            # task 1:3, free 1:2 (0.9899) and 1:5 (0.9923)
            cosine             | smaller angle              | 8000/8000-6000/4000 8000/8000-7000/3000 | 1000/3000 | 1
            cosine             | nothing asked for          | 8000/8000 8000/8000                     | 0/0       | 0
            """)
    void picks_the_node(String name, String thing, String nodes, String task, int expected) {
        TestCluster cluster = Tables.cluster(nodes);

        assertThat(Tables.place(policy(name, cluster), Tables.task(task), cluster))
                .as(thing)
                .isEqualTo(expected);
    }

    @Test
    void scores_are_in_units_of_two_to_the_minus_forty() {
        TestCluster cluster = Tables.cluster("8000/8000-4000/0 8000/8000");
        TaskClass task = Tables.task("4000/1000");
        Shares shares = Shares.of(cluster);

        assertThat(new DotProduct(shares).score(task, cluster.node(0))).isEqualTo(3L << 37); // 0.375
        assertThat(new L2NormDifference(shares).score(task, cluster.node(0))).isEqualTo(-49L << 34); // 0.765625
        assertThat(new Cosine(shares).score(Tables.task("2000/4000"), cluster.node(0)))
                .isEqualTo(1L << 40); // parallel
        assertThat(new Cosine(shares).score(Tables.task("0/0"), cluster.node(0)))
                .isZero();
    }

    @Test
    void idle_gpus_keep_a_task_that_needs_none_away_under_the_l2_norm() {
        // distance 1 for the idle GPUs alone; without GPUs 0.25 + 0.25
        TestCluster cluster = TestCluster.of(TestNode.of(8000, 8000).gpus(2, "T4"), TestNode.of(8000, 8000))
                .used(0, 6000, 6000)
                .used(1, 2000, 2000);

        assertThat(Tables.place(policy("l2-norm-difference", cluster), Tables.task("2000/2000"), cluster))
                .isEqualTo(1);
    }

    @Test
    void a_cordoned_node_and_one_without_slots_are_passed_by() {
        TestCluster cluster = TestCluster.of(
                TestNode.of(4000, 4000).cordon(), TestNode.of(4000, 4000).pods(0), TestNode.of(4000, 4000));

        for (String name : new String[] {"first-fit", "best-fit", "worst-fit", "dot-product", "cosine"}) {
            assertThat(Tables.place(policy(name, cluster), Tables.task("1/1"), cluster))
                    .as(name)
                    .isEqualTo(2);
        }
    }
}
