package io.wavetank.policy.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.failover.FailoverEvent;
import io.wavetank.policy.testkit.TestCluster;
import io.wavetank.policy.testkit.TestNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nodes 0 and 1 are in use, 2, 3 and 4 are spares: which of them take tasks as some are lost and come back. */
final class SparePoolTest {
    private static final long SECOND = 1_000_000_000L;

    private final TestCluster cluster = TestCluster.of(node("a"), node("b"), spare("s"), spare("t"), spare("u"));
    private final Noted noted = new Noted() {
        @Override
        public void close(int node) {
            cluster.cordon(node, true);
        }

        @Override
        public void open(int node) {
            cluster.cordon(node, false);
        }
    };

    private static TestNode node(String name) {
        return TestNode.named(name).cpu(1000);
    }

    private static TestNode spare(String name) {
        return node(name).label("pool", "spare");
    }

    private SparePool pool(long activationNanos, boolean copyback) {
        var pool = new SparePool(
                new FakeService(cluster),
                "pool",
                "spare",
                activationNanos,
                copyback,
                new Replacement(0, Pace.after(0)));
        pool.on(0, new FailoverEvent.Begins(), noted);
        return pool;
    }

    private void lost(SparePool pool, int node) {
        pool.on(SECOND, new FailoverEvent.NodeLost(node), noted);
    }

    private void back(SparePool pool, int node) {
        pool.on(2 * SECOND, new FailoverEvent.NodeBack(node), noted);
    }

    private List<Integer> open() {
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < cluster.nodeCount(); i++) {
            if (cluster.node(i).schedulable()) {
                open.add(i);
            }
        }
        return open;
    }

    @Test
    void a_node_that_is_back_is_a_spare_from_then_on() {
        SparePool pool = pool(0, false);
        assertThat(open()).containsExactly(0, 1);

        lost(pool, 0);
        assertThat(open()).containsExactly(0, 1, 2); // who is lost is left out by who places tasks
        back(pool, 0);
        assertThat(open()).containsExactly(1, 2);
        lost(pool, 1);
        assertThat(open()).containsExactly(0, 1, 2);
    }

    @Test
    void with_copyback_the_spare_is_one_again() {
        SparePool pool = pool(0, true);

        lost(pool, 0);
        back(pool, 0);
        assertThat(open()).containsExactly(0, 1);
    }

    @Test
    void a_spare_in_use_that_is_lost_is_replaced_and_comes_back_to_the_pool_when_it_can() {
        SparePool pool = pool(0, true);
        lost(pool, 0);
        lost(pool, 2);
        assertThat(open()).containsExactly(0, 1, 2, 3);

        back(pool, 0); // neither the spare that is lost nor what stands in its place is needed any more
        assertThat(open()).containsExactly(0, 1);
        lost(pool, 1); // so that one is taken that is there
        assertThat(open()).containsExactly(0, 1, 3);
        back(pool, 2);
        lost(pool, 0);
        assertThat(open()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void a_spare_that_was_replaced_and_stands_by_again_is_lost_and_found_like_any_other() {
        SparePool pool = pool(0, false);
        lost(pool, 0);
        lost(pool, 2);
        back(pool, 2);
        assertThat(open()).containsExactly(0, 1, 3);

        lost(pool, 2);
        back(pool, 2);
        lost(pool, 1);
        assertThat(open()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void a_node_that_became_a_spare_and_is_lost_as_one_is_a_spare_again_when_it_is_back() {
        SparePool pool = pool(0, false);
        lost(pool, 0);
        back(pool, 0);
        assertThat(open()).containsExactly(1, 2);

        lost(pool, 0); // by now it stands by, as those with the label do
        back(pool, 0);
        lost(pool, 1);
        assertThat(open()).containsExactly(0, 1, 2);
    }

    @Test
    void a_spare_in_use_that_is_back_before_another_is_ready_stays_in_use() {
        SparePool pool = pool(10 * SECOND, false);
        lost(pool, 0);
        pool.on(11 * SECOND, new FailoverEvent.Woken(0), noted);
        lost(pool, 2);
        back(pool, 2);
        lost(pool, 1);
        pool.on(11 * SECOND, new FailoverEvent.Woken(0), noted);

        assertThat(open()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void who_is_lost_when_no_spare_is_left_gets_the_next_one() {
        SparePool pool = pool(0, false);
        lost(pool, 0);
        lost(pool, 1);
        lost(pool, 2);
        lost(pool, 3); // there are three spares, and two of them are gone as well
        assertThat(open()).containsExactly(0, 1, 2, 3, 4);

        back(pool, 0); // a spare from now on, and needed at once
        assertThat(open()).containsExactly(0, 1, 2, 3, 4);
        back(pool, 1);
        assertThat(open()).containsExactly(0, 2, 3, 4);
    }

    @Test
    void a_spare_takes_its_time_and_is_not_needed_where_the_node_is_back_before() {
        SparePool pool = pool(10 * SECOND, false);
        lost(pool, 0);
        lost(pool, 1);
        back(pool, 0);
        pool.on(11 * SECOND, new FailoverEvent.Woken(0), noted);

        assertThat(open()).containsExactly(0, 1, 2);
    }
}
