package io.wavetank.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DrawBatchTest {
    private static final Draws DRAWS = new Draws(42, 0).stream("test");
    private static final List<Draws> STREAMS =
            List.of(DRAWS, DRAWS.stream("other"), new Draws(-1, 3), new Draws(Long.MIN_VALUE, 0).stream("far"));

    /** Often enough that the loops are compiled on the way. */
    @Test
    void gives_each_place_what_its_stream_gives_its_subject() {
        var batch = new DrawBatch();
        for (int round = 0; round < 2_000; round++) {
            for (int place = 0; place < DrawBatch.SIZE; place++) {
                batch.ask(place, stream(round + place), subject(round, place), k(round, place));
            }
            batch.draw();
            for (int place = 0; place < DrawBatch.SIZE; place++) {
                assertThat(batch.uniform(place))
                        .isEqualTo(stream(round + place).uniform(subject(round, place), k(round, place)));
            }
        }
    }

    @Test
    void gives_the_same_whatever_was_asked_for_at_other_places() {
        var batch = new DrawBatch();
        batch.ask(17, DRAWS, 5, 9);
        batch.draw();
        assertThat(batch.uniform(17)).isEqualTo(DRAWS.uniform(5, 9));
        batch.ask(0, DRAWS, -5, 9);
        batch.draw();
        assertThat(batch.uniform(0)).isEqualTo(DRAWS.uniform(-5, 9));
    }

    private static Draws stream(int number) {
        return STREAMS.get(number % STREAMS.size());
    }

    /** Words with all bits in use, and the ones at the ends. */
    private static long subject(int round, int place) {
        return switch (place % 4) {
            case 0 -> round;
            case 1 -> -1L - round;
            case 2 -> Long.MIN_VALUE + place;
            default -> DRAWS.bits(round, place);
        };
    }

    private static long k(int round, int place) {
        return place % 3 == 0 ? Long.MAX_VALUE - round : place;
    }
}
