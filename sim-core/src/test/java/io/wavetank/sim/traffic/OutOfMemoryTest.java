package io.wavetank.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import io.wavetank.policy.TaskClass;
import io.wavetank.policy.traffic.CallOutcome;
import io.wavetank.policy.traffic.LoadBalancer;
import io.wavetank.sim.traffic.OperationSpec.CallSpec;
import io.wavetank.sim.traffic.OperationSpec.Calls;
import io.wavetank.sim.traffic.OperationSpec.Work;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom the kernel kills on a node that is out of memory; all numbers worked out by hand. */
final class OutOfMemoryTest {
    private static final long MS = 1_000_000;
    private static final long SECOND = 1000 * MS;
    private static final long MIB = 1 << 20;
    private static final LoadBalancer.Factory ONE = (client, draws) -> (endpoints, draw) -> endpoints.size() - 1;

    /** On a node of 4 GiB: 1,048,576 pages, of which 1,048 are a point of the adjustment. */
    @ParameterizedTest
    @CsvSource({
        "0, 999", // asks for processors alone
        "4, 999", // 1000 - 0: less than a thousandth of the node
        "512, 875",
        "2048, 500",
        "4080, 4", // 1000 - 996
        "4096, 3",
        "9000, 3",
    })
    void burstable_pods_are_adjusted_by_what_they_ask_for(long requestMib, int expected) {
        assertThat(OomScore.burstable(requestMib * MIB, 4096 * MIB)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 1000, 1050560", // best effort: 2,560 pages and 1000 * 1,048
        "2970, 500, 1284320", // 760,320 pages and 500 * 1,048: more than a small one of best effort
        "4000, -997, -20856", // guaranteed: 1,024,000 pages less 1,044,856
    })
    void points_are_pages_and_the_adjustment_in_thousandths_of_the_node(long usedMib, int adjustment, long expected) {
        assertThat(OomScore.points(usedMib * MIB, adjustment, 4096 * MIB)).isEqualTo(expected);
    }

    /** The class of quality of service, and what follows from it on a node of 4 GiB. */
    @ParameterizedTest
    @CsvSource({
        "1000, 1024, 1.0, 1024, -997", // limits are what is asked for: guaranteed
        "1000, 1024, 2.0, 1024, 750", // may use more cores: burstable
        "1000, 1024, 1.0, 2048, 750", // may use more memory
        "1000, 0, 1.0, 2048, 500", // a limit stands in for the request
        "0, 0, 1.0, 0, 999", // a limit of cores alone makes it burstable
        "0, 0, 0, 0, 1000", // nothing is asked for, nothing limited: best effort
        "100, 0, 0, 0, 999",
    })
    void the_class_of_a_replica_is_by_its_requests_and_limits(
            long cpuMillis, long requestMib, double limitCores, long limitMib, int expected) {
        TaskClass asks = TaskClass.builder()
                .cpuMillis(cpuMillis)
                .memoryBytes(requestMib * MIB)
                .build();
        var memory = new MemorySpec(MIB, 0, limitMib == 0 ? Long.MAX_VALUE : limitMib * MIB, u -> 0);
        ServiceSpec service =
                ServiceSpec.pool("s", 1, ONE).with(new ServiceExtras(null, List.of(), null, memory, null));
        TrafficLoop loop = loop(
                        List.of(
                                limitCores == 0
                                        ? service
                                        : service.withQuota(new CpuQuota(limitCores, CpuQuota.PERIOD_NANOS)),
                                service),
                        List.of(OperationSpec.work("a", 0, u -> MS), OperationSpec.work("b", 1, u -> MS)),
                        at(),
                        at())
                .loop;

        assertThat(TaskMemory.adjustment(asks, loop.fleet().replica(0), 4096 * MIB))
                .isEqualTo(expected);
    }

    @Test
    void another_task_has_no_limits_and_what_is_critical_for_its_node_is_as_if_guaranteed() {
        TaskClass.Builder asks = TaskClass.builder().cpuMillis(1000).memoryBytes(1024 * MIB);

        assertThat(TaskMemory.adjustment(asks.build(), null, 4096 * MIB)).isEqualTo(750);
        assertThat(TaskMemory.adjustment(asks.priority(2_000_001_000).build(), null, 4096 * MIB))
                .isEqualTo(-997);
        assertThat(TaskMemory.adjustment(TaskClass.builder().build(), null, 4096 * MIB))
                .isEqualTo(1000);
    }

    private static MemoryHolder held(NodeMemory node, int task, int adjustment, long mib) {
        var holder = new MemoryHolder(node, null, task, task, adjustment, 0);
        node.add(holder);
        holder.hold(mib * MIB);
        return holder;
    }

    @Test
    void kills_by_points_until_there_is_enough_and_of_equal_ones_the_last() {
        var node = new NodeMemory(4000 * MIB, 4096 * MIB);
        held(node, 1, OomScore.GUARANTEED, 2000);
        held(node, 2, 500, 600);
        held(node, 3, 500, 600);
        held(node, 4, OomScore.BEST_EFFORT, 500);
        var killer = new OutOfMemory(loop(1, at(), at()).crashes());

        killer.makeRoom(0, node, 300 * MIB); // 3,700 of 4,000 are used
        assertThat(killer.takeDead()).isEmpty();
        killer.makeRoom(0, node, 900 * MIB);

        // 300 are free; the best-effort one frees 500, the later of the equal ones 600 more
        assertThat(killer.takeDead()).extracting(each -> each.task).containsExactly(4, 3);
        assertThat(node.usedBytes()).isEqualTo(2600 * MIB);
        assertThat(killer.kills()).isEqualTo(2);
    }

    @Test
    void where_nobody_is_left_it_gives_up() {
        var node = new NodeMemory(100 * MIB, 100 * MIB);
        held(node, 1, 999, 60);
        var killer = new OutOfMemory(loop(1, at(), at()).crashes());

        killer.makeRoom(0, node, 200 * MIB);

        assertThat(killer.kills()).isEqualTo(1);
        assertThat(node.usedBytes()).isZero();
    }

    private static ArrivalProcess at(long... millis) {
        return new ArrivalProcess() {
            private int next;

            @Override
            public long nextNanos() {
                return next == millis.length ? NEVER : millis[next++] * MS;
            }
        };
    }

    private static ServiceSpec service(String name, long baseMib, long requestMib) {
        var memory = new MemorySpec(baseMib * MIB, requestMib * MIB, Long.MAX_VALUE, u -> 2.0 * SECOND);
        return ServiceSpec.pool(name, 100, ONE).with(new ServiceExtras(null, List.of(), null, memory, null));
    }

    /** Two services of 100 MiB and 50 MiB a request, each of one replica; the first calls the second if it is to. */
    private static Traffic loop(long requestSeconds, ArrivalProcess first, ArrivalProcess second) {
        return loop(
                List.of(service("a", 100, 50), service("b", 100, 50)),
                List.of(
                        OperationSpec.work("a", 0, u -> requestSeconds * SECOND),
                        OperationSpec.work("b", 1, u -> requestSeconds * SECOND)),
                first,
                second);
    }

    private static Traffic loop(
            List<ServiceSpec> services, List<OperationSpec> operations, ArrivalProcess first, ArrivalProcess second) {
        var loop = new TrafficLoop(
                TrafficSpec.of(
                        services,
                        operations,
                        List.of(EntrySpec.open("to a", 0, first), EntrySpec.open("to b", 1, second)),
                        0),
                new Draws(5, 0));
        return new Traffic(loop, loop.fleet().addReady(0), loop.fleet().addReady(1));
    }

    private record Traffic(TrafficLoop loop, int a, int b) {
        Crashes crashes() {
            return loop.crashes();
        }

        /** Both on one node, with these adjustments. */
        NodeMemory on(long mib, int adjustmentA, int adjustmentB) {
            var node = new NodeMemory(mib * MIB, mib * MIB);
            hold(node, loop.fleet().replica(a), adjustmentA);
            hold(node, loop.fleet().replica(b), adjustmentB);
            return node;
        }

        private static void hold(NodeMemory node, Replica replica, int adjustment) {
            replica.holder = new MemoryHolder(node, replica, replica.id, replica.id, adjustment, 0);
            node.add(replica.holder);
            replica.holdMemory();
        }
    }

    /**
     * A node of 400 MiB has 102,400 pages, 102 of them a point. At 50 ms 250 MiB are held by a, 150 by b, and a is asked for 50 more:
     * a has 64,000 + 500 * 102 = 115,000 points, b has 38,400 + 900 * 102 = 130,200.
     */
    @Test
    void a_request_for_which_there_is_no_memory_kills_who_has_the_most_points_at_once() {
        Traffic traffic = loop(1, at(20, 30, 40, 50), at(10));
        NodeMemory node = traffic.on(400, 500, 900);

        traffic.loop.advanceTo(45 * MS);
        assertThat(node.usedBytes()).isEqualTo(400 * MIB);
        traffic.loop.advanceTo(50 * MS);
        assertThat(node.usedBytes()).isEqualTo(300 * MIB);
        traffic.loop.advanceTo(5 * SECOND);
        assertThat(node.usedBytes()).isEqualTo(200 * MIB);
        TrafficResult result = traffic.loop.finish();

        assertThat(result.entries().get(0).answered()).isEqualTo(4);
        assertThat(result.entries().get(1).outcome(CallOutcome.RESET)).isEqualTo(1);
        assertThat(result.services().get(1).kills()).isEqualTo(1);
    }

    @Test
    void a_replica_that_is_its_own_victim_loses_what_is_in_it_and_refuses_what_comes() {
        Traffic traffic = loop(1, at(10, 20), at());
        NodeMemory node = traffic.on(280, 500, OomScore.GUARANTEED); // 250 with one request
        traffic.loop.advanceTo(1 * SECOND);

        assertThat(node.usedBytes()).isEqualTo(100 * MIB);
        TrafficResult result = traffic.loop.finish();
        assertThat(result.entries().get(0).outcome(CallOutcome.RESET)).isEqualTo(1);
        assertThat(result.entries().get(0).outcome(CallOutcome.CONNECT_FAILURE)).isEqualTo(1);
    }

    /** What is called finds no memory, and it is the caller that is killed, while it is making its call. */
    @Test
    void a_caller_can_be_killed_by_its_own_call() {
        var calling = new OperationSpec(
                "a", 0, List.of(new Calls(List.of(CallSpec.always(1), CallSpec.always(1))), new Work(u -> MS)), 0);
        Traffic traffic = loop(
                List.of(service("a", 100, 0), service("b", 100, 50)),
                List.of(calling, OperationSpec.work("b", 1, u -> SECOND)),
                at(10, 20),
                at());
        NodeMemory node = traffic.on(220, 999, OomScore.GUARANTEED);
        traffic.loop.advanceTo(9 * MS);
        assertThat(node.usedBytes()).isEqualTo(200 * MIB);

        // the first of the two calls kills a, and the second is not made; the request of 20 ms finds nobody
        traffic.loop.advanceTo(500 * MS);
        assertThat(node.usedBytes()).isEqualTo(150 * MIB);
        assertThat(traffic.loop.fleet().load(traffic.b)).isEqualTo(1);
        assertThat(traffic.loop.fleet().load(traffic.a)).isZero();
        traffic.loop.advanceTo(10 * SECOND);
        assertThat(node.usedBytes()).isEqualTo(200 * MIB);
        TrafficResult result = traffic.loop.finish();

        assertThat(result.services().get(0).kills()).isEqualTo(1);
        assertThat(result.services().get(1).outcome(CallOutcome.OK)).isEqualTo(1);
        assertThat(result.entries().get(0).outcome(CallOutcome.RESET)).isEqualTo(1);
        assertThat(result.entries().get(0).outcome(CallOutcome.NO_ENDPOINT)).isEqualTo(1);
    }
}
