package io.wavetank.workload.input;

import java.util.Arrays;

/**
 * The texts of columns that hold few different ones: equal ones are mostly one object, which is found by its bytes without making another. A
 * cache without a bound on what it sees; what does not fit is made again.
 */
final class SharedTexts {
    private static final int SLOT_BITS = 8;
    private static final int LONGEST = 64;
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    /** Of texts up to eight bytes: the bytes themselves. */
    private final long[] shortBytes = new long[1 << SLOT_BITS];

    /** How many they are, which tells NULs from nothing. */
    private final byte[] shortLengths = new byte[1 << SLOT_BITS];

    private final String[] shortTexts = new String[1 << SLOT_BITS];
    private final long[] middleFirst = new long[1 << SLOT_BITS];
    private final long[] middleLast = new long[1 << SLOT_BITS];
    private final byte[] middleLengths = new byte[1 << SLOT_BITS];
    private final String[] middleTexts = new String[1 << SLOT_BITS];
    private final byte[][] longBytes = new byte[1 << SLOT_BITS][0];
    private final String[] longTexts = new String[1 << SLOT_BITS];

    /** The text between two positions of the current line. */
    String text(Lines lines, int from, int to) throws TraceFormatException {
        int length = to - from;
        if (length == 0) {
            return "";
        }
        byte[] bytes = lines.buffer();
        if (length <= Long.BYTES && from + Long.BYTES <= bytes.length) {
            return shortText(lines, from, to);
        }
        if (length <= 2 * Long.BYTES && length > Long.BYTES) {
            return middleText(lines, from, to);
        }
        if (length > LONGEST) {
            return lines.text(from, to);
        }
        int slot = (length * 31 + bytes[from] * 7 + bytes[to - 1] * 131 + bytes[(from + to) >>> 1] * 17)
                & (longTexts.length - 1);
        byte[] known = longBytes[slot];
        String shared = longTexts[slot];
        if (!Arrays.equals(bytes, from, to, known, 0, known.length)) {
            shared = lines.text(from, to);
            longBytes[slot] = Arrays.copyOfRange(bytes, from, to);
            longTexts[slot] = shared;
        }
        return shared;
    }

    /** Of 9 to 16 bytes: the first eight and the last eight tell the text, if its length is known. */
    private String middleText(Lines lines, int from, int to) throws TraceFormatException {
        byte[] bytes = lines.buffer();
        long first = Octets.at(bytes, from);
        long last = Octets.at(bytes, to - Long.BYTES);
        int slot = (int) (((first ^ last * 31) * GOLDEN_RATIO) >>> (Long.SIZE - SLOT_BITS));
        String shared = middleTexts[slot];
        if (middleFirst[slot] != first || middleLast[slot] != last || middleLengths[slot] != to - from) {
            shared = lines.text(from, to);
            middleFirst[slot] = first;
            middleLast[slot] = last;
            middleLengths[slot] = (byte) (to - from);
            middleTexts[slot] = shared;
        }
        return shared;
    }

    private String shortText(Lines lines, int from, int to) throws TraceFormatException {
        int length = to - from;
        int others = Long.SIZE - Byte.SIZE * length;
        long key = Octets.at(lines.buffer(), from) << others;
        int slot = (int) ((key * GOLDEN_RATIO) >>> (Long.SIZE - SLOT_BITS));
        String shared = shortTexts[slot];
        if (shortBytes[slot] != key || shortLengths[slot] != length) {
            shared = lines.text(from, to);
            shortBytes[slot] = key;
            shortLengths[slot] = (byte) length;
            shortTexts[slot] = shared;
        }
        return shared;
    }
}
