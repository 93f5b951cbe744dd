package io.wavetank.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Statistical tests of the keyed draws along each of the directions in which the engine asks: by k, by subject, by replication, by seed and
 * by stream. All seeds are fixed, so the outcome is too; the bounds would be passed by chance about once in 100,000, and the last test shows
 * that a poor hash does not meet them.
 */
final class DrawsRandomnessTest {
    private static final int COUNT = 1 << 16;
    private static final int BINS = 256;
    /** Mean 255, standard deviation 22.6: about 4.3 deviations either way. */
    private static final double CHI_SQUARE_LOW = 165;

    private static final double CHI_SQUARE_HIGH = 360;
    private static final double CORRELATION_DEVIATIONS = 4.4;

    /** One way of asking: the i-th of a row of neighbouring questions. */
    private interface Direction {
        long bits(int i);
    }

    private static Direction[] directions() {
        Draws draws = new Draws(2024, 3).stream("randomness");
        Draws root = new Draws(2024, 3);
        return new Direction[] {
            i -> draws.bits(17, i),
            i -> draws.bits(i, 17),
            i -> draws.bits(i, i),
            i -> draws.bits((long) i << 32, 0),
            i -> draws.bits(0, (long) i << 48),
            i -> new Draws(2024, i).stream("randomness").bits(17, 0),
            i -> new Draws(i, 0).stream("randomness").bits(17, 0),
            i -> root.stream("s" + i).bits(17, 0),
        };
    }

    @Test
    void every_byte_is_uniform_along_every_direction() {
        for (Direction direction : directions()) {
            for (int shift = 0; shift < Long.SIZE; shift += 8) {
                assertThat(chiSquare(direction, shift)).isBetween(CHI_SQUARE_LOW, CHI_SQUARE_HIGH);
            }
        }
    }

    @Test
    void neighbours_are_uncorrelated_along_every_direction() {
        for (Direction direction : directions()) {
            for (int lag : new int[] {1, 2, 3, 64}) {
                assertThat(Math.abs(correlation(direction, i -> direction.bits(i + lag))))
                        .isLessThan(CORRELATION_DEVIATIONS);
            }
        }
    }

    @Test
    void pairs_of_neighbours_fill_the_square() {
        for (Direction direction : directions()) {
            Direction pair = i -> direction.bits(i) >>> 60 << 4 | direction.bits(i + 1) >>> 60;
            assertThat(chiSquare(pair, 0)).isBetween(CHI_SQUARE_LOW, CHI_SQUARE_HIGH);
        }
    }

    @Test
    void streams_replications_and_seeds_are_uncorrelated_with_each_other() {
        Draws one = new Draws(1, 0).stream("arrivals");
        Draws[] others = {
            new Draws(1, 0),
            new Draws(1, 0).stream("failures"),
            new Draws(1, 1).stream("arrivals"),
            new Draws(2, 0).stream("arrivals")
        };
        for (Draws other : others) {
            assertThat(Math.abs(correlation(i -> one.bits(i, 0), i -> other.bits(i, 0))))
                    .isLessThan(CORRELATION_DEVIATIONS);
            assertThat(Math.abs(correlation(i -> one.bits(0, i), i -> other.bits(0, i))))
                    .isLessThan(CORRELATION_DEVIATIONS);
        }
    }

    @Test
    void one_flipped_bit_of_a_question_flips_half_the_bits_of_the_answer() {
        Draws draws = new Draws(5, 0).stream("avalanche");
        for (int bit = 0; bit < Long.SIZE; bit++) {
            long flipped = 0;
            for (int i = 0; i < 1024; i++) {
                flipped += Long.bitCount(draws.bits(i, i) ^ draws.bits(i ^ (1L << bit), i));
                flipped += Long.bitCount(draws.bits(i, i) ^ draws.bits(i, i ^ (1L << bit)));
            }
            double deviation = (flipped - 65_536.0) / StrictMath.sqrt(2048 * 64 / 4.0);
            assertThat(Math.abs(deviation)).isLessThan(CORRELATION_DEVIATIONS);
        }
    }

    @Test
    void the_bounds_catch_a_poor_hash() {
        Direction multiplicative = i -> i * 0x9E3779B97F4A7C15L;
        Direction biased = i -> i % 50 == 0 ? 0 : new Draws(1, 0).bits(i, 0);

        assertThat(chiSquare(multiplicative, 56)).isLessThan(CHI_SQUARE_LOW); // more even than chance
        assertThat(chiSquare(biased, 56)).isGreaterThan(CHI_SQUARE_HIGH);
        assertThat(Math.abs(correlation(multiplicative, i -> multiplicative.bits(i + 3))))
                .isGreaterThan(CORRELATION_DEVIATIONS);
    }

    private static double chiSquare(Direction direction, int shift) {
        int[] counts = new int[BINS];
        for (int i = 0; i < COUNT; i++) {
            counts[(int) (direction.bits(i) >>> shift) & (BINS - 1)]++;
        }
        double expected = COUNT / (double) BINS;
        double sum = 0;
        for (int count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }

    /** The coefficient of correlation in standard deviations, given that the two are independent and uniform. */
    private static double correlation(Direction left, Direction right) {
        double sum = 0;
        for (int i = 0; i < COUNT; i++) {
            sum += centred(left.bits(i)) * centred(right.bits(i));
        }
        return sum * 12 / StrictMath.sqrt(COUNT);
    }

    private static double centred(long bits) {
        return (bits >>> 11) * 0x1p-53 - 0.5;
    }
}
