package io.wavetank.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wavetank.policy.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the queue against a sorted set of objects; replay one failing seed with {@code -Dproperty.seed=N}. */
final class EventQueuePropertyTest {
    private static final int STEPS = 4000;

    private record Event(long timeNanos, int rank, long insertion, int kind, int subject, int handle) {}

    private static final Comparator<Event> ORDER = Comparator.comparingLong(Event::timeNanos)
            .thenComparingInt(Event::rank)
            .thenComparingLong(Event::insertion);

    private static final int LANES = 2;
    /** Subjects from here on may have an event that is known by its subject. */
    private static final int KNOWN = 1000;

    private static final int KNOWN_COUNT = 400;
    /** Lanes have -1 and -2. */
    private static final int NO_HANDLE = -1 - LANES;

    private final int[] placeOf = new int[KNOWN_COUNT];
    private final EventQueue queue = new EventQueue(0, LANES, Foresight.NONE, new EventPlaces() {
        @Override
        public void put(int subject, int place) {
            placeOf[subject - KNOWN] = place;
        }

        @Override
        public int of(int subject) {
            return placeOf[subject - KNOWN];
        }
    });
    private final TreeSet<Event> oracle = new TreeSet<>(ORDER);
    private final List<Event> pending = new ArrayList<>();
    private long nowNanos;
    private long insertions;
    private long k;

    static LongStream seeds() {
        Long only = Long.getLong("property.seed");
        return only == null ? LongStream.range(0, 200) : LongStream.of(only);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agrees_with_a_sorted_set_after_every_step(long seed) {
        Arrays.fill(placeOf, EventPlaces.NOWHERE);
        Draws draws = new Draws(seed, 0).stream("event-queue");
        long spreadNanos = 1L << draws.below(45, 1, 0);
        // few stay in the heap, of many the later ones go into days
        int crowd = 1500 * draws.below(4, 1, 1);
        for (int i = 0; i < crowd; i++) {
            schedule(draws, spreadNanos);
        }
        for (int step = 0; step < STEPS; step++) {
            int phase = step / 500 % 3; // fills, holds, drains
            int dice = draws.below(12, 0, k++);
            if (pending.isEmpty() || dice < (phase == 0 ? 6 : 4)) {
                schedule(draws, spreadNanos);
            } else if (dice < 6) {
                cancel(pending.get(draws.below(pending.size(), 0, k++)));
            } else if (dice < 8) {
                reschedule(pending.get(draws.below(pending.size(), 0, k++)), draws, spreadNanos);
            } else if (phase != 0 || dice < 9) {
                poll();
            }
            checkFront(draws.below(4, 2, step) == 0);
            if (draws.below(2000, 3, step) == 0) {
                clear();
            }
        }
        while (!oracle.isEmpty()) {
            poll();
        }
        assertThat(queue.poll()).isFalse();
    }

    /** One in sixteen goes a hundred times as far, one in eight is now. */
    private long later(Draws draws, long spreadNanos) {
        int dice = draws.below(16, 4, k++);
        long span = dice == 0 ? spreadNanos * 100 : spreadNanos;
        return dice == 1 || dice == 2 ? nowNanos : nowNanos + (long) (draws.uniform(0, k++) * span);
    }

    private void schedule(Draws draws, long spreadNanos) {
        long at = later(draws, spreadNanos);
        int rank = draws.below(3, 0, k++) * 127;
        int kind = draws.below(9, 0, k++);
        int subject = draws.below(100, 0, k++) - 50;
        int lane = draws.below(4 * LANES, 5, k++);
        if (lane < LANES && pending.stream().noneMatch(event -> event.handle() == handleOfLane(lane))) {
            queue.scheduleInLane(lane, at, rank, kind, subject);
            add(new Event(at, rank, insertions++, kind, subject, handleOfLane(lane)));
        } else if (lane == LANES) {
            assertThat(queue.takeNumber()).isEqualTo(insertions++); // for what stands beside the queue
        } else if (lane > LANES + 2 || !scheduleKnown(KNOWN + draws.below(KNOWN_COUNT, 6, k++), at, rank, kind)) {
            add(new Event(at, rank, insertions++, kind, subject, queue.schedule(at, rank, kind, subject)));
        }
    }

    /** Of a subject there is at most one event that is known by it. */
    private boolean scheduleKnown(int subject, long at, int rank, int kind) {
        if (placeOf[subject - KNOWN] != EventPlaces.NOWHERE) {
            assertThatThrownBy(() -> queue.scheduleOf(subject, at, rank, kind))
                    .isInstanceOf(IllegalStateException.class);
            return false;
        }
        queue.scheduleOf(subject, at, rank, kind);
        add(new Event(at, rank, insertions++, kind, subject, NO_HANDLE));
        return true;
    }

    /** What stands for the handle of an event in a lane, which has none; handles are not negative. */
    private static int handleOfLane(int lane) {
        return -1 - lane;
    }

    /** An event in a lane stays: lanes have no move. Nor has what is known by its subject. */
    private void reschedule(Event event, Draws draws, long spreadNanos) {
        if (event.handle() < 0) {
            return;
        }
        long at = later(draws, spreadNanos);
        queue.reschedule(event.handle(), at);
        remove(event);
        add(new Event(at, event.rank(), insertions++, event.kind(), event.subject(), event.handle()));
    }

    /** An event in a lane stays: lanes have no cancel. */
    private void cancel(Event event) {
        if (event.handle() == NO_HANDLE) {
            queue.cancelOf(event.subject());
            assertThatThrownBy(() -> queue.cancelOf(event.subject())).isInstanceOf(IllegalStateException.class);
        } else if (event.handle() < 0) {
            return;
        } else {
            queue.cancel(event.handle());
        }
        remove(event);
    }

    private void poll() {
        Event expected = oracle.first();
        assertThat(queue.pollUntil(expected.timeNanos() - 1)).isFalse();
        assertThat(queue.pollUntil(expected.timeNanos())).isTrue();
        remove(expected);
        nowNanos = expected.timeNanos();
        assertThat(queue.timeNanos()).isEqualTo(expected.timeNanos());
        assertThat(queue.rank()).isEqualTo(expected.rank());
        assertThat(queue.kind()).isEqualTo(expected.kind());
        assertThat(queue.subject()).isEqualTo(expected.subject());
    }

    private void clear() {
        queue.clear();
        Arrays.fill(placeOf, EventPlaces.NOWHERE);
        oracle.clear();
        pending.clear();
        nowNanos = 0;
        insertions = 0;
    }

    /** Looking at the front moves things inside, so it is not done after every step. */
    private void checkFront(boolean look) {
        assertThat(queue.size()).isEqualTo(oracle.size());
        if (look && !oracle.isEmpty()) {
            assertThat(queue.nextTimeNanos()).isEqualTo(oracle.first().timeNanos());
            assertThat(queue.nextRank()).isEqualTo(oracle.first().rank());
            assertThat(queue.nextNumber()).isEqualTo(oracle.first().insertion());
        }
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
