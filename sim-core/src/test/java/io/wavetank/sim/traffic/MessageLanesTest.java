package io.wavetank.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Draws;
import io.wavetank.policy.traffic.LoadBalancer;
import io.wavetank.sim.EventQueue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MessageLanesTest {
    private static final int STEPS = 3_000;
    private static final int[] RANKS = {1, 6, 1, 6};
    private static final long[] DELAYS = {3, 3, 8, 20};

    /** One that is under way, by lane, or scheduled in the queue, with lane -1. */
    private record Event(long nanos, int rank, long number, int lane, int subject) {}

    private static final Comparator<Event> ORDER =
            Comparator.comparingLong(Event::nanos).thenComparingInt(Event::rank).thenComparingLong(Event::number);

    private final EventQueue queue = new EventQueue(0);
    private final MessageLanes lanes = new MessageLanes(queue, RANKS.length);
    private final List<Event> expected = new ArrayList<>();
    private long now;
    private long number;

    static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only == null ? LongStream.range(0, 200) : LongStream.of(only);
    }

    private static Call call(int number) {
        TrafficLoop loop = new TrafficLoop(
                TrafficSpec.of(
                        List.of(ServiceSpec.sharing("s", (client, draws) -> (endpoints, draw) -> LoadBalancer.NONE)),
                        List.of(OperationSpec.work("op", 0, u -> 1)),
                        List.of(),
                        0),
                new Draws(1, 0));
        Replica replica = loop.fleet().replica(loop.fleet().addReady(0));
        return new Call(
                number,
                loop.sides().of(0, replica, replica.service),
                Operation.all(loop.spec(), List.of(replica.service))[0]);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void messages_and_events_come_as_they_would_from_one_sorted_list(long seed) {
        var draws = new Draws(seed, 0);
        Call one = call(0);
        for (int rank : RANKS) {
            lanes.open(rank);
        }
        for (int step = 0; step < STEPS; step++) {
            int dice = draws.below(5, step, 0);
            if (dice < 2) {
                int lane = draws.below(RANKS.length, step, 1);
                lanes.send(lane, now + DELAYS[lane], new Call(step, one.side, one.operation));
                expected.add(new Event(now + DELAYS[lane], RANKS[lane], number++, lane, step));
            } else if (dice == 2) {
                int rank = draws.below(8, step, 2);
                long at = now + draws.below(10, step, 3);
                queue.schedule(at, rank, 0, step);
                expected.add(new Event(at, rank, number++, -1, step));
            } else {
                take();
            }
        }
    }

    private void take() {
        Event first = expected.stream().min(ORDER).orElse(null);
        if (first == null) {
            assertThat(lanes.firstNanos()).isEqualTo(Long.MAX_VALUE);
            assertThat(lanes.isBeforeQueue()).isFalse();
            return;
        }
        expected.remove(first);
        now = first.nanos;
        boolean message = lanes.firstNanos() < queue.nextTimeNanos()
                || (lanes.firstNanos() == queue.nextTimeNanos() && lanes.isBeforeQueue());
        assertThat(message).isEqualTo(first.lane >= 0);
        if (message) {
            assertThat(lanes.firstNanos()).isEqualTo(first.nanos);
            assertThat(lanes.firstRank()).isEqualTo(first.rank);
            assertThat(lanes.take().number).isEqualTo(first.subject);
        } else {
            assertThat(queue.poll()).isTrue();
            assertThat(queue.subject()).isEqualTo(first.subject);
        }
    }

    @Test
    void more_lanes_than_there_are_cannot_be_opened() {
        var none = new MessageLanes(queue, 0);

        assertThatThrownBy(() -> none.open(1)).isInstanceOf(IllegalStateException.class);
    }
}
