package io.wavetank.workload.parquet;

/**
 * Small whole numbers in runs: either one number repeated, or groups of eight packed into bits. Levels, places in dictionaries and truth values are stored so.
 *
 * <p>Source: Encodings.md of Apache Parquet, "Run Length Encoding / Bit-Packing Hybrid".
 */
final class Runs {
    private final byte[] bytes;
    private final int end;
    private final int width;
    private int at;
    private long left;
    private boolean packed;
    private int repeated;
    private long window;
    private int windowBits;

    Runs(byte[] bytes, int offset, int length, int width) {
        if (width < 0 || width > 32 || length < 0 || offset + length > bytes.length) {
            throw new Corrupt("runs of numbers of " + width + " bits in " + length + " bytes");
        }
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
        this.width = width;
    }

    /** How many bits a number up to {@code most} takes. */
    static int width(int most) {
        return 32 - Integer.numberOfLeadingZeros(most);
    }

    int next() {
        if (left == 0) {
            start();
        }
        left--;
        if (!packed) {
            return repeated;
        }
        while (windowBits < width) {
            if (at == end) {
                throw new Corrupt("numbers that are cut off");
            }
            window |= (bytes[at++] & 0xFFL) << windowBits;
            windowBits += 8;
        }
        int value = (int) (window & ((1L << width) - 1));
        window >>>= width;
        windowBits -= width;
        return value;
    }

    private void start() {
        long head = 0;
        int shift = 0;
        int next;
        do {
            if (at == end || shift > 35) {
                throw new Corrupt("a run that is cut off");
            }
            next = bytes[at++] & 0xFF;
            head |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next >= 0x80);
        packed = (head & 1) == 1;
        left = packed ? (head >>> 1) * 8 : head >>> 1;
        if (left == 0) {
            throw new Corrupt("a run of no numbers");
        }
        window = 0;
        windowBits = 0;
        if (!packed) {
            repeated = 0;
            for (int shifted = 0; shifted < width; shifted += 8) {
                if (at == end) {
                    throw new Corrupt("a run that is cut off");
                }
                repeated |= (bytes[at++] & 0xFF) << shifted;
            }
        }
    }
}
