package io.wavetank.workload.input;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes of a text at a time in one {@code long}, the first of them in its lowest bits. */
final class Octets {
    /** The most digits that {@link #digits} takes. */
    static final int DIGITS_MAX = 16;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long LOWS = 0x7F7F7F7F7F7F7F7FL;
    private static final long ZERO_DIGITS = ONES * '0';
    /** What carries into the upper half of a byte if it is above 9. */
    private static final long OVER_NINE = ONES * 6;

    private static final long UPPER_HALVES = 0xF0F0_F0F0_F0F0_F0F0L;
    private static final long FOURS = 0x0000_00FF_0000_00FFL;
    private static final long HUNDRED_MILLION = 100_000_000;

    private Octets() {}

    /** The eight bytes from a position on. */
    static long at(byte[] bytes, int position) {
        return (long) EIGHT.get(bytes, position);
    }

    /** Whether the bytes between two positions are ASCII; those before them may be looked at too, and then it may be said of some that they are not. */
    static boolean ascii(byte[] bytes, int from, int to) {
        long all = 0;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            all |= at(bytes, at);
        }
        if (to >= Long.BYTES) {
            all |= at(bytes, to - Long.BYTES);
        } else {
            for (; at < to; at++) {
                all |= bytes[at];
            }
        }
        return (all & ~LOWS) == 0;
    }

    /** Eight times the same byte. */
    static long repeated(char mark) {
        return ONES * mark;
    }

    /** The highest bit of each byte that is zero. */
    static long zeros(long eight) {
        return ~(((eight & LOWS) + LOWS) | eight | LOWS);
    }

    /** Whether any of the bytes, taken without sign, is less than a mark of at most 128 that {@code marks} repeats. */
    static boolean anyBelow(long eight, long marks) {
        return ((eight - marks) & ~eight & ~LOWS) != 0;
    }

    /** Which of the eight bytes, from 0, the lowest bit stands in. */
    static int first(long bits) {
        return Long.numberOfTrailingZeros(bits) >>> 3;
    }

    /**
     * The number that the bytes between two positions are the digits of: 1 to {@link #DIGITS_MAX}, with eight bytes of anything before their end. -1 if
     * not all are digits.
     */
    static long digits(byte[] bytes, int from, int to) {
        int count = to - from;
        if (count <= 8) {
            return eightDigits(at(bytes, to - 8), count);
        }
        long low = eightDigits(at(bytes, to - 8), 8);
        long high = count == DIGITS_MAX
                ? eightDigits(at(bytes, from), 8)
                : eightDigits(at(bytes, from) << (Long.SIZE - 8 * (count - 8)), count - 8);
        return low < 0 || high < 0 ? -1 : high * HUNDRED_MILLION + low;
    }

    /** Of the last {@code count} of eight bytes: neighbours are joined to pairs, pairs to fours, fours to the whole. */
    private static long eightDigits(long eight, int count) {
        int others = Long.SIZE - 8 * count;
        long values = ((eight >>> others) << others) ^ (others == 0 ? ZERO_DIGITS : ZERO_DIGITS >>> others << others);
        if ((((values + OVER_NINE) | values) & UPPER_HALVES) != 0) {
            return -1;
        }
        long pairs = values * 10 + (values >>> 8);
        long upper = (pairs & FOURS) * (100 + (1_000_000L << Integer.SIZE));
        long lower = ((pairs >>> 16) & FOURS) * (1 + (10_000L << Integer.SIZE));
        return (upper + lower) >>> Integer.SIZE;
    }
}
