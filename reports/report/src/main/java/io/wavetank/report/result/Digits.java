package io.wavetank.report.result;

import java.nio.charset.StandardCharsets;

/** Whole numbers as decimal digits in ASCII, as {@link Long#toString(long)} has them. */
final class Digits {
    /** 00 to 99, two bytes each. */
    private static final byte[] PAIRS = pairs();

    private Digits() {}

    /** Writes a number from a position on and returns the position after it; there must be room for 20 bytes. */
    static int write(long value, byte[] target, int from) {
        if (value < 0) {
            byte[] text = Long.toString(value).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(text, 0, target, from, text.length);
            return from + text.length;
        }
        int end = from + count(value);
        int at = end;
        long rest = value;
        while (rest >= 100) {
            long hundreds = rest / 100;
            int pair = (int) (rest - 100 * hundreds) << 1;
            target[--at] = PAIRS[pair + 1];
            target[--at] = PAIRS[pair];
            rest = hundreds;
        }
        int pair = (int) rest << 1;
        target[--at] = PAIRS[pair + 1];
        if (rest >= 10) {
            target[--at] = PAIRS[pair];
        }
        return end;
    }

    private static int count(long value) {
        int digits = 1;
        for (long power = 10; digits < 19 && value >= power; power *= 10) {
            digits++;
        }
        return digits;
    }

    private static byte[] pairs() {
        byte[] pairs = new byte[200];
        for (int i = 0; i < 100; i++) {
            pairs[2 * i] = (byte) ('0' + i / 10);
            pairs[2 * i + 1] = (byte) ('0' + i % 10);
        }
        return pairs;
    }
}
