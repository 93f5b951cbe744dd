package io.wavetank.workload.parquet;

import io.wavetank.workload.input.ShortestDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * The values of a page, one after another: {@link #bits} of numbers, {@link #text} of texts.
 *
 * <p>Source: Encodings.md of Apache Parquet.
 */
abstract class Values {
    /** What all texts of a page may come to: prefixes that are repeated cost a file nothing. */
    private static final long MOST_TEXT = 256L << 20;

    private static final int MOST_LENGTHS = 1 << 24;

    /** The number taken last, as {@link Leaf#bits} has it. */
    long bits;

    /** The text taken last. */
    String text = "";

    /** Takes the next value. */
    abstract void next();

    /** Decodes {@code count} values that stand in bytes from {@code at} to {@code end}. */
    static Values of(Leaf leaf, long encoding, byte[] bytes, int at, int end, int count, Dictionary dictionary) {
        return switch ((int) encoding) {
            case 0 -> new Plain(leaf, bytes, at, end);
            case 2, 8 -> new Dictionary.Places(dictionary, bytes, at, end);
            case 3 -> truths(leaf, bytes, at, end);
            case 5 -> deltas(leaf, bytes, at, end);
            case 6 -> new Lengths(leaf, bytes, at, end, count);
            case 7 -> new Prefixes(leaf, bytes, at, end, count);
            case 9 -> new Split(leaf, bytes, at, end, count);
            default -> throw new Corrupt("values in the unknown encoding " + encoding);
        };
    }

    private static Values truths(Leaf leaf, byte[] bytes, int at, int end) {
        if (leaf.type() != Leaf.Type.BOOLEAN || end - at < 4) {
            throw new Corrupt("runs that are no truth values");
        }
        int length = (int) Plain.little(bytes, at, 4);
        if (length < 0 || length > end - at - 4) {
            throw new Corrupt("runs of " + length + " bytes");
        }
        var runs = new Runs(bytes, at + 4, length, 1);
        return new Values() {
            @Override
            void next() {
                bits = runs.next();
            }
        };
    }

    private static Values deltas(Leaf leaf, byte[] bytes, int at, int end) {
        boolean narrow = leaf.type() == Leaf.Type.INT32;
        if (!narrow && leaf.type() != Leaf.Type.INT64) {
            throw new Corrupt("differences that are no whole numbers");
        }
        var deltas = new Deltas(bytes, at, end);
        return new Values() {
            @Override
            void next() {
                long stored = deltas.next();
                take(leaf, narrow ? (int) stored : stored);
            }
        };
    }

    /** Takes a stored whole number, or the bits of another. */
    void take(Leaf leaf, long stored) {
        if (leaf.asText()) {
            text = leaf.decimal(BigInteger.valueOf(stored));
        } else {
            bits = leaf.bits(stored);
        }
    }

    /** Values as they are: encoding {@code PLAIN}. */
    static final class Plain extends Values {
        private final Leaf leaf;
        private final byte[] bytes;
        private final int end;
        private int at;
        private int bit;

        Plain(Leaf leaf, byte[] bytes, int at, int end) {
            this.leaf = leaf;
            this.bytes = bytes;
            this.at = at;
            this.end = end;
        }

        @Override
        void next() {
            switch (leaf.type()) {
                case BOOLEAN -> {
                    if (at >= end) {
                        throw new Corrupt("values that are cut off");
                    }
                    int one = bytes[at] >>> bit & 1;
                    bits = one;
                    bit = (bit + 1) & 7;
                    at += bit == 0 ? 1 : 0;
                }
                case INT32 -> take(leaf, signed(little(step(4), 4)));
                case INT64 -> take(leaf, little(step(8), 8));
                case INT96 -> {
                    int from = step(12);
                    bits = Leaf.instant(little(from, 8), signed(little(from + 8, 4)));
                }
                case FLOAT -> {
                    float value = Float.intBitsToFloat((int) little(step(4), 4));
                    bits = Double.doubleToRawLongBits(shortest(value));
                }
                case DOUBLE -> bits = little(step(8), 8);
                case BYTES -> {
                    int length = (int) little(step(4), 4);
                    text = leaf.text(bytes, step(length), length);
                }
                case FIXED -> text = leaf.text(bytes, step(leaf.length()), leaf.length());
            }
        }

        private int step(int length) {
            if (length < 0 || length > end - at) {
                throw new Corrupt("values that are cut off");
            }
            at += length;
            return at - length;
        }

        /** The number of 32 bits with its sign. */
        private static long signed(long four) {
            return four << 32 >> 32;
        }

        private long little(int from, int length) {
            return little(bytes, from, length);
        }

        static long little(byte[] bytes, int from, int length) {
            long value = 0;
            for (int i = length - 1; i >= 0; i--) {
                value = value << 8 | (bytes[from + i] & 0xFF);
            }
            return value;
        }

        /** The double that is written with as few digits: 0.1f means 0.1 and not 0.10000000149. */
        static double shortest(float value) {
            return ShortestDecimal.ofFloat(value);
        }
    }

    /** Texts behind all their lengths: encoding {@code DELTA_LENGTH_BYTE_ARRAY}. */
    private static final class Lengths extends Values {
        private final Leaf leaf;
        private final byte[] bytes;
        private final int end;
        private final int[] lengths;
        private int at;
        private int given;

        Lengths(Leaf leaf, byte[] bytes, int at, int end, int count) {
            requireText(leaf);
            var deltas = new Deltas(bytes, at, end);
            this.leaf = leaf;
            this.bytes = bytes;
            this.end = end;
            this.lengths = lengths(deltas, count);
            this.at = deltas.after();
        }

        @Override
        void next() {
            int from = step();
            text = leaf.text(bytes, from, at - from);
        }

        /** Steps over the next text and returns where it began. */
        int step() {
            if (given == lengths.length || lengths[given] > end - at) {
                throw new Corrupt("texts that are cut off");
            }
            int from = at;
            at += lengths[given++];
            return from;
        }
    }

    private static void requireText(Leaf leaf) {
        if (!leaf.type().text()) {
            throw new Corrupt("texts in a column of numbers");
        }
    }

    private static int[] lengths(Deltas deltas, int count) {
        if (deltas.count() > count || count > MOST_LENGTHS) {
            throw new Corrupt(deltas.count() + " texts where there are " + count);
        }
        int[] lengths = new int[(int) deltas.count()];
        for (int i = 0; i < lengths.length; i++) {
            long length = deltas.next();
            if (length < 0 || length > Budget.MOST_PAGE_BYTES) {
                throw new Corrupt("a text of " + length + " bytes");
            }
            lengths[i] = (int) length;
        }
        return lengths;
    }

    /** Texts by what they share with the one before: encoding {@code DELTA_BYTE_ARRAY}. */
    private static final class Prefixes extends Values {
        private final Leaf leaf;
        private final byte[] bytes;
        private final int[] prefixes;
        private final Lengths suffixes;
        private byte[] last = new byte[256];
        private int length;
        private int given;
        private long sum;

        Prefixes(Leaf leaf, byte[] bytes, int at, int end, int count) {
            var deltas = new Deltas(bytes, at, end);
            this.leaf = leaf;
            this.bytes = bytes;
            this.prefixes = lengths(deltas, count);
            this.suffixes = new Lengths(leaf, bytes, deltas.after(), end, count);
        }

        @Override
        void next() {
            if (given == prefixes.length || prefixes[given] > length) {
                throw new Corrupt("a text that shares more than there was");
            }
            int from = suffixes.step();
            int suffix = suffixes.at - from;
            length = prefixes[given++] + suffix;
            sum += length;
            if (sum > MOST_TEXT) {
                throw new Corrupt("texts of more than " + MOST_TEXT + " bytes in one page");
            }
            if (length > last.length) {
                last = Arrays.copyOf(last, Math.max(length, 2 * last.length));
            }
            System.arraycopy(bytes, from, last, length - suffix, suffix);
            text = leaf.text(last, 0, length);
        }
    }

    /** Values of which all first bytes stand together, then all second ones, ...: encoding {@code BYTE_STREAM_SPLIT}. */
    private static final class Split extends Values {
        private final Plain joined;
        private final byte[] one;
        private final byte[] bytes;
        private final int at;
        private final int stride;
        private int given;

        Split(Leaf leaf, byte[] bytes, int at, int end, int count) {
            int width = switch (leaf.type()) {
                case INT32, FLOAT -> 4;
                case INT64, DOUBLE -> 8;
                case FIXED -> leaf.length();
                case BOOLEAN, INT96, BYTES -> throw new Corrupt("split bytes of values without a fixed length");
            };
            this.stride = (end - at) / width;
            if ((end - at) % width != 0 || stride > count) {
                throw new Corrupt("split bytes of " + count + " values in " + (end - at) + " bytes");
            }
            this.one = new byte[width];
            this.joined = new Plain(leaf, one, 0, width);
            this.bytes = bytes;
            this.at = at;
        }

        @Override
        void next() {
            if (given == stride) {
                throw new Corrupt("values that are cut off");
            }
            for (int i = 0; i < one.length; i++) {
                one[i] = bytes[at + i * stride + given];
            }
            given++;
            joined.at = 0;
            joined.next();
            bits = joined.bits;
            text = joined.text;
        }
    }
}
