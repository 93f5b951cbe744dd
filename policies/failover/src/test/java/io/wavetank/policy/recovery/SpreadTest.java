package io.wavetank.policy.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.TaskClass;
import io.wavetank.policy.failover.FailoverEvent;
import io.wavetank.policy.testkit.TestCluster;
import io.wavetank.policy.testkit.TestNode;
import org.junit.jupiter.api.Test;

/** A node of four cores in each of zones a, b and c; looked at 60 s after a node is back, and then every 30 s. */
final class SpreadTest {
    private static final long SECOND = 1_000_000_000L;
    private static final TaskClass ONE = TaskClass.builder().cpuMillis(1000).build();

    private final TestCluster cluster = TestCluster.of(node("a"), node("b"), node("c"));
    private final FakeService service = new FakeService(cluster);
    private boolean allowed = true;
    private final Noted noted = new Noted() {
        @Override
        public boolean evict(int task, String reason) {
            super.evict(task, reason);
            return allowed;
        }
    };
    private final Spread spread =
            new Spread(service, "zone", 60 * SECOND, 30 * SECOND, new Replacement(0, Pace.after(Pace.NEVER)));

    private static TestNode node(String zone) {
        return TestNode.named(zone).cpu(4000).label("zone", zone);
    }

    private void back(long second) {
        spread.on(second * SECOND, new FailoverEvent.NodeBack(1), noted);
    }

    private void woken(long second) {
        spread.on(second * SECOND, new FailoverEvent.Woken(1), noted);
    }

    private void members(int... nodes) {
        for (int node : nodes) {
            service.on(node, ONE);
        }
    }

    @Test
    void members_go_one_by_one_until_they_are_even() {
        members(0, 0, 0, 2);
        back(100);
        woken(160);
        assertThat(noted.all).containsExactly("wake at 160 s", "evict 2", "wake at 190 s");

        service.move(2, 1);
        woken(190);
        assertThat(noted.all).as("two, one and one").hasSize(3);
    }

    @Test
    void only_domains_with_room_are_any_use() {
        members(0, 0, 0, 2);
        cluster.used(1, 3500, 0);
        cluster.cordon(2, true);
        back(100);
        woken(160);

        assertThat(noted.all).containsExactly("wake at 160 s");
    }

    @Test
    void a_look_before_its_time_is_none() {
        members(0, 0, 0, 2);
        back(100);
        woken(130);
        back(140); // another one: from then on
        woken(160);
        assertThat(noted.all).containsExactly("wake at 160 s", "wake at 200 s");

        woken(200);
        assertThat(noted.all).contains("evict 2");
    }

    @Test
    void while_one_does_not_run_nobody_is_told_to_stop() {
        members(0, 0, 0, -1);
        back(100);
        woken(160);
        assertThat(noted.all).containsExactly("wake at 160 s");

        service.move(3, 2);
        spread.on(170 * SECOND, new FailoverEvent.MemberRuns(service.members().get(3)), noted);
        assertThat(noted.all).contains("wake at 200 s");
        woken(200);
        assertThat(noted.all).contains("evict 2");
    }

    @Test
    void what_budgets_do_not_allow_is_tried_sixty_times() {
        members(0, 0, 0, 2);
        allowed = false;
        back(100);
        for (int look = 0; look < 100; look++) {
            woken(160 + 30L * look);
        }

        assertThat(noted.all).filteredOn(each -> each.startsWith("evict")).hasSize(60);
    }
}
