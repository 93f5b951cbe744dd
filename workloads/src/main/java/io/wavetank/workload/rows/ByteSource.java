package io.wavetank.workload.rows;

import java.nio.charset.StandardCharsets;

/** The bytes of a block, taken one after another as {@link ByteSink} wrote them. What goes beyond their end is an {@link IndexOutOfBoundsException}. */
public final class ByteSource {
    private final byte[] bytes;
    private final int end;
    private int position;

    /** Takes the first {@code length} bytes. */
    public ByteSource(byte[] bytes, int length) {
        this.bytes = bytes;
        this.end = length;
    }

    /** Whether nothing is left. */
    public boolean atEnd() {
        return position >= end;
    }

    /** A whole number. */
    public long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (position >= end) {
                throw new IndexOutOfBoundsException("the block ends in a number");
            }
            byte next = bytes[position++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IndexOutOfBoundsException("a number of more than ten bytes");
    }

    /** A whole number that may be below 0. */
    public long signed() {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A number that counts what follows, each of which takes a byte at least. */
    public int count() {
        long count = number();
        if (count < 0 || count > end - position) {
            throw new IndexOutOfBoundsException("the block ends before " + count + " more");
        }
        return (int) count;
    }

    /** A number that is an index below a bound. */
    public int index(int bound) {
        long index = number();
        if (index < 0 || index >= bound) {
            throw new IndexOutOfBoundsException("number " + index + " of " + bound);
        }
        return (int) index;
    }

    /** A text. */
    public String text() {
        int length = count();
        String text = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }

    /** Bytes as they are. */
    public void raw(byte[] target, int at, int length) {
        if (length > end - position) {
            throw new IndexOutOfBoundsException("the block ends in a text");
        }
        System.arraycopy(bytes, position, target, at, length);
        position += length;
    }
}
