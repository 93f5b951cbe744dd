package io.wavetank.policy;

/**
 * Many keyed draws worked out together: each is what {@link Draws#uniform} says. Where the processor multiplies eight longs at a time (AVX-512) a
 * draw costs a third of one by itself, where it adds four at a time (AVX2) about as much, and elsewhere half as much again.
 *
 * <p>The rounds of Philox are loops over all draws of the batch, of sums, shifts and products of halves, of which the compiler of the JVM makes
 * vectors (for the high half of a product of 128 bits there is no such instruction). What belongs to one draw stands in equal stretches of one
 * array: of two arrays the compiler does not know that they are not the same.
 *
 * <p>Not safe for use by several threads.
 */
public final class DrawBatch {
    /** How many draws a batch has. */
    public static final int SIZE = 256;

    private static final int RIGHT = SIZE;
    private static final int KEY = 2 * SIZE;
    private static final int MIDDLE = 3 * SIZE;
    private static final int CROSS = 4 * SIZE;
    private static final long LOW_HALF = 0xFFFFFFFFL;
    private static final long LOW_MULTIPLIER = Draws.PHILOX_MULTIPLIER & LOW_HALF;
    private static final long HIGH_MULTIPLIER = Draws.PHILOX_MULTIPLIER >>> 32;

    private final long[] cells = new long[5 * SIZE];

    /**
     * Asks for a draw.
     *
     * @param place which draw of the batch, 0 to {@value #SIZE} - 1
     * @param subject whose draw it is
     * @param k which of the subject's draws
     */
    public void ask(int place, Draws draws, long subject, long k) {
        cells[place] = subject;
        cells[place + RIGHT] = k;
        cells[place + KEY] = draws.key;
    }

    /** Works out all that was asked for; what was not asked for since the last time is anything. */
    public void draw() {
        long roundKey = 0;
        for (int round = 0; round < Draws.ROUNDS; round++) {
            round(cells, roundKey);
            roundKey += Draws.GOLDEN_RATIO;
        }
    }

    /** Returns the uniform number of the open interval (0, 1) that was worked out for a place. */
    public double uniform(int place) {
        return Draws.toUniform(cells[place]);
    }

    /** Writes all the uniform numbers that were worked out. */
    public void uniforms(double[] into) {
        for (int place = 0; place < SIZE; place++) {
            into[place] = uniform(place);
        }
    }

    /**
     * One round: first the sums of partial products that the high half of the product is made of, then what the halves become. In one method, and so too
     * large to be compiled into each of those that draw.
     */
    private static void round(long[] cells, long roundKey) {
        for (int i = 0; i < SIZE; i++) {
            long left = cells[i];
            long middle = (left >>> 32) * LOW_MULTIPLIER + (((left & LOW_HALF) * LOW_MULTIPLIER) >>> 32);
            cells[i + MIDDLE] = middle;
            cells[i + CROSS] = (left & LOW_HALF) * HIGH_MULTIPLIER + (middle & LOW_HALF);
        }
        for (int i = 0; i < SIZE; i++) {
            long left = cells[i];
            long high = (left >>> 32) * HIGH_MULTIPLIER + (cells[i + MIDDLE] >>> 32) + (cells[i + CROSS] >>> 32);
            cells[i] = high ^ ((cells[i + KEY] + roundKey) ^ cells[i + RIGHT]);
            cells[i + RIGHT] = left * Draws.PHILOX_MULTIPLIER;
        }
    }
}
