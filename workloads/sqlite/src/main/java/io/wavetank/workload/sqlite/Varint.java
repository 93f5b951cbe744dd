package io.wavetank.workload.sqlite;

/** Whole numbers of one to nine bytes, seven bits each but for the ninth, the highest first. */
final class Varint {
    private final byte[] bytes;
    private final int end;
    private int at;

    Varint(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    void at(int position) {
        at = position;
    }

    int position() {
        return at;
    }

    long next() {
        long value = 0;
        for (int i = 0; i < 9; i++) {
            if (at >= end) {
                throw new Corrupt("a number that is cut off");
            }
            int octet = bytes[at++] & 0xFF;
            if (i == 8) {
                return value << 8 | octet;
            }
            value = value << 7 | (octet & 0x7F);
            if (octet < 0x80) {
                return value;
            }
        }
        throw new IllegalStateException("A number has no more than nine bytes");
    }
}
