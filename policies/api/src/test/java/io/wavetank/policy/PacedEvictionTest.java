package io.wavetank.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Zones of nodes that are lost and come back, at the default rates of Kubernetes: 0.1 and 0.01 a second. Seconds. */
final class PacedEvictionTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long TOLERATION = 300 * SECOND;

    private final List<String> log = new ArrayList<>();
    private long now;

    private final LostNodePolicy.Marks marks = new LostNodePolicy.Marks() {
        @Override
        public void begin(int node) {
            log.add(now + " " + node);
        }

        @Override
        public void stop(int node) {
            log.add(now + " not " + node);
        }
    };

    @Test
    void a_zone_that_is_gone_is_given_up_a_node_every_ten_seconds_and_the_first_at_once() {
        PacedEviction policy = policy(4, 4, 4);
        now = 45;
        lose(policy, 0, 1, 2, 3);

        run(policy, 200);

        assertThat(log).containsExactly("45 0", "55 1", "65 2", "75 3");
    }

    @Test
    void zones_have_rates_of_their_own() {
        PacedEviction policy = policy(4, 4, 4);
        now = 45;
        lose(policy, 0, 1, 4, 5);

        run(policy, 200);

        assertThat(log).containsExactly("45 0", "45 4", "55 1", "55 5");
    }

    @Test
    void where_more_than_two_and_more_than_half_of_a_small_zone_are_gone_nothing_is_given_up() {
        PacedEviction policy = policy(5, 5);
        now = 45;
        lose(policy, 0, 1, 2);

        run(policy, 1000);
        assertThat(log).isEmpty();

        // another is lost, and two come back: 40 % are gone, and a new bucket begins empty
        now = 1000;
        policy.lost(now * SECOND, 3, marks);
        policy.back(now * SECOND, 0, marks);
        policy.back(now * SECOND, 1, marks);
        run(policy, 2000);
        assertThat(log).containsExactly("1010 2", "1020 3");
    }

    @Test
    void in_a_large_zone_a_tenth_of_the_rate_is_left() {
        PacedEviction policy = policy(60, 60);
        now = 45;
        lose(policy, IntStream.range(0, 33).toArray());

        run(policy, 300);

        assertThat(log).containsExactly("45 0", "145 1", "245 2");
    }

    @Test
    void where_every_zone_is_gone_what_was_begun_is_left_alone_until_a_node_is_back() {
        PacedEviction policy = policy(2, 2);
        now = 45;
        lose(policy, 0);
        run(policy, 50);
        now = 50;
        lose(policy, 1, 2, 3);
        run(policy, 500);
        assertThat(log).containsExactly("45 0", "50 not 0");

        now = 500;
        policy.back(now * SECOND, 3, marks);
        run(policy, 600);
        assertThat(log.subList(2, log.size())).containsExactly("510 0", "510 2", "520 1");
    }

    @Test
    void a_task_stays_as_long_as_it_says_else_as_long_as_every_task() {
        PacedEviction policy = policy(2);
        TaskClass plain = TaskClass.builder().cpuMillis(1).build();
        TaskClass daemon = tolerating(new Toleration("node.kubernetes.io/unreachable", null, Taint.Effect.NO_EXECUTE));
        TaskClass brief = tolerating(
                new Toleration("node.kubernetes.io/unreachable", null, Taint.Effect.NO_EXECUTE, 30L),
                new Toleration("node.kubernetes.io/unreachable", null, Taint.Effect.NO_EXECUTE, 60L));
        TaskClass other = tolerating(new Toleration("dedicated", "gpu", null));

        assertThat(policy.tolerationNanos(plain)).isEqualTo(TOLERATION);
        assertThat(policy.tolerationNanos(other)).isEqualTo(TOLERATION);
        assertThat(policy.tolerationNanos(daemon)).isEqualTo(LostNodePolicy.NEVER);
        assertThat(policy.tolerationNanos(brief)).isEqualTo(30 * SECOND);
    }

    private static TaskClass tolerating(Toleration... tolerations) {
        return TaskClass.builder()
                .cpuMillis(1)
                .tolerations(List.of(tolerations))
                .build();
    }

    private void lose(PacedEviction policy, int... nodes) {
        for (int node : nodes) {
            policy.lost(now * SECOND, node, marks);
        }
    }

    private void run(PacedEviction policy, long until) {
        while (policy.wakeNanos() < until * SECOND) {
            now = policy.wakeNanos() / SECOND;
            policy.act(policy.wakeNanos(), marks);
        }
    }

    /** Zones of so many nodes each. */
    private static PacedEviction policy(int... sizes) {
        List<NodeView> nodes = new ArrayList<>();
        for (int zone = 0; zone < sizes.length; zone++) {
            var labels = new TreeMap<>(Map.of("topology.kubernetes.io/zone", "z" + zone));
            for (int i = 0; i < sizes[zone]; i++) {
                nodes.add(view(NodeView.class, labels));
            }
        }
        var cluster = (ClusterView) Proxy.newProxyInstance(
                ClusterView.class.getClassLoader(),
                new Class<?>[] {ClusterView.class},
                (self, method, arguments) -> method.getName().equals("nodeCount")
                        ? (Object) nodes.size()
                        : nodes.get((Integer) arguments[0]));
        return new PacedEviction(cluster, EvictionLimits.KUBERNETES, TOLERATION);
    }

    private static <T> T view(Class<T> type, Object labels) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> method.getName().equals("present") ? (Object) true : labels));
    }
}
