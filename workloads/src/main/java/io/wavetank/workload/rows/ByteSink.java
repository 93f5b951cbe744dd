package io.wavetank.workload.rows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow: numbers of variable length (seven bits a byte, the lowest first), and texts with their length before them. */
public final class ByteSink {
    private byte[] bytes = new byte[1 << 12];
    private int size;

    /** Creates a sink of nothing. */
    public ByteSink() {}

    /** Begins anew. */
    public void clear() {
        size = 0;
    }

    /** How many bytes there are. */
    public int size() {
        return size;
    }

    /** The array in which they stand from 0 on; another one after more has been written. */
    public byte[] bytes() {
        return bytes;
    }

    private void room(int count) {
        if (size + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + count));
        }
    }

    /** A whole number; those that are not negative are short if they are small. */
    public void number(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** A whole number that is short if it is near 0 on either side. */
    public void signed(long value) {
        number((value << 1) ^ (value >> 63));
    }

    /** A text. */
    public void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        raw(utf8, 0, utf8.length);
    }

    /** Bytes as they are. */
    public void raw(byte[] source, int from, int length) {
        room(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
    }
}
