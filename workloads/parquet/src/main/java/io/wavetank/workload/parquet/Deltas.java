package io.wavetank.workload.parquet;

/**
 * Whole numbers as differences to the one before, packed into bits: encoding {@code DELTA_BINARY_PACKED}.
 *
 * <p>Source: Encodings.md of Apache Parquet, "Delta Encoding".
 */
final class Deltas {
    private static final int MOST_IN_A_BLOCK = 1 << 16;

    private final byte[] bytes;
    private final int end;
    private final int perMini;
    private final int[] widths;
    private final long count;
    private int at;
    private long given;
    private long value;
    private long least;
    private int mini;
    private int inMini;
    private int bit;

    Deltas(byte[] bytes, int offset, int end) {
        this.bytes = bytes;
        this.at = offset;
        this.end = end;
        long block = varint();
        long minis = varint();
        this.count = varint();
        if (block <= 0 || block > MOST_IN_A_BLOCK || minis <= 0 || block % minis != 0 || block / minis % 8 != 0) {
            throw new Corrupt("differences in blocks of " + block + " in " + minis + " parts");
        }
        if (count < 0) {
            throw new Corrupt("a negative number of differences");
        }
        this.perMini = (int) (block / minis);
        this.widths = new int[(int) minis];
        this.mini = widths.length - 1;
        this.inMini = perMini;
        this.value = zigzag();
    }

    /** How many numbers there are. */
    long count() {
        return count;
    }

    long next() {
        if (given == count) {
            throw new Corrupt("fewer differences than values");
        }
        if (given++ == 0) {
            return value;
        }
        if (inMini == perMini) {
            advance();
        }
        inMini++;
        value += least + bits(widths[mini]);
        return value;
    }

    private void advance() {
        if (++mini == widths.length) {
            least = zigzag();
            for (int i = 0; i < widths.length; i++) {
                widths[i] = octet();
            }
            mini = 0;
        }
        if (widths[mini] > 64) {
            throw new Corrupt("differences of " + widths[mini] + " bits");
        }
        inMini = 0;
        bit = 0;
    }

    private long bits(int width) {
        long result = 0;
        int have = 0;
        while (have < width) {
            if (at == end) {
                throw new Corrupt("differences that are cut off");
            }
            int take = Math.min(8 - bit, width - have);
            result |= (long) ((bytes[at] & 0xFF) >>> bit & ((1 << take) - 1)) << have;
            have += take;
            bit += take;
            if (bit == 8) {
                bit = 0;
                at++;
            }
        }
        return result;
    }

    /** Where the bytes after the last difference begin; meant for after the last. */
    int after() {
        int rest = inMini < perMini ? perMini - inMini : 0;
        long bitsLeft = (long) rest * (rest == 0 ? 0 : widths[mini]) + bit;
        long place = at + (bitsLeft >>> 3);
        if (place > end) {
            throw new Corrupt("differences that are cut off");
        }
        return (int) place;
    }

    private int octet() {
        if (at == end) {
            throw new Corrupt("differences that are cut off");
        }
        return bytes[at++] & 0xFF;
    }

    private long varint() {
        long result = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = octet();
            result |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return result;
            }
        }
        throw new Corrupt("a number of more than 64 bits");
    }

    private long zigzag() {
        long result = varint();
        return (result >>> 1) ^ -(result & 1);
    }
}
