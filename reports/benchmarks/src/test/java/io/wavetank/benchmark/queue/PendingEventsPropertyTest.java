package io.wavetank.benchmark.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.wavetank.policy.Draws;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every candidate against a sorted set of objects; replay one failing seed with {@code -Dproperty.seed=N}. */
final class PendingEventsPropertyTest {
    private static final int STEPS = 6000;

    private record Event(long timeNanos, int rank, long insertion, int kind, int subject, int handle) {}

    private static final Comparator<Event> ORDER = Comparator.comparingLong(Event::timeNanos)
            .thenComparingInt(Event::rank)
            .thenComparingLong(Event::insertion);

    private final TreeSet<Event> oracle = new TreeSet<>(ORDER);
    private final List<Event> pending = new ArrayList<>();
    private long nowNanos;
    private long insertions;
    private long k;

    static Stream<Arguments> candidatesAndSeeds() {
        Long only = Long.getLong("property.seed");
        return Stream.of(Candidate.values())
                .flatMap(candidate -> (only == null ? LongStream.range(0, 200) : LongStream.of(only))
                        .mapToObj(seed -> Arguments.of(candidate, seed)));
    }

    @ParameterizedTest(name = "{0} seed {1}")
    @MethodSource("candidatesAndSeeds")
    void agrees_with_a_sorted_set(Candidate candidate, long seed) {
        Draws draws = new Draws(seed, 0).stream("pending-events");
        PendingEvents queue = candidate.make(4);
        long spreadNanos = 1L << draws.below(40, 1, 0);
        for (int step = 0; step < STEPS; step++) {
            int phase = step / 1500 % 3; // fills, holds, drains
            int dice = draws.below(12, 0, k++);
            if (pending.isEmpty() || dice < (phase == 0 ? 7 : 4)) {
                int rank = draws.below(3, 0, k++) * 127;
                int kind = draws.below(9, 0, k++);
                int subject = draws.below(100, 0, k++) - 50;
                long at = later(draws, spreadNanos);
                add(new Event(at, rank, insertions++, kind, subject, queue.schedule(at, rank, kind, subject)));
            } else if (dice < 8) {
                Event event = pending.get(draws.below(pending.size(), 0, k++));
                remove(event);
                if (dice == 7) {
                    queue.cancel(event.handle());
                } else {
                    long at = later(draws, spreadNanos);
                    queue.reschedule(event.handle(), at);
                    add(new Event(at, event.rank(), insertions++, event.kind(), event.subject(), event.handle()));
                }
            } else if (phase != 0 || dice < 9) {
                poll(queue);
            }
            assertThat(queue.size()).isEqualTo(oracle.size());
        }
        while (!oracle.isEmpty()) {
            poll(queue);
        }
        assertThat(queue.poll()).isFalse();
    }

    /** One in sixteen goes a thousand times as far, which calendars and ladders find hard; one in eight is now. */
    private long later(Draws draws, long spreadNanos) {
        int dice = draws.below(16, 0, k++);
        long span = dice == 0 ? spreadNanos * 1000 : spreadNanos;
        return dice < 3 && dice > 0 ? nowNanos : nowNanos + (long) (draws.uniform(0, k++) * span);
    }

    private void poll(PendingEvents queue) {
        assertThat(queue.poll()).isTrue();
        Event expected = oracle.first();
        remove(expected);
        nowNanos = expected.timeNanos();
        assertThat(queue.timeNanos()).isEqualTo(expected.timeNanos());
        assertThat(queue.rank()).isEqualTo(expected.rank());
        assertThat(queue.kind()).isEqualTo(expected.kind());
        assertThat(queue.subject()).isEqualTo(expected.subject());
    }

    private void add(Event event) {
        oracle.add(event);
        pending.add(event);
    }

    private void remove(Event event) {
        oracle.remove(event);
        pending.remove(event);
    }
}
